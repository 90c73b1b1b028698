package dev.chainrule.autograd.hipparchus;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.ArrayFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.analysis.differentiation.MultivariateDifferentiableFunction;

/**
 * A function of n numbers with one as its result, with partial derivatives of whatever order is
 * asked for.
 *
 * <pre>{@code
 * DSFactory factory = new DSFactory(2, 3); // derivatives by 2 numbers, up to the third
 * DerivativeStructure[] x = {factory.variable(0, 1.0), factory.variable(1, 2.0)};
 * DerivativeStructure y = Multivariate.of(v -> v.prod().sin()).value(x);
 * y.getPartialDerivative(2, 1); // ∂³ sin(a b) / ∂a² ∂b
 * }</pre>
 *
 * <p>Derivatives by p numbers up to order q take the memory of p to the q times the function.
 */
public final class Multivariate implements MultivariateDifferentiableFunction {
  private final ArrayFunction numbers;
  private final TaylorSeries series;

  private Multivariate(ArrayFunction numbers, TaylorSeries series) {
    this.numbers = numbers;
    this.series = series;
  }

  /**
   * Takes a function of n numbers.
   *
   * @param function from a value of shape [n] to one number
   * @throws IllegalArgumentException if it is null
   */
  public static Multivariate of(UnaryOperator<Value> function) {
    return new Multivariate(ArrayFunction.of(function), new TaylorSeries(function));
  }

  /**
   * Computes the value.
   *
   * @throws IllegalArgumentException if the function's result is not one number
   */
  @Override
  public double value(double[] x) {
    return numbers.value(x);
  }

  /**
   * Computes the value, and as many partial derivatives as x has.
   *
   * @param x n numbers with derivatives by whatever they depend on, of one factory
   * @return with derivatives by the same
   * @throws IllegalArgumentException if there are none, they are not of one factory's size, or the
   *     function's result is not one number
   */
  @Override
  public DerivativeStructure value(DerivativeStructure[] x) {
    return series.only(x);
  }
}
