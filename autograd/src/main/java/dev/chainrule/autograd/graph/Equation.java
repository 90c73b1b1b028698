package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.notation.Expression.Literal;
import dev.chainrule.autograd.notation.Expression.Name;
import dev.chainrule.autograd.notation.Expression.Product;
import dev.chainrule.autograd.notation.MathMl;
import dev.chainrule.autograd.notation.NameText;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The chain rule along one path, written out: the derivative as a product of derivatives from name
 * to name, each of these as a formula, and the number.
 */
final class Equation {
  private static final int MAX_LINKS = 6; // of a path without names, or between two names
  private static final int MAX_PARTS = 8; // of a product; beyond, the middle is left out
  private static final int MAX_LENGTH = 60; // of a formula between two names
  private static final String GAP = "...";

  private final String derivative;
  private final String along; // what is said of one of several paths
  private final List<Part> parts;
  private final boolean isSum;
  private final String number;

  /** The derivative of a named value by the next named one. */
  private record Part(String from, String to, Expression formula) {
    String text() {
      return "d" + from + "/d" + to;
    }
  }

  Equation(List<Link> links, Tensor contribution, boolean isOnly, Names names) {
    Value from = links.get(0).from().value;
    Value to = links.get(links.size() - 1).to().value;
    this.derivative = "d" + names.of(from) + "/d" + names.of(to);
    this.along = isOnly ? "" : " along this path";
    this.parts = parts(links, names);
    this.isSum = links.stream().anyMatch(Equation::addsUp);
    this.number = Decimals.of(contribution);
  }

  /** From each name on the path to the next; without any, in one part or in single links. */
  private static List<Part> parts(List<Link> links, Names names) {
    boolean hasNames =
        links.subList(1, links.size()).stream().anyMatch(link -> names.isKnown(link.from().value));
    boolean isWhole = links.size() > MAX_LINKS || isReadable(product(links, names));
    List<Part> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < links.size(); i++) {
      Value to = links.get(i).to().value;
      boolean isEnd = hasNames ? names.isKnown(to) : !isWhole || i == links.size() - 1;
      if (isEnd) {
        String from = names.of(links.get(start).from().value);
        Expression formula = formula(links.subList(start, i + 1), names);
        parts.add(new Part(from, names.of(to), formula));
        start = i + 1;
      }
    }
    return parts;
  }

  private static Expression formula(List<Link> links, Names names) {
    Expression product = links.size() > MAX_LINKS ? Algebra.ONE : product(links, names);
    if (links.size() <= MAX_LINKS && isReadable(product)) {
      return product;
    }
    String operation = links.get(0).from().value.operation().orElseThrow().name();
    return new Name(
        links.size() == 1
            ? "slope of " + NameText.ofOperation(operation)
            : "product of " + links.size() + " factors");
  }

  private static Expression product(List<Link> links, Names names) {
    Formulas formulas = new Formulas(names);
    Expression product = Algebra.ONE;
    for (Link link : links) {
      Expression factor = formulas.derivative(link.from().value, link.input());
      product = Algebra.product(product, factor);
    }
    return product;
  }

  private static boolean isReadable(Expression formula) {
    return formula.text().length() <= MAX_LENGTH;
  }

  /** Whether a link adds up the cotangents of the copies that broadcasting made. */
  private static boolean addsUp(Link link) {
    Value value = link.from().value;
    boolean isBroadcast =
        Slopes.isPointwise(value)
            || Structure.of(value.operation().orElseThrow()) == Structure.BROADCAST;
    return isBroadcast && Formulas.copies(value, link.input()) > 1;
  }

  /** The lines, the derivative itself first: each one equals all others. */
  List<String> lines() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(derivative + along);
    if (parts.size() > 1) {
      lines.add(prefix() + product(Part::text, " x "));
    }
    lines.add(prefix() + product(part -> part.formula().text(strength(part)), " x "));
    return lines.add(number).build();
  }

  private String prefix() {
    return isSum ? "sum of " : "";
  }

  /** A product with a minus needs parentheses, but not at the beginning: -2 x 3, 3 x (-2). */
  private int strength(Part part) {
    boolean isProduct = part.formula() instanceof Product || part.formula() instanceof Literal;
    return isProduct && part.equals(parts.get(0)) ? Expression.SUM : Expression.PRODUCT;
  }

  private String product(Function<Part, String> text, String sign) {
    if (parts.size() <= MAX_PARTS) {
      return parts.stream().map(text).collect(Collectors.joining(sign));
    }
    int end = MAX_PARTS / 2;
    List<String> shown = new ArrayList<>();
    parts.subList(0, end).forEach(part -> shown.add(text.apply(part)));
    shown.add(GAP);
    parts.subList(parts.size() - end, parts.size()).forEach(part -> shown.add(text.apply(part)));
    return String.join(sign, shown);
  }

  /** The same as rows of a MathML table. */
  String mathMlRows() {
    StringBuilder rows = new StringBuilder();
    String sum = isSum ? MathMl.sign("\u2211") : "";
    String left =
        MathMl.derivative(parts.get(0).from(), parts.get(parts.size() - 1).to())
            + (along.isEmpty() ? "" : MathMl.words(along));
    if (parts.size() > 1) {
      String chain = product(part -> MathMl.derivative(part.from(), part.to()), MathMl.TIMES_SIGN);
      rows.append(MathMl.equationRow(left, sum + gapped(chain)));
      left = "";
    }
    String formulas = product(part -> part.formula().mathMl(strength(part)), MathMl.TIMES_SIGN);
    rows.append(MathMl.equationRow(left, sum + gapped(formulas)));
    return rows.append(MathMl.equationRow("", MathMl.number(number))).toString();
  }

  private static String gapped(String product) {
    return product.replace(
        MathMl.TIMES_SIGN + GAP + MathMl.TIMES_SIGN,
        MathMl.TIMES_SIGN + MathMl.sign("\u2026") + MathMl.TIMES_SIGN);
  }
}
