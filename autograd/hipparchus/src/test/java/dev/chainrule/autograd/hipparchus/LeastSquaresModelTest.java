package dev.chainrule.autograd.hipparchus;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.autograd.transform.Implicit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.analysis.MultivariateMatrixFunction;
import org.hipparchus.analysis.MultivariateVectorFunction;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.SimpleVectorValueChecker;
import org.hipparchus.optim.nonlinear.vector.leastsquares.GaussNewtonOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Curves fitted with the engine's Jacobian, beside those with one that was derived by hand. */
class LeastSquaresModelTest {
  private static final double[] DOSES =
      IntStream.range(0, 24).mapToDouble(i -> 0.05 * Math.pow(1.4, i)).toArray();
  private static final double[] START = {0.1, 0.8, 3, 1};

  /** Of a Hill curve from 0.1 to 1.1, half-way at 2, of slope 1.5, with noise. */
  private static final double[] EFFECTS = observed(0.02);

  private static double[] observed(double noise) {
    Random random = new Random(7);
    return Arrays.stream(DOSES)
        .map(dose -> 0.1 + 1 / (1 + Math.pow(2 / dose, 1.5)) + noise * random.nextGaussian())
        .toArray();
  }

  private static Value hill(Value p, Value dose) {
    Value share = p.get(2).div(dose).pow(p.get(3)).add(1).reciprocal();
    return p.get(0).add(p.get(1).sub(p.get(0)).mul(share));
  }

  private static UnaryOperator<Value> hill() {
    Value dose = Value.constant(Tensor.of(DOSES));
    return p -> hill(p, dose);
  }

  private static double[] byHand(double... p) {
    return Arrays.stream(DOSES)
        .map(dose -> p[0] + (p[1] - p[0]) / (1 + Math.pow(p[2] / dose, p[3])))
        .toArray();
  }

  private static double[][] jacobianByHand(double... p) {
    return Arrays.stream(DOSES)
        .mapToObj(
            dose -> {
              double power = Math.pow(p[2] / dose, p[3]);
              double share = 1 / (1 + power);
              double slope = -(p[1] - p[0]) * share * share * power;
              return new double[] {
                1 - share, share, slope * p[3] / p[2], slope * Math.log(p[2] / dose)
              };
            })
        .toArray(double[][]::new);
  }

  private static LeastSquaresBuilder problem() {
    return new LeastSquaresBuilder()
        .target(EFFECTS)
        .start(START)
        .maxEvaluations(1000)
        .maxIterations(1000)
        .checkerPair((i, before, after) -> i > 0 && near(before.getPoint(), after.getPoint()));
  }

  private static boolean near(double[] before, double[] after) {
    return IntStream.range(0, before.length)
        .allMatch(i -> Math.abs(before[i] - after[i]) <= 1e-13 * Math.abs(after[i]));
  }

  /** Levenberg-Marquardt stops at half the digits; Gauss-Newton goes on from there to the last. */
  private static double[] solved(LeastSquaresBuilder problem) {
    RealVector near = new LevenbergMarquardtOptimizer().optimize(problem.build()).getPoint();
    return new GaussNewtonOptimizer().optimize(problem.start(near).build()).getPoint().toArray();
  }

  @Test
  void valueAndJacobian_areThoseDerivedByHand() {
    LeastSquaresModel model = LeastSquaresModel.of(hill());
    Pair<RealVector, RealMatrix> both = model.value(new ArrayRealVector(START));
    double[][] expected = jacobianByHand(START);
    assertClose(byHand(START), both.getFirst().toArray());
    for (int i = 0; i < DOSES.length; i++) {
      assertClose(expected[i], both.getSecond().getRow(i));
    }
    assertArrayEquals(both.getFirst().toArray(), model.value(START));
    assertArrayEquals(both.getFirst().toArray(), model.computeValue(START).toArray());
    assertEquals(both.getSecond(), model.computeJacobian(START));
    assertArrayEquals(both.getSecond().getData(), model.jacobian().value(START));
  }

  @Test
  void solvers_findWhatTheyFindWithAJacobianByHand() {
    MultivariateVectorFunction value = LeastSquaresModelTest::byHand;
    MultivariateMatrixFunction jacobian = LeastSquaresModelTest::jacobianByHand;
    double[] expected = solved(problem().model(value, jacobian));
    assertArrayEquals(new double[] {0.1, 1.1, 2, 1.5}, expected, 0.15);
    LeastSquaresModel model = LeastSquaresModel.of(hill());
    assertClose(expected, solved(problem().model(model)));
    assertClose(expected, solved(problem().model(model).lazyEvaluation(true)));
    assertClose(expected, solved(problem().model(model, model.jacobian())));
  }

