package dev.chainrule.autograd.check;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
  private static final GradCheck DEFAULT = new GradCheck(1e-7, 1e-11, 1, 0, Integer.MAX_VALUE);

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
    ImmutableList.Builder<GradCheckReport.Element> elements = ImmutableList.builder();
    Function<List<Value>, Value> derivative = weighted(function);
    for (int k = 1; k <= order; k++) {
      if (k > 1) {
        derivative = directional(derivative, inputs);
      }
      elements.addAll(compare(k, derivative, names, inputs));
    }
    return new GradCheckReport(elements.build());
  }

  /** Adds all elements of the result up, each with a weight of its own. */
  private Function<List<Value>, Value> weighted(Function<List<Value>, Value> function) {
    return inputs -> {
      Value result = function.apply(inputs);
      return result.mul(Value.constant(random(result.shape(), seed))).sum();
    };
  }

  /** Differentiates a scalar function along a random direction. */
  private Function<List<Value>, Value> directional(
      Function<List<Value>, Value> function, List<Tensor> at) {
    List<Tensor> direction = new ArrayList<>();
    for (Tensor input : at) {
      direction.add(random(input.shape(), seed + 1 + direction.size()));
    }
    return inputs -> {
      List<Value> derivatives = function.apply(inputs).derivatives(inputs);
      Value sum = Value.constant(0);
      for (int i = 0; i < inputs.size(); i++) {
        sum = sum.add(derivatives.get(i).mul(Value.constant(direction.get(i))).sum());
      }
      return sum;
    };
  }

  private List<GradCheckReport.Element> compare(
      int order, Function<List<Value>, Value> function, List<String> names, List<Tensor> inputs) {
    List<Value> variables = inputs.stream().map(Value::of).toList();
    Gradients gradients = function.apply(variables).gradients(variables.toArray(Value[]::new));
    List<GradCheckReport.Element> elements = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      boolean connected = gradients.reaches(variables.get(i));
      double[] analytic = gradients.of(variables.get(i)).toArray();
      for (int at : chosen(analytic.length)) {
        Probe probe = new Probe(function, inputs, i, at);
        elements.add(
            probe.compare(order, names.get(i), analytic[at], connected, relative, absolute));
      }
    }
    return elements;
  }

  /** Chooses the elements to check, ascending. */
  private int[] chosen(int count) {
    if (count <= elementLimit) {
      return IntStream.range(0, count).toArray();
    }
    return new Random(seed).ints(0, count).distinct().limit(elementLimit).sorted().toArray();
  }

  private static Tensor random(Shape shape, long seed) {
    Random random = new Random(seed);
    return Tensor.of(
        shape,
        Stream.generate(() -> random.nextBoolean() ? 1 : -1)
            .limit(shape.elements())
            .mapToDouble(sign -> sign * (0.5 + random.nextDouble()))
            .toArray());
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
