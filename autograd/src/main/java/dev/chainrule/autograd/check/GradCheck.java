package dev.chainrule.autograd.check;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Checks gradients against numerical derivatives, element by element. The numerical ones come from
 * Ridders' extrapolation of central differences, which is right to ten digits and more where a
 * plain difference is right to six, so that the tolerance can be tight. In a unit test:
 *
 * <pre>{@code
 * GradCheck.assertGradients(x -> x.square().sum(), Tensor.of(0.3, -0.7));
 * }</pre>
 *
 * <p>Inputs may have names, as those of a function of many parameters do; the report then tells
 * them by name:
 *
 * <pre>{@code
 * GradCheck.assertGradients(
 *     in -> in.get("slope").mul(x).add(in.get("offset")).square().sum(),
 *     Map.of("slope", Tensor.of(0.3), "offset", Tensor.of(-0.7)));
 * }</pre>
 *
 * <p>An element passes if analytic and numeric derivative differ by at most {@code absolute +
 * relative * max(|analytic|, |numeric|)}. Every element of the result, also of one that has no
 * other, is multiplied by a random weight first, and with it the derivatives in a report: a rule
 * that forgets its cotangent does not pass. What does not pass gets a {@link
 * GradCheckReport.Verdict}.
 */
public final class GradCheck {
  private static final GradCheck DEFAULT = new GradCheck(1e-7, 0, 1, 0, Integer.MAX_VALUE);

  private final double relative;
  private final double absolute;
  private final int order;
  private final long seed;
  private final int elementLimit;

  private GradCheck(double relative, double absolute, int order, long seed, int elementLimit) {
    this.relative = relative;
    this.absolute = absolute;
    this.order = order;
    this.seed = seed;
    this.elementLimit = elementLimit;
  }

  /**
   * Gives the check that others are made from: relative tolerance 1e-7, absolute 1e-11, first
   * order, every element, seed 0.
   */
  public static GradCheck standard() {
    return DEFAULT;
  }

  /**
   * Gives a check with other tolerances.
   *
   * @throws IllegalArgumentException if one is negative or NaN
   */
  public GradCheck tolerances(double relative, double absolute) {
    checkArgument(
        relative >= 0 && absolute >= 0,
        "tolerances: %s and %s must not be negative",
        relative,
        absolute);
    return new GradCheck(relative, absolute, order, seed, elementLimit);
  }

  /**
   * Gives a check that looks at derivatives of derivatives, too, up to this order: at those of a
   * random directional derivative.
   *
   * @throws IllegalArgumentException if the order is below 1
   */
  public GradCheck order(int order) {
    checkArgument(order >= 1, "order: %s must be at least 1", order);
    return new GradCheck(relative, absolute, order, seed, elementLimit);
  }

  /** Gives a check with another seed for the random weights and directions. */
  public GradCheck seed(long seed) {
    return new GradCheck(relative, absolute, order, seed, elementLimit);
  }

  /**
   * Gives a check of only so many elements of each input, drawn at random by the seed: for large
   * tensors.
   *
   * @throws IllegalArgumentException if there are to be none
   */
  public GradCheck elements(int elementLimit) {
    checkArgument(elementLimit >= 1, "elements: %s must be at least 1", elementLimit);
    return new GradCheck(relative, absolute, order, seed, elementLimit);
  }

  /** Throws an {@link AssertionError} that holds the report, unless the gradient is right. */
  public static void assertGradients(UnaryOperator<Value> function, Tensor x) {
    DEFAULT.check(function, x).assertPassed();
  }

  /** Throws an {@link AssertionError} that holds the report, unless both gradients are right. */
  public static void assertGradients(BinaryOperator<Value> function, Tensor x, Tensor y) {
    DEFAULT.check(function, x, y).assertPassed();
  }

  /** Throws an {@link AssertionError} that holds the report, unless all gradients are right. */
  public static void assertGradients(Function<List<Value>, Value> function, List<Tensor> inputs) {
    DEFAULT.check(function, inputs).assertPassed();
  }

  /** Throws an {@link AssertionError} that holds the report, unless all gradients are right. */
  public static void assertGradients(
      Function<Map<String, Value>, Value> function, Map<String, Tensor> inputs) {
    DEFAULT.check(function, inputs).assertPassed();
  }

