package dev.chainrule.autograd.hipparchus;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Implicit;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.vector.constrained.EqualityConstraint;
import org.hipparchus.optim.nonlinear.vector.constrained.InequalityConstraint;
import org.hipparchus.optim.nonlinear.vector.constrained.LagrangeSolution;
import org.hipparchus.optim.nonlinear.vector.constrained.SQPOptimizerS;
import org.junit.jupiter.api.Test;

/** Minima with and without side conditions, by solvers that want gradients and Hessians. */
class ConstrainedTest {
  private static Value rosenbrock(Value x) {
    return x.get(1).sub(x.get(0).square()).square().mul(100).add(x.get(0).sub(1).square());
  }

  private static final Objective ROSENBROCK = Objective.of(2, ConstrainedTest::rosenbrock);

  @Test
  void anObjective_hasTheDerivativesOfItsFormula() {
    double[] at = {-1.2, 1};
    assertEquals(2, ROSENBROCK.dim());
    assertClose(24.2, ROSENBROCK.value(at));
    assertClose(new double[] {-215.6, -88}, ROSENBROCK.gradient(at).toArray());
    assertClose(new double[] {1330, 480}, ROSENBROCK.hessian(at).getRow(0));
    assertClose(new double[] {480, 200}, ROSENBROCK.hessian(at).getRow(1));
    assertClose(
        new double[] {-215.6, -88},
        ROSENBROCK.asGradient().getObjectiveFunctionGradient().value(at));
    assertClose(24.2, ROSENBROCK.asFunction().getObjectiveFunction().value(at));
  }

  @Test
  void conjugateGradients_findTheBottomOfTheValley() {
    PointValuePair found =
        new NonLinearConjugateGradientOptimizer(
                NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                new SimpleValueChecker(1e-15, 1e-20))
            .optimize(
                ROSENBROCK.asFunction(),
                ROSENBROCK.asGradient(),
                GoalType.MINIMIZE,
                new InitialGuess(new double[] {-1.2, 1}),
                new MaxEval(10_000),
                new MaxIter(10_000));
    assertArrayEquals(new double[] {1, 1}, found.getPoint(), 1e-6);
  }

  /** Number 71 of W. Hock and K. Schittkowski, Test examples for nonlinear programming codes. */
  @Test
  void sqp_solvesHockAndSchittkowski71() {
    Objective objective =
        Objective.of(4, x -> x.get(0).mul(x.get(3)).mul(x.slice(0, 0, 3).sum()).add(x.get(2)));
    EqualityConstraint sphere = Constraints.equality(4, x -> x.square().sum(), 40);
    InequalityConstraint others =
        Constraints.inequality(
            4,
            x -> x.prod().expandDims(0).concat(0, List.of(x, x.neg())),
            25,
            1,
            1,
            1,
            1,
            -5,
            -5,
            -5,
            -5);
    LagrangeSolution found =
        new SQPOptimizerS()
            .optimize(
                objective.asFunction(),
                sphere,
                others,
                new InitialGuess(new double[] {1, 5, 5, 1}),
                new MaxIter(200));
    assertArrayEquals(
        new double[] {1, 4.7429994, 3.8211503, 1.3794082}, found.getX().toArray(), 1e-4);
    assertEquals(17.0140173, found.getValue(), 1e-4);
  }

  /** The nearest point of a circle of radius r, by r: by its conditions of Lagrange. */
  @Test
  void aConstrainedMinimum_canBeDifferentiated() {
    Objective distance = Objective.of(2, x -> x.sub(TARGET).square().sum());
    LagrangeSolution found =
        new SQPOptimizerS()
            .optimize(
                distance.asFunction(),
                Constraints.equality(2, x -> x.square().sum(), 4),
                new InitialGuess(new double[] {1, 1}),
                new MaxIter(100));
    assertArrayEquals(new double[] {1.2, 1.6}, found.getX().toArray(), 1e-6);
    Value radius = Value.of(2);
    Value point =
        Implicit.root(
            (v, p) -> {
              Value x = v.slice(0, 0, 2);
              Value stationary = x.sub(TARGET).add(x.mul(v.get(2)));
              Value onCircle = x.square().sum().sub(p.get(0).square()).expandDims(0);
              return stationary.concat(0, List.of(onCircle));
            },
            Value.constant(Tensor.of(1.2, 1.6, 1.5)),
            List.of(radius));
    assertClose(0.6, point.get(0).derivative(radius).item());
    assertClose(0.8, point.get(1).derivative(radius).item());
  }

  private static final Value TARGET = Value.constant(Tensor.of(3.0, 4.0));

  @Test
  void constraints_tellTheirBoundsAndDerivatives() {
    EqualityConstraint circle = Constraints.equality(2, x -> x.square().sum(), 1);
    ArrayRealVector at = new ArrayRealVector(new double[] {3, 4});
    assertEquals(2, circle.dim());
    assertEquals(1, circle.dimY());
    assertArrayEquals(new double[] {25}, circle.value(at).toArray());
    assertArrayEquals(new double[][] {{6, 8}}, circle.jacobian(at).getData());
    assertEquals(1, circle.getLowerBound().getEntry(0));
    assertEquals(1, circle.getUpperBound().getEntry(0));
    InequalityConstraint positive = Constraints.inequality(2, x -> x, 0, 0);
    assertEquals(2, positive.dim());
    assertArrayEquals(new double[] {3, 4}, positive.value(at).toArray());
    assertArrayEquals(new double[][] {{1, 0}, {0, 1}}, positive.jacobian(at).getData());
    assertArrayEquals(new double[] {0, 0}, positive.getLowerBound().toArray());
    assertEquals(Double.POSITIVE_INFINITY, positive.getUpperBound().getEntry(1));
  }

  @Test
  void sizesThatDoNotFit_areRefused() {
    assertRefused("0 inputs; there must be one at least", () -> Objective.of(0, x -> x));
    assertRefused(
        "3 inputs, but it was made for 2: give Objective.of their number",
        () -> ROSENBROCK.value(new double[3]));
    assertRefused("3 inputs", () -> ROSENBROCK.gradient(new double[3]));
    assertRefused("3 inputs", () -> ROSENBROCK.hessian(new double[3]));
    assertRefused(
        "3 inputs",
        () -> ROSENBROCK.asGradient().getObjectiveFunctionGradient().value(new double[3]));
    Objective two = Objective.of(2, x -> x);
    String several = "objective: the function's result has shape [2], and is not one number";
    assertRefused(several, () -> two.value(new double[2]));
    assertRefused(several, () -> two.gradient(new double[2]));
    assertRefused(several, () -> two.hessian(new double[2]));
    Value none = new ThreadLocal<Value>().get();
    assertRefused(
        "objective: the function gave null", () -> Objective.of(2, x -> none).value(new double[2]));
    assertRefused(
        "equality: 0 inputs; there must be one at least", () -> Constraints.equality(0, x -> x, 1));
    assertRefused(
        "inequality: there is nothing to compare with: give a number",
        () -> Constraints.inequality(2, x -> x));
    EqualityConstraint few = Constraints.equality(2, x -> x, 1);
    ArrayRealVector zeros = new ArrayRealVector(2);
    String message =
        "equality: the function gives 2 numbers, to be compared with 1: give one for each";
    assertRefused(message, () -> few.value(zeros));
    assertRefused(message, () -> few.jacobian(zeros));
    assertRefused(
        "equality: 3 inputs, but it was made for 2", () -> few.value(new ArrayRealVector(3)));
  }
}
