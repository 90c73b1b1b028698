package dev.chainrule.autograd.hipparchus;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.ArrayFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.differentiation.Derivative;
import org.hipparchus.analysis.differentiation.UnivariateDifferentiableFunction;

/**
 * A function of one number, with derivatives of whatever order is asked for: {@code
 * NewtonRaphsonSolver} asks for the first. Formula: f(x(t)) has the derivatives of f at x, composed
 * with those of x by t.
 *
 * <pre>{@code
 * double root = new NewtonRaphsonSolver(1e-12).solve(100, Univariate.of(x -> x.cos().sub(x)), 0, 1);
 * }</pre>
 *
 * <p>Each order doubles the work: forward mode is nested as deeply.
 */
public final class Univariate implements UnivariateDifferentiableFunction {
  private static final Value ONE = Value.constant(1);

  private final UnaryOperator<Value> function;
  private final ArrayFunction numbers;

  private Univariate(UnaryOperator<Value> function) {
    this.function = function;
    this.numbers = ArrayFunction.of(x -> scalar(function.apply(x.get(0))));
  }

  /**
   * Takes a function of a scalar.
   *
   * @param function from a scalar to a scalar
   * @throws IllegalArgumentException if it is null
   */
  public static Univariate of(UnaryOperator<Value> function) {
    checkArgument(function != null, "univariate: the function is null");
    return new Univariate(function);
  }

  /**
   * Computes the value.
   *
   * @throws IllegalArgumentException if the function's result is no scalar
   */
  @Override
  public double value(double x) {
    return numbers.value(x);
  }

  /**
   * Computes the value, and as many derivatives as x has.
   *
   * @param x a number with derivatives by whatever it depends on
   * @return with derivatives by the same
   * @throws IllegalArgumentException if the function's result is no scalar
   */
  @Override
  public <T extends Derivative<T>> T value(T x) {
    double[] derivatives = new double[x.getOrder() + 1];
    Value at = Value.constant(x.getValue());
    UnaryOperator<Value> derivative = v -> scalar(function.apply(v));
    for (int order = 0; order < derivatives.length; order++) {
      UnaryOperator<Value> current = derivative;
      derivatives[order] = Recording.off(() -> current.apply(at)).item();
      derivative = v -> Jvp.of(current, v, ONE).tangent();
    }
    return x.compose(derivatives);
  }

  private static Value scalar(Value result) {
    checkArgument(result != null, "univariate: the function gave null");
    checkArgument(
        result.shape().rank() == 0,
        "univariate: the function has a result of shape %s, not a scalar: reduce it (sum, get)",
        result.shape());
    return result;
  }
}