  /** The optimum's derivatives by the observations, against a fit of observations that moved. */
  @Test
  void theOptimum_canBeDifferentiated() {
    LeastSquaresModel model = LeastSquaresModel.of(hill());
    double[] optimum = solved(problem().model(model));
    Value observed = Value.of(EFFECTS.clone());
    Value fitted =
        Implicit.minimum(
            (p, in) -> hill().apply(p).sub(in.get(0)).square().sum(),
            Value.constant(Tensor.of(optimum)),
            List.of(observed));
    for (int parameter = 0; parameter < 4; parameter++) {
      double[] slopes = fitted.get(parameter).derivative(observed).data().toArray();
      for (int row : new int[] {0, 11, 23}) {
        double step = 1e-4;
        double quotient =
            (refitted(model, optimum, row, step)[parameter]
                    - refitted(model, optimum, row, -step)[parameter])
                / (2 * step);
        assertEquals(quotient, slopes[row], 1e-5 * (1 + Math.abs(quotient)));
      }
    }
  }

  private static double[] refitted(LeastSquaresModel model, double[] start, int row, double step) {
    double[] moved = EFFECTS.clone();
    moved[row] += step;
    return solved(problem().start(start).target(moved).model(model));
  }

  /** Of one number, or of results in any shape; what is made of variables is none outside. */
  @Test
  void anyShape_andNoGraphLeftBehind() {
    List<Value> seen = Collections.synchronizedList(new ArrayList<>());
    Value scale = Value.of(2);
    LeastSquaresModel model =
        LeastSquaresModel.of(
            p -> {
              seen.add(p);
              return p.mul(scale).reshape(1, 2);
            });
    assertArrayEquals(new double[] {2, 4}, model.value(new double[] {1, 2}));
    assertFalse(seen.get(0).isConnected(), "a value alone needs no graph");
    assertArrayEquals(new double[][] {{2, 0}, {0, 2}}, model.jacobian().value(new double[] {1, 2}));
    assertEquals(0, scale.grad().item());
    assertArrayEquals(
        new double[][] {{2, 4}},
        LeastSquaresModel.of(p -> p.square().sum()).jacobian().value(new double[] {1, 2}));
  }

  @Test
  void severalThreads_getTheSameBits() {
    LeastSquaresModel model = LeastSquaresModel.of(hill());
    double[][] expected = model.jacobian().value(START);
    assertTrue(
        IntStream.range(0, 64)
            .parallel()
            .allMatch(i -> Arrays.deepEquals(expected, model.jacobian().value(START))));
  }

  private static LeastSquaresBuilder logarithm(double start) {
    Value x = Value.constant(Tensor.of(1.0, 2.0, 3.0));
    return new LeastSquaresBuilder()
        .model(LeastSquaresModel.of(p -> x.add(p.get(0).log())))
        .target(new double[] {1 + Math.log(0.05), 2 + Math.log(0.05), 3 + Math.log(0.05)})
        .start(new double[] {start})
        .maxEvaluations(100)
        .maxIterations(100)
        .checkerPair(new SimpleVectorValueChecker(1e-9, 1e-9));
  }

  /** From 20, the first steps lead below 0, where there is no logarithm. */
  @Test
  void aStepToWhereTheFunctionIsNaN_isTakenBack() {
    LeastSquaresProblem problem = logarithm(20).build();
    double[] found = new LevenbergMarquardtOptimizer().optimize(problem).getPoint().toArray();
    assertClose(new double[] {0.05}, found, 1e-9);
  }

  @Test
  void aStartWhereTheFunctionIsNotFinite_isTold() {
    String told = "least squares: value 0 of the function is not finite at the parameters [-12.0]";
    LeastSquaresProblem problem = logarithm(-12).build();
    assertStopped(told, () -> new LevenbergMarquardtOptimizer().optimize(problem));
    assertStopped(told, () -> new GaussNewtonOptimizer().optimize(problem));
    LeastSquaresProblem weighted =
        logarithm(-12).weight(MatrixUtils.createRealIdentityMatrix(3)).build();
    assertStopped(told, () -> new LevenbergMarquardtOptimizer().optimize(weighted));
    LeastSquaresModel root = LeastSquaresModel.of(p -> p.sqrt());
    RealMatrix steep = root.value(new ArrayRealVector(new double[] {4, 0})).getSecond();
    assertEquals(2, steep.getRowDimension());
    assertEquals(2, steep.getColumnDimension());
    assertStopped(
        "the derivative of value 1 of the function is not finite at the parameters [4.0, 0.0]",
        () -> steep.copy().getData());
  }

  private static void assertStopped(String message, Executable use) {
    ArithmeticException e = assertThrows(ArithmeticException.class, use);
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }
}