  /**
   * Throws an {@link AssertionError} that holds the report, unless a function's gradient, given by
   * another function, is right at a point:
   *
   * <pre>{@code
   * GradCheck.assertGradient(x -> x[0] * x[1], x -> new double[] {x[1], x[0]}, 3, -2);
   * }</pre>
   *
   * @throws IllegalArgumentException if the gradient has another length than the point
   */
  public static void assertGradient(
      ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient, double... point) {
    DEFAULT.check(function, gradient, point).assertPassed();
  }

  /** Checks a function of one tensor. */
  public GradCheckReport check(UnaryOperator<Value> function, Tensor x) {
    return check(inputs -> function.apply(inputs.get(0)), List.of(x));
  }

  /** Checks a function of two tensors. */
  public GradCheckReport check(BinaryOperator<Value> function, Tensor x, Tensor y) {
    return check(inputs -> function.apply(inputs.get(0), inputs.get(1)), List.of(x, y));
  }

  /** Checks a function of several tensors with respect to each of them. */
  public GradCheckReport check(Function<List<Value>, Value> function, List<Tensor> inputs) {
    return check(
        function, IntStream.range(0, inputs.size()).mapToObj(Integer::toString).toList(), inputs);
  }

  /**
   * Checks a function of tensors by name with respect to each of them, in the map's order.
   *
   * @param function of values under the same names and in the same order
   */
  public GradCheckReport check(
      Function<Map<String, Value>, Value> function, Map<String, Tensor> inputs) {
    List<String> names = List.copyOf(inputs.keySet());
    return check(
        values -> function.apply(named(names, values)), names, List.copyOf(inputs.values()));
  }

  private static Map<String, Value> named(List<String> names, List<Value> values) {
    ImmutableMap.Builder<String, Value> named = ImmutableMap.builder();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), values.get(i));
    }
    return named.buildOrThrow();
  }

  private GradCheckReport check(
      Function<List<Value>, Value> function, List<String> names, List<Tensor> inputs) {
    checkArgument(!inputs.isEmpty(), "check: there are no inputs to differentiate by");
    List<int[]> chosen = inputs.stream().map(input -> chosen(input.shape().elements())).toList();
    ImmutableList.Builder<GradCheckReport.Element> elements = ImmutableList.builder();
    Target target = Target.weighted(function, inputs, seed);
    boolean isWeighted = target.weight() == 1;
    for (int k = 1; k <= order; k++) {
      target = k == 1 ? target : target.directional(inputs, seed + 1);
      elements.addAll(
          new Comparison(k, target, names, inputs, chosen, relative, absolute).elements());
    }
    return new GradCheckReport(elements.build(), isWeighted);
  }

  /**
   * Checks a function of an array, and a gradient of it that is given by another function; for
   * whatever has nothing to do with {@link Value}.
   *
   * @param function of an array of the point's length, which it must not keep
   * @param gradient the derivatives with respect to each number of the array, in order
   * @param point where
   * @throws IllegalArgumentException if the gradient has another length, or this check is of a
   *     higher order
   */
  public GradCheckReport check(
      ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient, double... point) {
    checkArgument(order == 1, "check: arrays are checked at the first order, not at %s", order);
    double[] rules = gradient.apply(point.clone());
    checkArgument(
        rules.length == point.length,
        "check: the gradient has %s numbers for a point of %s",
        rules.length,
        point.length);
    double scale = DoubleStream.of(rules).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    Tolerance tolerance = new Tolerance(relative, absolute, scale);
    ImmutableList.Builder<GradCheckReport.Element> elements = ImmutableList.builder();
    for (int at : chosen(point.length)) {
      Line line = new ArrayLine(function, gradient, point, at);
      Steps steps = new Steps(line, line.terms(point[at]));
      Finding finding = Judge.judge(steps, tolerance, rules[at], true);
      elements.add(
          GradCheckReport.Element.of(1, "0", Shape.of(point.length), at, rules[at], finding));
    }
    return new GradCheckReport(elements.build(), false);
  }

  /** Chooses the elements to check, ascending. */
  private int[] chosen(int count) {
    if (count <= elementLimit) {
      return IntStream.range(0, count).toArray();
    }
    return new Random(seed).ints(0, count).distinct().limit(elementLimit).sorted().toArray();
  }

  /** Shows the settings. */
  @Override
  public String toString() {
    return "GradCheck up to order "
        + order
        + ", tolerances "
        + relative
        + " relative and "
        + absolute
        + " absolute, seed "
        + seed;
  }
}
