package dev.chainrule.autograd.transform;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The gradient of a function with one number as its result.
 *
 * <pre>{@code
 * Value slope = Gradient.of(x -> x.pow(3), Value.constant(2)); // 3 x² = 12
 * Value curvature = Gradient.of(y -> Gradient.of(x -> x.pow(3), y), Value.constant(2)); // 6 x = 12
 * }</pre>
 */
public final class Gradient {
  private Gradient() {}

  /**
   * Differentiates a function of one value.
   *
   * @param x where
   * @return the gradient, shaped like x
   * @throws IllegalArgumentException if the function's result has not exactly one element
   */
  public static Value of(UnaryOperator<Value> function, Value x) {
    return ValueAndGradient.of(function, x).gradient();
  }

  /**
   * Differentiates a function of several values with respect to each.
   *
   * @param at where
   * @return for each input its gradient, shaped like it
   * @throws IllegalArgumentException if there are no inputs, or the function's result has not
   *     exactly one element
   */
  public static List<Value> of(Function<List<Value>, Value> function, List<Value> at) {
    Vjp vjp = Vjp.of(function, at);
    return vjp.pullBack(one(vjp.value()));
  }

  /**
   * Differentiates a function of values that have names, such as the parameters of a layer.
   *
   * @param at where
   * @return for each name the gradient, shaped like its value
   * @throws IllegalArgumentException if there are no inputs, or the function's result has not
   *     exactly one element
   */
  public static Map<String, Value> of(
      Function<Map<String, Value>, Value> function, Map<String, Value> at) {
    ImmutableList<String> names = ImmutableList.copyOf(at.keySet());
    List<Value> gradients =
        of(inputs -> function.apply(named(names, inputs)), ImmutableList.copyOf(at.values()));
    return named(names, gradients);
  }

  private static ImmutableMap<String, Value> named(List<String> names, List<Value> values) {
    ImmutableMap.Builder<String, Value> map = ImmutableMap.builder();
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), values.get(i));
    }
    return map.buildOrThrow();
  }

  /** The cotangent of the only number. */
  static Value one(Value result) {
    if (result.shape().elements() != 1) {
      throw new IllegalArgumentException(
          "gradient: the function's result must have one element, not shape "
              + result.shape()
              + ": reduce it (sum, mean), or ask for a Jacobian, or for a Vjp along a cotangent");
    }
    return result.filled(1);
  }
}
