package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * A function of plain numbers, with its derivatives as plain arrays: for solvers, and for callers
 * who want to see no tensor. It is written once, for a vector of values.
 *
 * <pre>{@code
 * ArrayFunction rosenbrock = ArrayFunction.of(
 *     x -> x.get(1).sub(x.get(0).square()).square().mul(100).add(x.get(0).sub(1).square()));
 * double[] at = {-1.2, 1};
 * rosenbrock.value(at); // 24.2
 * rosenbrock.gradient(at); // [-215.6, -88]
 * rosenbrock.hessian(at); // [[1330, 480], [480, 200]]
 * }</pre>
 *
 * <p>Immutable, if the function is; several threads may use it at once.
 */
public final class ArrayFunction {
  private final UnaryOperator<Value> function;

  private ArrayFunction(UnaryOperator<Value> function) {
    this.function = function;
  }

  /**
   * Takes a function of a vector; its result is one number, or a vector.
   *
   * @param function of a value of shape [n], in float64, with a result in float64
   * @throws IllegalArgumentException if the function is null; later, whenever it gives null
   */
  public static ArrayFunction of(UnaryOperator<Value> function) {
    checkArgument(function != null, "of: the function is null");
    return new ArrayFunction(x -> given(function.apply(x)));
  }

  /** A value and its gradient. */
  public static final class WithGradient {
    private final double value;
    private final double[] gradient;

    private WithGradient(double value, double[] gradient) {
      this.value = value;
      this.gradient = gradient;
    }

    /** Gives the function's only result. */
    public double value() {
      return value;
    }

    /** Gives its derivative by each input; the caller's to change. */
    public double[] gradient() {
      return gradient;
    }
  }

  /** Values and their Jacobian matrix. */
  public static final class WithJacobian {
    private final double[] values;
    private final double[][] jacobian;

    private WithJacobian(double[] values, double[][] jacobian) {
      this.values = values;
      this.jacobian = jacobian;
    }

    /** Gives the function's results; the caller's to change. */
    public double[] values() {
      return values;
    }

    /** Gives for each result a row, with its derivative by each input; the caller's to change. */
    public double[][] jacobian() {
      return jacobian;
    }
  }

  /**
   * Computes the only result.
   *
   * @param x the inputs
   * @throws IllegalArgumentException if the function has not exactly one result
   */
  public double value(double... x) {
    return only(run(x)).item();
  }

  /**
   * Computes all results.
   *
   * @param x the inputs
   */
  public double[] values(double... x) {
    return run(x).data().toArray();
  }

  /**
   * Computes the derivative of the only result by each input.
   *
   * @param x the inputs
   * @throws IllegalArgumentException if the function has not exactly one result
   */
  public double[] gradient(double... x) {
    return withGradient(x).gradient();
  }

  /**
   * Computes the only result, and its derivative by each input, of one run.
   *
   * @param x the inputs
   * @throws IllegalArgumentException if the function has not exactly one result
   */
  public WithGradient withGradient(double... x) {
    return Recording.off(
        () -> {
          Vjp vjp = Vjp.of(function, vector(x));
          Value result = only(vjp.value());
          return new WithGradient(
              result.item(), vjp.pullBack(result.filled(1)).get(0).data().toArray());
        });
  }

  /**
   * Computes the derivative of each result by each input.
   *
   * @param x the inputs
   * @return for each result a row
   */
  public double[][] jacobian(double... x) {
    return withJacobian(x).jacobian();
  }

  /**
   * Computes all results, and the derivative of each by each input.
   *
   * @param x the inputs
   */
  public WithJacobian withJacobian(double... x) {
    return Recording.off(
        () -> {
          Value at = vector(x);
          Vjp vjp = Vjp.of(v -> function.apply(v).flatten(), at);
          // The values first: what they share with the derivatives is then computed in one pass.
          double[] values = vjp.value().data().toArray();
          return new WithJacobian(values, Jacobian.of(vjp, at).data().toRows());
        });
  }

  /**
   * Computes the second derivatives of the only result.
   *
   * @param x the inputs
   * @return a symmetric matrix, to rounding
   * @throws IllegalArgumentException if the function has not exactly one result
   */
  public double[][] hessian(double... x) {
    return Recording.off(() -> Hessian.of(v -> only(function.apply(v)), vector(x)).data().toRows());
  }

  /**
   * Multiplies the matrix of second derivatives by a vector, without computing the matrix.
   *
   * @param x the inputs
   * @param vector as many numbers
   * @throws IllegalArgumentException if these are not as many, or the function has not exactly one
   *     result
   */
  public double[] hessianTimes(double[] x, double[] vector) {
    checkArgument(
        x.length == vector.length,
        "hessianTimes: a vector of %s for %s inputs",
        vector.length,
        x.length);
    return Recording.off(
        () ->
            Hessian.times(v -> only(function.apply(v)), vector(x), vector(vector))
                .data()
                .toArray());
  }

  private Value run(double[] x) {
    return Recording.off(() -> function.apply(vector(x)));
  }

  private static Value vector(double[] x) {
    return Value.constant(Tensor.of(x));
  }

  private static Value given(Value result) {
    checkArgument(result != null, "array function: the function gave null");
    return result;
  }

  private static Value only(Value result) {
    checkArgument(
        result.shape().elements() == 1,
        "the function has results of shape %s, not one: ask for values(...) and jacobian(...)",
        result.shape());
    return result;
  }
}
