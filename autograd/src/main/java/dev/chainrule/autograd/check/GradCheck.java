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
 * Checks gradients against numerical derivatives, element by element. In a unit test:
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
 * <p>Functions that know nothing of this library, and gradients of whatever origin, are checked
 * too: {@link #assertGradient(ToDoubleFunction, UnaryOperator, double...)}.
 *
 * <p><b>How it decides.</b> The element is moved to both sides by steps that halve, and the slopes
 * are extrapolated to the step zero. That is an answer where the extrapolations agree, and where
 * the slopes to the left and to the right agree, too. Where they do not, because the function is
 * steep or a kink is near, the steps shrink until they do; where rounding hides the derivative,
 * they grow as far as the function allows. If the gradient agrees there, it passes. If not, all
 * scales are looked at before anything is said, the smallest one at which the function is smooth
 * counts, and the {@link GradCheckReport.Verdict} comes with what was measured. The backward sweep
 * runs with cotangents of both signs, and forward mode ({@link dev.chainrule.autograd.Jvp}) must
 * agree with it, but for a NaN below a choice such as {@code where}, which the backward sweep alone
 * avoids.
 *
 * <p><b>What it can tell.</b> An element passes if both differ by at most {@code absolute +
 * relative * max(|analytic|, |numeric|)} and the numerical error, which the report states. That
 * error is mostly rounding: some 1e-13 of the function's value, divided by the unit step, which is
 * 1 or for larger numbers about the number itself. It grows as the distance of a kink or an edge of
 * the domain shrinks below that step. A derivative that can't be seen at all counts as zero, and
 * then a rule may give 2e-15 of the function's value, divided by the unit step. From the second
 * order on 1e-15 of the largest element counts as zero, too. What computes in float32 is compared
 * to a relative 1e-4 at best, and all that comes from rounding is 5e8 times as large. A result of
 * several elements is compared element by element, so that large ones do not hide small ones; a sum
 * inside the function does hide them. Nobody can tell at a kink itself: there the mean of both
 * slopes passes, and any other gives {@link GradCheckReport.Verdict#KINK}.
 *
 * <p>The result's elements are multiplied by random weights and added up, so that a rule that
 * forgets its cotangent does not pass. The derivatives in a report are those of that sum; of a
 * result with one element they are its own.
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
   * Gives the check that others are made from: relative tolerance 1e-7, absolute 0, first order,
   * every element, seed 0.
   */
  public static GradCheck standard() {
    return DEFAULT;
  }

  /**
   * Gives a check with other tolerances. The numerical error is added to them, and in float32 the
   * relative one is 1e-4 at least.
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
   * @throws IllegalArgumentException if the gradient has another length than the point, or that is
   *     0
   */
  public static void assertGradient(
      ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient, double... point) {
    DEFAULT.check("assertGradient", function, gradient, point).assertPassed();
  }

  /**
   * Checks a function of one tensor.
   *
   * @throws IllegalArgumentException if the function is null, or gives null
   */
  public GradCheckReport check(UnaryOperator<Value> function, Tensor x) {
    checkArgument(function != null, "check: the function is null");
    return check(inputs -> function.apply(inputs.get(0)), List.of(x));
  }

  /**
   * Checks a function of two tensors.
   *
   * @throws IllegalArgumentException if the function is null, or gives null
   */
  public GradCheckReport check(BinaryOperator<Value> function, Tensor x, Tensor y) {
    checkArgument(function != null, "check: the function is null");
    return check(inputs -> function.apply(inputs.get(0), inputs.get(1)), List.of(x, y));
  }

  /**
   * Checks a function of several tensors with respect to each of them.
   *
   * @throws IllegalArgumentException if there are none, or the function is null, or gives null
   */
  public GradCheckReport check(Function<List<Value>, Value> function, List<Tensor> inputs) {
    checkArgument(function != null, "check: the function is null");
    return check(
        function, IntStream.range(0, inputs.size()).mapToObj(Integer::toString).toList(), inputs);
  }

  /**
   * Checks a function of tensors by name with respect to each of them, in the map's order.
   *
   * @param function of values under the same names and in the same order
   * @throws IllegalArgumentException if there are no tensors, or the function is null, or gives
   *     null
   */
  public GradCheckReport check(
      Function<Map<String, Value>, Value> function, Map<String, Tensor> inputs) {
    checkArgument(function != null, "check: the function is null");
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
   * @param function of an array of the point's length
   * @param gradient the derivatives with respect to each number of the array, in order
   * @param point where
   * @throws IllegalArgumentException if the gradient has another length, or that is 0, or this
   *     check is of a higher order
   */
  public GradCheckReport check(
      ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient, double... point) {
    return check("check", function, gradient, point);
  }

  private GradCheckReport check(
      String method,
      ToDoubleFunction<double[]> function,
      UnaryOperator<double[]> gradient,
      double[] point) {
    checkArgument(order == 1, "check: arrays are checked at the first order, not at %s", order);
    checkArgument(point.length > 0, "%s: the point has no numbers to differentiate by", method);
    double[] given = gradient.apply(point.clone());
    checkArgument(given != null, "%s: the gradient is null", method);
    double[] rules = given.clone(); // whose buffer it may be
    checkArgument(
        rules.length == point.length,
        "%s: the gradient has %s numbers for a point of %s",
        method,
        rules.length,
        point.length);
    double scale = DoubleStream.of(rules).map(Math::abs).filter(Double::isFinite).max().orElse(0);
    Tolerance tolerance = new Tolerance(relative, absolute, scale, 0x1p-10);
    ImmutableList.Builder<GradCheckReport.Element> elements = ImmutableList.builder();
    for (int at : chosen(point.length)) {
      Line line = new ArrayLine(function, gradient, point, at);
      Steps steps = new Steps(line, line.terms(point[at]));
      Finding finding = Judge.judge(steps, tolerance, rules[at], true);
      elements.add(
          GradCheckReport.Element.of(1, "", Shape.of(point.length), at, rules[at], finding));
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
