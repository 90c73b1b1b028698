package dev.chainrule.autograd.hipparchus;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import java.util.function.UnaryOperator;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.constrained.EqualityConstraint;
import org.hipparchus.optim.nonlinear.vector.constrained.InequalityConstraint;

/**
 * Side conditions of an optimisation, with their Jacobian matrices, for {@code SQPOptimizerS} and
 * its like. <strong>Give an optimiser one equality and one inequality at most</strong>: of several
 * of a kind, Hipparchus takes the last and leaves the others out, without a word, so that the
 * minimum is a wrong one. Join all conditions of a kind into one function by {@code Value.concat};
 * {@code reshape(1)} makes a vector of a single number.
 *
 * <pre>{@code
 * Value target = Value.constant(Tensor.of(2.0, 5.0));
 * Objective distance = Objective.of(2, x -> x.sub(target).square().sum());
 * EqualityConstraint line = Constraints.equality(2, x -> x.sum(), 5); // x + y = 5
 * InequalityConstraint bounds = // x y >= 6, x >= 0 and y >= 0
 *     Constraints.inequality(
 *         2, x -> Value.concat(List.of(x.prod().reshape(1), x), 0), 6, 0, 0);
 * new SQPOptimizerS()
 *     .optimize(
 *         distance.asFunction(),
 *         line,
 *         bounds,
 *         new InitialGuess(new double[] {2.5, 2.5}),
 *         new MaxIter(100))
 *     .getX(); // {2, 3}
 * }</pre>
 *
 * <p>For an upper bound, f(x) at most b, ask that -f(x) be at least -b.
 */
public final class Constraints {
  private Constraints() {}

  /**
   * Asks that f(x) = value. An optimiser takes one such condition: join several into one f.
   *
   * @param inputs how many numbers x has, at least 1
   * @param function f: from a value of shape [inputs] to m numbers
   * @param value the m numbers that they have to equal
   * @throws IllegalArgumentException if there are no inputs or values, or the function is null; in
   *     use, if f gives more or fewer numbers
   */
  public static EqualityConstraint equality(
      int inputs, UnaryOperator<Value> function, double... value) {
    return new Equality(model("equality", inputs, function, value), value);
  }

  /**
   * Asks that f(x) be at least a lower bound. An optimiser takes one such condition: join several
   * into one f.
   *
   * @param inputs how many numbers x has, at least 1
   * @param function f: from a value of shape [inputs] to m numbers
   * @param lower the m numbers below which they must not be
   * @throws IllegalArgumentException as for {@link #equality}
   */
  public static InequalityConstraint inequality(
      int inputs, UnaryOperator<Value> function, double... lower) {
    return new Inequality(model("inequality", inputs, function, lower), lower);
  }

  private static Sized model(
      String name, int inputs, UnaryOperator<Value> function, double... bounds) {
    checkArgument(inputs > 0, "%s: %s inputs; there must be one at least", name, inputs);
    checkArgument(bounds.length > 0, "%s: there is nothing to compare with: give a number", name);
    return new Sized(name, inputs, bounds.length, LeastSquaresModel.of(function));
  }

  /** A function from so many inputs to so many results. */
  private record Sized(String name, int inputs, int results, LeastSquaresModel model) {
    RealVector value(RealVector x) {
      RealVector value = model.computeValue(checked(x));
      check(value.getDimension());
      return value;
    }

    RealMatrix jacobian(RealVector x) {
      RealMatrix jacobian = model.computeJacobian(checked(x));
      check(jacobian.getRowDimension());
      return jacobian;
    }

    private double[] checked(RealVector x) {
      checkArgument(
          x.getDimension() == inputs,
          "%s: %s inputs, but it was made for %s",
          name,
          x.getDimension(),
          inputs);
      return x.toArray();
    }

    private void check(int count) {
      checkArgument(
          count == results,
          "%s: the function gives %s numbers, to be compared with %s: give one for each",
          name,
          count,
          results);
    }
  }

  private static final class Equality extends EqualityConstraint {
    private final Sized function;

    Equality(Sized function, double... value) {
      super(new ArrayRealVector(value));
      this.function = function;
    }

    @Override
    public int dim() {
      return function.inputs();
    }

    @Override
    public RealVector value(RealVector x) {
      return function.value(x);
    }

    @Override
    public RealMatrix jacobian(RealVector x) {
      return function.jacobian(x);
    }
  }

  private static final class Inequality extends InequalityConstraint {
    private final Sized function;

    Inequality(Sized function, double... lower) {
      super(new ArrayRealVector(lower));
      this.function = function;
    }

    @Override
    public int dim() {
      return function.inputs();
    }

    @Override
    public RealVector value(RealVector x) {
      return function.value(x);
    }

    @Override
    public RealMatrix jacobian(RealVector x) {
      return function.jacobian(x);
    }
  }
}
