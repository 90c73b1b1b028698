package dev.chainrule.autograd.transform;

import dev.chainrule.autograd.Value;
import java.util.function.UnaryOperator;

/**
 * Second derivatives of a function with one number as its result: forward over backward.
 *
 * <pre>{@code
 * Value x = Value.constant(Tensor.of(2.0, 5.0));
 * Hessian.of(v -> v.prod(), x); // [[0, 1], [1, 0]]
 * Hessian.times(v -> v.prod(), x, Value.constant(Tensor.of(3.0, 4.0))); // [4, 3]
 * }</pre>
 */
public final class Hessian {
  private Hessian() {}

  /**
   * Computes the whole matrix, in one batched sweep.
   *
   * @param x where
   * @return of a function of [a, b], the Hessian [a, b, a, b]
   * @throws IllegalArgumentException if the function's result has not exactly one element
   */
  public static Value of(UnaryOperator<Value> function, Value x) {
    return Jacobian.of(v -> Gradient.of(function, v), x);
  }

  /**
   * Multiplies it by a vector, without computing the matrix: a small multiple of the function's own
   * cost.
   *
   * @param x where
   * @param vector shaped like x and of its precision
   * @return shaped like x
   * @throws IllegalArgumentException if the vector is not shaped so, or the function's result has
   *     not exactly one element
   */
  public static Value times(UnaryOperator<Value> function, Value x, Value vector) {
    return Vjp.of(v -> Gradient.of(function, v), x).pushForward(vector);
  }
}
