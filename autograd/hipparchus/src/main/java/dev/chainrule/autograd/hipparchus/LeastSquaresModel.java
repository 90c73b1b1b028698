package dev.chainrule.autograd.hipparchus;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.ArrayFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.analysis.MultivariateMatrixFunction;
import org.hipparchus.analysis.MultivariateVectorFunction;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.ValueAndJacobianFunction;
import org.hipparchus.util.Pair;

/**
 * The model of a least-squares problem: what is to come near the target, as a function of the
 * parameters, with its Jacobian matrix. Value and Jacobian come of one call, as {@code
 * LevenbergMarquardtOptimizer} and {@code GaussNewtonOptimizer} ask for them.
 *
 * <pre>{@code
 * new LeastSquaresBuilder().model(LeastSquaresModel.of(p -> x.mul(p.get(1)).add(p.get(0))));
 * }</pre>
 */
public final class LeastSquaresModel
    implements ValueAndJacobianFunction, MultivariateVectorFunction {
  private final ArrayFunction function;

  private LeastSquaresModel(ArrayFunction function) {
    this.function = function;
  }

  /**
   * Takes a function of the parameters.
   *
   * @param function from n parameters, a value of shape [n], to m numbers
   * @throws IllegalArgumentException if it is null
   */
  public static LeastSquaresModel of(UnaryOperator<Value> function) {
    return new LeastSquaresModel(ArrayFunction.of(function));
  }

  /**
   * Computes the m values, and the Jacobian matrix: m rows of n derivatives. Where one of them is
   * not finite, the matrix throws an {@link ArithmeticException} when it is read, which tells the
   * parameters; a solver that turns back at such values never reads it.
   *
   * @param point the n parameters
   */
  @Override
  public Pair<RealVector, RealMatrix> value(RealVector point) {
    ArrayFunction.WithJacobian both = function.withJacobian(point.toArray());
    RealMatrix jacobian =
        UnusableJacobian.orUsable(point.toArray(), both.values(), both.jacobian());
    return new Pair<>(new ArrayRealVector(both.values(), false), jacobian);
  }

  /**
   * Computes the m values alone, for a problem whose Jacobian is only computed when it is asked
   * for.
   *
   * @param point the n parameters
   */
  @Override
  public RealVector computeValue(double[] point) {
    return new ArrayRealVector(value(point), false);
  }

  /**
   * Computes the Jacobian matrix alone: m rows of n derivatives.
   *
   * @param point the n parameters
   */
  @Override
  public RealMatrix computeJacobian(double[] point) {
    return MatrixUtils.createRealMatrix(function.jacobian(point));
  }

  /**
   * Computes the m values alone, as an array.
   *
   * @param point the n parameters
   */
  @Override
  public double[] value(double[] point) {
    return function.values(point);
  }

  /** Gives the Jacobian matrix as a function of its own, for methods that want the two apart. */
  public MultivariateMatrixFunction jacobian() {
    return function::jacobian;
  }
}
