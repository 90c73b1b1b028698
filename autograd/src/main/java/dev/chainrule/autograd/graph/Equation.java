package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.ChainPart.Derivative;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.notation.MathMl;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The chain rule along one path, written out: the derivative as a product of derivatives from name
 * to name, each of these as a formula, and the number. Each line is what a reader computes from it.
 */
final class Equation {
  private static final int MAX_STRETCHES = 8; // beyond, those in the middle are written as one

  private static final int MAX_CHECKED = 1000; // links; those of a longer path are taken as finite

  private final String derivative;
  private final String mathMlDerivative;
  private final String along; // what is said of one of several paths
  private final ImmutableList<ChainLine> lines;
  private final String number;

  /**
   * Writes a path.
   *
   * @param contribution what it adds to the gradient
   * @param isFinite whether all cotangents on the way are
   * @param isOnly whether there is no other path
   * @param isOnlyWay tells whether a part of the path is the only way between its ends
   */
  Equation(
      List<Link> links,
      Tensor contribution,
      boolean isFinite,
      boolean isOnly,
      Predicate<List<Link>> isOnlyWay,
      Names names) {
    Value from = links.get(0).from().value;
    Value to = links.get(links.size() - 1).to().value;
    this.derivative = "d" + names.of(from) + "/d" + names.of(to);
    this.mathMlDerivative = MathMl.derivative(names.of(from), names.of(to));
    this.along = isOnly ? "" : " along this path";
    this.number = Decimals.of(contribution);
    this.lines =
        isFinite && links.stream().limit(MAX_CHECKED).allMatch(Elementwise::isFinite)
            ? lines(links, way -> isOnly || isOnlyWay.test(way), names)
            : ImmutableList.of(
                new ChainLine(ImmutableList.of(ChainBuilder.ONE), ImmutableList.copyOf(links)));
  }

  /** Where all is finite; else what a choice cuts off stays 0, and a product may be NaN there. */
  private static ImmutableList<ChainLine> lines(
      List<Link> links, Predicate<List<Link>> isOnlyWay, Names names) {
    List<List<Link>> stretches = merged(stretches(links, names));
    ChainLine formulas = ChainBuilder.formulas(stretches, names);
    ChainLine byName = ChainBuilder.derivatives(stretches, names, isOnlyWay);
    return stretches.size() > 1 && hasDerivatives(byName.parts())
        ? ImmutableList.of(byName, formulas)
        : ImmutableList.of(formulas);
  }

  private static boolean hasDerivatives(List<ChainPart> parts) {
    return parts.stream()
        .anyMatch(
            part ->
                part instanceof Derivative
                    || (part instanceof ChainPart.Summed sum && hasDerivatives(sum.parts())));
  }

  /** From each name on the path to the next; without any, all of it or single links. */
  private static List<List<Link>> stretches(List<Link> links, Names names) {
    boolean hasNames =
        links.subList(1, links.size()).stream().anyMatch(link -> names.isKnown(link.from().value));
    boolean isWhole =
        links.size() > ChainBuilder.MAX_LINKS
            || !links.stream().allMatch(Elementwise::is)
            || ChainBuilder.product(links, new Formulas(names)).isPresent();
    List<List<Link>> stretches = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < links.size(); i++) {
      boolean isEnd = hasNames ? names.isKnown(links.get(i).to().value) : !isWhole;
      if (isEnd || i == links.size() - 1) {
        stretches.add(links.subList(start, i + 1));
        start = i + 1;
      }
    }
    return stretches;
  }

  private static List<List<Link>> merged(List<List<Link>> stretches) {
    int size = stretches.size();
    if (size <= MAX_STRETCHES) {
      return stretches;
    }
    int end = MAX_STRETCHES / 2;
    List<List<Link>> merged = new ArrayList<>(stretches.subList(0, end));
    merged.add(ImmutableList.copyOf(Iterables.concat(stretches.subList(end, size - end))));
    merged.addAll(stretches.subList(size - end, size));
    return merged;
  }

  /** The lines, the derivative itself first: each one equals all others. */
  List<String> lines() {
    ImmutableList.Builder<String> text = ImmutableList.builder();
    text.add(derivative + along);
    lines.forEach(line -> text.add(line.text()));
    return text.add(number).build();
  }

  /** What stands between the derivative and the number. */
  List<ChainLine> chainLines() {
    return lines;
  }

  /** The same as rows of a MathML table. */
  String mathMlRows() {
    StringBuilder rows = new StringBuilder();
    String left = mathMlDerivative + (along.isEmpty() ? "" : MathMl.words(along));
    for (ChainLine line : lines) {
      rows.append(MathMl.equationRow(left, line.mathMl()));
      left = "";
    }
    return rows.append(MathMl.equationRow("", MathMl.number(number))).toString();
  }
}
