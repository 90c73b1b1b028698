package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.ChainPart.Derivative;
import dev.chainrule.autograd.graph.ChainPart.Formula;
import dev.chainrule.autograd.graph.ChainPart.Summed;
import dev.chainrule.autograd.graph.ChainPart.Words;
import dev.chainrule.autograd.graph.PathGraph.Link;
import dev.chainrule.autograd.notation.Algebra;
import dev.chainrule.autograd.notation.Expression;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Writes a path as a product that a reader can compute: factors are multiplied element by element,
 * and where broadcasting made copies of an element, the product so far is summed over them. What
 * was summed to a number stands before later factors, {@code (sum of d) x (sum of c)}, for a sum of
 * products is another number.
 */
final class ChainBuilder {
  /** Factors of one stretch that are multiplied out; beyond, they are only counted. */
  static final int MAX_LINKS = 6;

  /** The same, if the formula is short. */
  private static final int MAX_LINKS_IF_SHORT = 8;

  private static final int SHORT = 40; // a formula, in characters
  private static final int MAX_LENGTH = 60; // of a formula, in characters

  private final Names names;
  private final Formulas formulas;
  private final List<ChainPart> open = new ArrayList<>();

  private ChainBuilder(Names names) {
    this.names = names;
    this.formulas = new Formulas(names);
  }

  /** Writes formulas, one for each stretch of a path. */
  static ChainLine formulas(List<List<Link>> stretches, Names names) {
    return new ChainBuilder(names).write(stretches, stretch -> false);
  }

  /**
   * Writes derivatives from name to name, where these are what the path goes through.
   *
   * @param isOnlyWay tells whether a stretch is the only way between its ends, so that it is the
   *     whole derivative of one by the other
   */
  static ChainLine derivatives(
      List<List<Link>> stretches, Names names, Predicate<List<Link>> isOnlyWay) {
    return new ChainBuilder(names)
        .write(stretches, stretch -> isDerivative(stretch) && isOnlyWay.test(stretch));
  }

  private static boolean isDerivative(List<Link> stretch) {
    return stretch.get(0).from().value.shape().elements() == 1 || Elementwise.isByElement(stretch);
  }

  private ChainLine write(List<List<Link>> stretches, Predicate<List<Link>> isNamed) {
    for (int i = 0; i < stretches.size(); i++) {
      List<Link> stretch = stretches.get(i);
      if (isNamed.test(stretch)) {
        addDerivative(stretch);
      } else {
        int done = addFactors(stretch);
        if (done < stretch.size()) {
          ImmutableList.Builder<Link> rest = ImmutableList.builder();
          rest.addAll(stretch.subList(done, stretch.size()));
          stretches.subList(i + 1, stretches.size()).forEach(rest::addAll);
          return line(rest.build());
        }
      }
    }
    return line(ImmutableList.of());
  }

  private ChainLine line(ImmutableList<Link> rest) {
    return new ChainLine(open.isEmpty() ? ImmutableList.of(ONE) : ImmutableList.copyOf(open), rest);
  }

  static final ChainPart ONE = new Formula(Algebra.ONE, Shape.SCALAR);

  private void addDerivative(List<Link> stretch) {
    Value of = stretch.get(0).from().value;
    Value by = stretch.get(stretch.size() - 1).to().value;
    open.add(new Derivative(of, names.of(of), by, names.of(by)));
    if (of.shape().elements() > by.shape().elements()) {
      sum(of.shape(), by.shape());
    }
  }

  /** Returns how many links could be written. */
  private int addFactors(List<Link> stretch) {
    boolean isBegun = false;
    int start = 0;
    for (int i = 0; i < stretch.size(); i++) {
      Link link = stretch.get(i);
      if (!Elementwise.is(link)) {
        add(stretch.subList(start, i), true);
        return i;
      }
      Shape over = link.from().value.shape();
      Shape into = link.to().value.shape();
      if (over.elements() > into.elements()) {
        add(stretch.subList(start, i + 1), isBegun);
        sum(over, into);
        isBegun = true;
        start = i + 1;
      }
    }
    add(stretch.subList(start, stretch.size()), isBegun);
    return stretch.size();
  }

  /** Adds the product of some links; without need none that is 1. */
  private void add(List<Link> links, boolean isBegun) {
    if (links.isEmpty()) {
      return;
    }
    Optional<Expression> product =
        links.size() <= MAX_LINKS_IF_SHORT ? product(links, formulas) : Optional.empty();
    if (product.isEmpty()) {
      open.add(new Words(ImmutableList.copyOf(links)));
    } else if (!isBegun || !Algebra.isNumber(product.get(), 1)) {
      open.add(new Formula(product.get(), shape(product.get())));
    }
  }

  /** Multiplies the factors of links; nothing if that is too long to read. */
  static Optional<Expression> product(List<Link> links, Formulas formulas) {
    Expression product = Algebra.ONE;
    for (Link link : links) {
      Optional<Expression> factor = Elementwise.factor(link, formulas);
      if (factor.isEmpty()) {
        return Optional.empty();
      }
      product = Algebra.product(product, factor.get());
    }
    int max = links.size() <= MAX_LINKS ? MAX_LENGTH : SHORT;
    return Optional.of(product).filter(formula -> formula.text().length() <= max);
  }

  /** The shape to which those of all named values broadcast. */
  private Shape shape(Expression expression) {
    Shape shape = Shape.SCALAR;
    for (String name : expression.names()) {
      Optional<Value> value = names.value(name);
      if (value.isPresent()) {
        shape = Shape.broadcast("formula", shape, value.get().shape());
      }
    }
    return shape;
  }

  private void sum(Shape over, Shape into) {
    int from = 0;
    while (from < open.size() && open.get(from) instanceof Summed sum && sum.isNumber()) {
      from++;
    }
    List<ChainPart> rest = open.subList(from, open.size());
    ImmutableList<ChainPart> parts =
        rest.isEmpty() ? ImmutableList.of(ONE) : ImmutableList.copyOf(rest);
    rest.clear();
    Shape shown = Shape.SCALAR;
    for (ChainPart part : parts) {
      shown = Shape.broadcast("product", shown, part.shape());
    }
    boolean isStated = !shows(shown, over, into);
    Shape shape = isStated ? into : shown.reduce(true, axes(shown, over, into));
    open.add(new Summed(parts, over, into, isStated, shape));
  }

  /** The axes of a product that are summed over, as they count in its own shape. */
  private static int[] axes(Shape shown, Shape over, Shape into) {
    int shift = shown.rank() - over.rank();
    return Arrays.stream(into.repeatedAxes(over)).map(axis -> axis + shift).toArray();
  }

  /** Tells whether the values named in a product have all the elements that are summed over. */
  private static boolean shows(Shape shown, Shape over, Shape into) {
    return Arrays.stream(axes(shown, over, into))
        .allMatch(at -> at >= 0 && shown.size(at) == over.size(at - shown.rank() + over.rank()));
  }
}
