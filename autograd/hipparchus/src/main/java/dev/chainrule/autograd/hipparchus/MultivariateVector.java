package dev.chainrule.autograd.hipparchus;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.ArrayFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.analysis.differentiation.MultivariateDifferentiableVectorFunction;

/**
 * A function of n numbers with m as its results, with partial derivatives of whatever order is
 * asked for: as {@link Multivariate}, for each of the results.
 */
public final class MultivariateVector implements MultivariateDifferentiableVectorFunction {
  private final ArrayFunction numbers;
  private final TaylorSeries series;

  private MultivariateVector(ArrayFunction numbers, TaylorSeries series) {
    this.numbers = numbers;
    this.series = series;
  }

  /**
   * Takes a function of n numbers.
   *
   * @param function from a value of shape [n] to m numbers
   * @throws IllegalArgumentException if it is null
   */
  public static MultivariateVector of(UnaryOperator<Value> function) {
    return new MultivariateVector(ArrayFunction.of(function), new TaylorSeries(function));
  }

  /** Computes the m values. */
  @Override
  public double[] value(double[] x) {
    return numbers.values(x);
  }

  /**
   * Computes the m values, and as many partial derivatives of each as x has.
   *
   * @param x n numbers with derivatives by whatever they depend on, of one factory
   * @return m numbers with derivatives by the same
   * @throws IllegalArgumentException if there are none, or they are not of one factory's size
   */
  @Override
  public DerivativeStructure[] value(DerivativeStructure[] x) {
    return series.all(x);
  }
}
