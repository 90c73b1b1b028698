package dev.chainrule.autograd.transform;

import com.google.common.primitives.Ints;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * The matrix of a function's first derivatives, in one batched sweep: backward, with one cotangent
 * for each result, or forward, with one direction for each input, whichever are fewer.
 *
 * <pre>{@code
 * Value x = Value.constant(Tensor.of(2.0, 5.0));
 * Jacobian.of(v -> v.square(), x); // [[4, 0], [0, 10]]
 * }</pre>
 *
 * <p>It takes the memory that the function takes, times the smaller of these numbers.
 */
public final class Jacobian {
  private Jacobian() {}

  /**
   * A function's value with its Jacobian.
   *
   * @param value of the function
   * @param jacobian of a function from [a, b] to [c], of shape [c, a, b]
   */
  public record WithValue(Value value, Value jacobian) {}

  /**
   * Differentiates each element of a function's result by each element of its input.
   *
   * @param x where
   * @return of a function from [a, b] to [c], the Jacobian [c, a, b]
   */
  public static Value of(UnaryOperator<Value> function, Value x) {
    return withValue(function, x).jacobian();
  }

  /**
   * Does the same, and gives the function's value, too.
   *
   * @param x where
   */
  public static WithValue withValue(UnaryOperator<Value> function, Value x) {
    Vjp vjp = Vjp.of(function, x);
    return new WithValue(vjp.value(), of(vjp, x));
  }

  /** Differentiates a function of one input that has run already. */
  static Value of(Vjp vjp, Value x) {
    boolean isWide = vjp.value().shape().elements() < x.shape().elements();
    return isWide ? backward(vjp, x) : forward(vjp, x);
  }

  /**
   * Differentiates forward along with the function, whatever the sizes: one direction for each
   * element of the input.
   *
   * @param x where
   * @return as for {@link #of}, but NaN where an infinite slope comes after a choice that cut it
   *     off
   */
  public static Value forward(UnaryOperator<Value> function, Value x) {
    return turned(Vmap.of(direction -> Jvp.of(function, x, direction).tangent(), basis(x)), x);
  }

  private static Value forward(Vjp vjp, Value x) {
    return turned(vjp.pushForwardEach(basis(x)), x);
  }

  private static Value turned(Value columns, Value x) {
    Shape result = columns.shape().unstacked();
    Value turned = columns.reshape(x.shape().elements(), result.elements()).transpose();
    return turned.reshape(joined(result, x.shape()));
  }

  /**
   * Differentiates backward, whatever the sizes: one cotangent for each element of the result.
   *
   * @param x where
   * @return as for {@link #of}
   */
  public static Value backward(UnaryOperator<Value> function, Value x) {
    return backward(Vjp.of(function, x), x);
  }

  private static Value backward(Vjp vjp, Value x) {
    Value value = vjp.value();
    Value rows = vjp.pullBackEach(basis(value));
    return rows.reshape(joined(value.shape(), x.shape()));
  }

  private static Shape joined(Shape results, Shape inputs) {
    return Shape.of(Ints.concat(results.toArray(), inputs.toArray()));
  }

  /** For each element a tensor that is 1 there and 0 elsewhere: [n, a, b] of [a, b]. */
  private static Value basis(Value like) {
    int count = like.shape().elements();
    Tensor eye = Tensor.eye(count).to(like.dtype());
    return Value.constant(eye.reshape(like.shape().stacked(count)));
  }
}
