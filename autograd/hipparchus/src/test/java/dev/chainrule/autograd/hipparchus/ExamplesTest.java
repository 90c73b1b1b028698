package dev.chainrule.autograd.hipparchus;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.analysis.solvers.NewtonRaphsonSolver;
import org.hipparchus.exception.NullArgumentException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.OptimizationData;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.SimpleVectorValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.hipparchus.optim.nonlinear.vector.constrained.EqualityConstraint;
import org.hipparchus.optim.nonlinear.vector.constrained.InequalityConstraint;
import org.hipparchus.optim.nonlinear.vector.constrained.SQPOptimizerS;
import org.hipparchus.optim.nonlinear.vector.leastsquares.GaussNewtonOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.junit.jupiter.api.Test;

/** What the pages of this package show. */
class ExamplesTest {
  @Test
  void theHalfLife() {
    Value t = Value.constant(Tensor.of(0.0, 1.0, 2.0, 3.0));
    LeastSquaresProblem decay =
        new LeastSquaresBuilder()
            .model(LeastSquaresModel.of(p -> t.mul(p.get(1)).neg().exp().mul(p.get(0))))
            .target(new double[] {8, 4, 2, 1})
            .start(new double[] {5, 1})
            .maxEvaluations(100)
            .maxIterations(100)
            .build();
    double[] found = new LevenbergMarquardtOptimizer().optimize(decay).getPoint().toArray();
    assertClose(new double[] {8, Math.log(2)}, found, 1e-9);
  }

  @Test
  void aMinimum() {
    Objective objective = Objective.of(2, x -> x.sub(3).square().sum());
    double[] found =
        new NonLinearConjugateGradientOptimizer(
                NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE,
                new SimpleValueChecker(1e-12, 1e-12))
            .optimize(
                objective.asFunction(),
                objective.asGradient(),
                GoalType.MINIMIZE,
                new InitialGuess(new double[] {0, 0}),
                new MaxEval(100))
            .getPoint();
    assertClose(new double[] {3, 3}, found, 1e-5);
  }

  @Test
  void gaussNewton_needsAChecker() {
    Value t = Value.constant(Tensor.of(0.0, 1.0, 2.0, 3.0));
    LeastSquaresBuilder decay =
        new LeastSquaresBuilder()
            .model(LeastSquaresModel.of(p -> t.mul(p.get(1)).neg().exp().mul(p.get(0))))
            .target(new double[] {8, 4, 2, 1})
            .start(new double[] {5, 1})
            .maxEvaluations(100)
            .maxIterations(100);
    assertThrows(
        NullArgumentException.class, () -> new GaussNewtonOptimizer().optimize(decay.build()));
    LeastSquaresProblem checked =
        decay.checkerPair(new SimpleVectorValueChecker(1e-9, 1e-9)).build();
    double[] found = new GaussNewtonOptimizer().optimize(checked).getPoint().toArray();
    assertClose(new double[] {8, Math.log(2)}, found, 1e-9);
  }

  private static double[] nearest(OptimizationData... conditions) {
    Value target = Value.constant(Tensor.of(2.0, 5.0));
    Objective distance = Objective.of(2, x -> x.sub(target).square().sum());
    List<OptimizationData> all = new ArrayList<>(List.of(conditions));
    all.add(distance.asFunction());
    all.add(new InitialGuess(new double[] {2.5, 2.5}));
    all.add(new MaxIter(100));
    return new SQPOptimizerS().optimize(all.toArray(OptimizationData[]::new)).getX().toArray();
  }

  @Test
  void sideConditions_ofAKindAreJoined() {
    EqualityConstraint line = Constraints.equality(2, x -> x.sum(), 5); // x + y = 5
    InequalityConstraint bounds = // x y >= 6, x >= 0 and y >= 0
        Constraints.inequality(2, x -> Value.concat(List.of(x.prod().reshape(1), x), 0), 6, 0, 0);
    assertClose(new double[] {2, 3}, nearest(line, bounds), 1e-6);
  }

  /** Why they have to be: Hipparchus takes the last; without x y >= 6, the minimum is elsewhere. */
  @Test
  void ofTwoInequalities_theLastCounts() {
    EqualityConstraint line = Constraints.equality(2, x -> x.sum(), 5);
    InequalityConstraint product = Constraints.inequality(2, x -> x.prod(), 6);
    InequalityConstraint positive = Constraints.inequality(2, x -> x, 0, 0);
    assertClose(new double[] {1, 4}, nearest(line, product, positive), 1e-6);
  }

  @Test
  void aRoot() {
    double root =
        new NewtonRaphsonSolver(1e-12).solve(100, Univariate.of(x -> x.cos().sub(x)), 0, 1);
    assertEquals(0.7390851332151607, root, 1e-15);
  }

  @Test
  void aThirdDerivative() {
    DSFactory factory = new DSFactory(2, 3); // derivatives by 2 numbers, up to the third
    DerivativeStructure[] x = {factory.variable(0, 1.0), factory.variable(1, 2.0)};
    DerivativeStructure y = Multivariate.of(v -> v.prod().sin()).value(x);
    // ∂³ sin(a b) / ∂a² ∂b = -2 b sin(a b) - a b² cos(a b)
    assertClose(-4 * Math.sin(2) - 4 * Math.cos(2), y.getPartialDerivative(2, 1));
  }
}
