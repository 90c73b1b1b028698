package dev.chainrule.autograd.hipparchus;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.ArrayFunction;
import java.util.function.UnaryOperator;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.hipparchus.optim.nonlinear.vector.constrained.TwiceDifferentiableFunction;

/**
 * What is to become small or large: a function with one number as its result, with its gradient and
 * its Hessian matrix. {@code SQPOptimizerS} and its like take it by {@link #asFunction}, {@code
 * NonLinearConjugateGradientOptimizer} by {@link #asFunction} and {@link #asGradient}.
 *
 * <pre>{@code
 * Objective objective = Objective.of(2, x -> x.sub(3).square().sum());
 * new NonLinearConjugateGradientOptimizer(
 *         NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
 *         new SimpleValueChecker(1e-12, 1e-12))
 *     .optimize(
 *         objective.asFunction(),
 *         objective.asGradient(),
 *         GoalType.MINIMIZE,
 *         new InitialGuess(new double[] {0, 0}),
 *         new MaxEval(100))
 *     .getPoint(); // {3, 3}
 * }</pre>
 */
public final class Objective extends TwiceDifferentiableFunction {
  private final int inputs;
  private final ArrayFunction function;

  private Objective(int inputs, ArrayFunction function) {
    this.inputs = inputs;
    this.function = function;
  }

  /**
   * Takes a function of n numbers.
   *
   * @param inputs n, at least 1
   * @param function from a value of shape [n] to one number
   * @throws IllegalArgumentException if there are no inputs, or the function is null
   */
  public static Objective of(int inputs, UnaryOperator<Value> function) {
    checkArgument(inputs > 0, "objective: %s inputs; there must be one at least", inputs);
    checkArgument(function != null, "objective: the function is null");
    return new Objective(inputs, ArrayFunction.of(x -> only(function.apply(x))));
  }

  /** Wraps this as an optimiser wants it: the value; for SQP, the derivatives, too. */
  public ObjectiveFunction asFunction() {
    return new ObjectiveFunction(this);
  }

  /** Wraps the gradient as an optimiser wants it. */
  public ObjectiveFunctionGradient asGradient() {
    return new ObjectiveFunctionGradient(x -> function.gradient(checked(x)));
  }

  /** Tells the number of inputs. */
  @Override
  public int dim() {
    return inputs;
  }

  /**
   * Computes the value.
   *
   * @throws IllegalArgumentException if there are not n inputs, or the function gives more than one
   *     number
   */
  @Override
  public double value(RealVector x) {
    return function.value(checked(x.toArray()));
  }

  /**
   * Computes the n first derivatives.
   *
   * @throws IllegalArgumentException as for {@link #value(RealVector)}
   */
  @Override
  public RealVector gradient(RealVector x) {
    return new ArrayRealVector(function.gradient(checked(x.toArray())), false);
  }

  /**
   * Computes the n by n second derivatives.
   *
   * @throws IllegalArgumentException as for {@link #value(RealVector)}
   */
  @Override
  public RealMatrix hessian(RealVector x) {
    return MatrixUtils.createRealMatrix(function.hessian(checked(x.toArray())));
  }

  private static Value only(Value result) {
    checkArgument(result != null, "objective: the function gave null");
    checkArgument(
        result.shape().elements() == 1,
        "objective: the function's result has shape %s, and is not one number: take its sum() or"
            + " mean(), or LeastSquaresModel for the least sum of squares",
        result.shape());
    return result;
  }

  private double[] checked(double[] x) {
    checkArgument(
        x.length == inputs,
        "objective: %s inputs, but it was made for %s: give Objective.of their number",
        x.length,
        inputs);
    return x;
  }
}
