package dev.chainrule.demos.fit;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.hipparchus.LeastSquaresModel;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fit finds, and how sure it says it is. */
class FitTest {
  private static final double[] DOSES =
      IntStream.range(0, 30).mapToDouble(i -> 0.02 * Math.pow(1.35, i)).toArray();

  private static Observations observed(double[] xs, DoubleUnaryOperator curve) {
    return Observations.of("x", "y", xs, Arrays.stream(xs).map(curve).toArray());
  }

  private static Fit fit(Curve curve, Observations observed) {
    return new Solver(curve, observed).fit(Start.of(curve, observed, ""), 0.95);
  }

  private static double[] values(Curve curve, double[] parameters, double... xs) {
    return curve
        .at(Value.constant(Tensor.of(parameters)), Value.constant(Tensor.of(xs)))
        .data()
        .toArray();
  }

  private static double[] parameters(Fit fit) {
    return IntStream.range(0, fit.curve().parameters().size())
        .mapToDouble(fit::parameter)
        .toArray();
  }

  /** From what is guessed, whatever way a curve goes, to the parameters that made the rows. */
  @ParameterizedTest
  @CsvSource({
    "HILL, 0, 30, '0.1 1.1 2 1.5'",
    "HILL, 0, 30, '-5 40 7 -2'", // falling
    "EXPONENTIAL, -3, 10, '3 10 0.4'",
    "EXPONENTIAL, 0, 10, '3 -10 0.4'", // rising
    "EXPONENTIAL, 0, 5, '1 0.5 -0.6'", // growing
    "LOGISTIC, -10, 10, '2 9 -1 0.8'",
    "LOGISTIC, -10, 10, '2 9 -1 -0.8'",
    "MICHAELIS_MENTEN, 0, 20, '7 2'",
    "MICHAELIS_MENTEN, 0, 20, '-7 2'",
    "LINE, -10, 10, '3 -2'",
    "GAUSSIAN, 0, 20, '5 3 7 2'",
    "GAUSSIAN, 0, 20, '5 -3 7 2'" // a dip
  })
  void everyCurve_isFoundAgain(KnownCurve curve, double from, double to, String numbers) {
    double[] truth = Arrays.stream(numbers.split(" ", -1)).mapToDouble(Double::valueOf).toArray();
    double[] xs =
        IntStream.rangeClosed(0, 40).mapToDouble(i -> from + (to - from) * i / 40).toArray();
    Observations observed = observed(xs, x -> values(curve, truth, x)[0]);
    Fit fit = fit(curve, observed);
    double[] found = parameters(fit);
    if (curve == KnownCurve.HILL && Math.signum(found[3]) != Math.signum(truth[3])) {
      found = new double[] {found[1], found[0], found[2], -found[3]}; // the same curve
    }
    assertArrayEquals(truth, found, 1e-6);
    assertTrue(fit.residualError() < 1e-7);
    Value places = Value.constant(Tensor.of(Arrays.copyOfRange(xs, 1, xs.length)));
    GradCheck.assertGradients(p -> curve.at(p, places).sin().sum(), Tensor.of(truth));
  }

  /** By the formulas of any textbook. */
  @Test
  void aLine_hasItsKnownErrorsAndBand() {
    double[] xs = {1, 2, 3, 4, 5, 6};
    double[] ys = {2.1, 3.9, 6.2, 7.8, 10.1, 11.7};
    Fit fit = fit(KnownCurve.LINE, Observations.of("x", "y", xs, ys));
    double mean = 3.5;
    double spread = Arrays.stream(xs).map(x -> (x - mean) * (x - mean)).sum();
    double slope = IntStream.range(0, 6).mapToDouble(i -> (xs[i] - mean) * ys[i]).sum() / spread;
    double intercept = Arrays.stream(ys).average().orElseThrow() - slope * mean;
    double squares =
        IntStream.range(0, 6)
            .mapToDouble(i -> Math.pow(ys[i] - intercept - slope * xs[i], 2))
            .sum();
    double s = Math.sqrt(squares / 4);
    assertClose(new double[] {intercept, slope}, parameters(fit), 1e-9);
    assertEquals(s, fit.residualError(), 1e-9);
    assertEquals(s / Math.sqrt(spread), fit.standardError(1), 1e-9);
    assertEquals(s * Math.sqrt(1 / 6.0 + mean * mean / spread), fit.standardError(0), 1e-9);
    assertEquals(-s * s * mean / spread, fit.covariance(0, 1), 1e-9);
    assertEquals(2.776445, fit.quantile(), 1e-6, "of Student's distribution, 4 degrees");
    Fit.Band[] band = fit.band(3.5, 9);
    assertEquals(2.776445 * s * Math.sqrt(1 / 6.0), band[0].half(), 1e-6);
    assertEquals(2.776445 * s * Math.sqrt(1 / 6.0 + 5.5 * 5.5 / spread), band[1].half(), 1e-6);
    assertEquals(intercept + 9 * slope, band[1].fitted(), 1e-8);
    assertEquals(band[1].fitted() - band[1].half(), band[1].lower());
    assertEquals(band[1].fitted() + band[1].half(), band[1].upper());
  }

  @Test
  void standardErrors_areThoseOfHipparchus() {
    Fit fit = fit(KnownCurve.HILL, Observations.builtIn());
    Value x = Value.constant(Tensor.of(fit.observed().xs()));
    RealVector at = new ArrayRealVector(parameters(fit));
    LeastSquaresProblem problem =
        new LeastSquaresBuilder()
            .model(LeastSquaresModel.of(p -> KnownCurve.HILL.at(p, x)))
            .target(fit.observed().ys())
            .start(at)
            .maxEvaluations(1)
            .maxIterations(1)
            .build();
    double[] sigma = problem.evaluate(at).getSigma(1e-20).toArray();
    for (int i = 0; i < 4; i++) {
      assertEquals(sigma[i] * fit.residualError(), fit.standardError(i), 1e-9 * sigma[i]);
      assertEquals(1, fit.correlation(i, i), 1e-14);
    }
    assertEquals(problem.evaluate(at).getCost(), Math.sqrt(fit.squaredResiduals()), 1e-10);
  }

  /** What the errors mean: fits of other noise vary so, and their intervals hold the truth. */
  @Test
  void overManyExperiments_theErrorsHold() {
    double[] truth = {0.1, 1.1, 2, 1.5};
    int experiments = 500;
    double[][] found = new double[4][experiments];
    double[] claimed = new double[4];
    int[] hits = new int[5];
    double[] exact = values(KnownCurve.HILL, truth, DOSES);
    for (int k = 0; k < experiments; k++) {
      Random random = new Random(k);
      double[] ys = DoubleStream.of(exact).map(y -> y + 0.03 * random.nextGaussian()).toArray();
      Fit fit = fit(KnownCurve.HILL, Observations.of("x", "y", DOSES, ys));
      for (int i = 0; i < 4; i++) {
        found[i][k] = fit.parameter(i);
        claimed[i] += fit.standardError(i) / experiments;
        boolean isInside =
            Math.abs(fit.parameter(i) - truth[i]) <= fit.quantile() * fit.standardError(i);
        hits[i] += isInside ? 1 : 0;
      }
      Fit.Band band = fit.band(3)[0];
      double there = values(KnownCurve.HILL, truth, 3)[0];
      hits[4] += band.lower() <= there && there <= band.upper() ? 1 : 0;
    }
    for (int i = 0; i < 4; i++) {
      double mean = Arrays.stream(found[i]).average().orElseThrow();
      double variance =
          Arrays.stream(found[i]).map(v -> (v - mean) * (v - mean)).sum() / (experiments - 1);
      // The spread of 500 is known to 1 / sqrt(1000), 3 per cent: four times that.
      assertEquals(1, Math.sqrt(variance) / claimed[i], 0.13, "parameter " + i);
    }
    // Of 500 draws of 95 per cent, 475, give or take 4.9: four times that.
    for (int hit : hits) {
      assertEquals(475, hit, 20);
    }
  }

  /** A dose of 0 is the control: all of one side, and no derivative that is not a number. */
  @Test
  void aDoseOfZero_isABound() {
    double[] xs = {0, 0, 0.1, 0.3, 1, 3, 10, 30};
    double[] truth = {0.2, 1, 2, -1.5};
    double[] ys = values(KnownCurve.HILL, truth, xs);
    assertEquals(1, ys[0]);
    ys[1] += 0.01;
    Fit fit = fit(KnownCurve.HILL, Observations.of("dose", "effect", xs, ys));
    assertArrayEquals(truth, parameters(fit), 0.1);
    assertTrue(fit.standardError(3) > 0 && fit.standardError(3) < 0.1);
    assertTrue(!fit.observed().isLogarithmic());
    assertTrue(fit.observed().isLogarithmicBeside0());
    assertTrue(!Observations.builtIn().isLogarithmicBeside0());
    double[] short0 = {0, 1, 2, 3};
    assertTrue(!observed(short0, x -> x).isLogarithmicBeside0());
  }

  private static void fails(String message, Curve curve, Observations observed) {
    UserError error = assertThrows(UserError.class, () -> fit(curve, observed));
    assertEquals(message, error.getMessage());
  }

  @Test
  void whatTheRowsDoNotTell_isNamed() {
    Observations rows = observed(DOSES, x -> 1 + 3 * x);
    fails(
        "the rows do not tell a and b apart; try another --curve or --start",
        Formula.parse("a * b * x + c"),
        rows);
    fails(
        "the rows say nothing of c; try another --curve or --start",
        Formula.parse("a * x + b + 0 * c"),
        rows);
    fails(
        "3 rows are too few for 3 parameters; at least 4 are needed",
        KnownCurve.EXPONENTIAL,
        observed(new double[] {1, 2, 3}, x -> x));
    fails(
        "--x: x has 2 different values, too few for 3 parameters",
        KnownCurve.EXPONENTIAL,
        observed(new double[] {1, 2, 1, 2, 1, 2}, x -> x));
    fails(
        "--x: x is 2 in every row; a curve needs different ones",
        KnownCurve.LINE,
        observed(new double[] {2, 2, 2, 2}, x -> x));
    fails(
        "--x: x is -1 in a row, but this curve begins at 0; try another --curve",
        KnownCurve.HILL,
        observed(new double[] {-1, 2, 3, 4, 5, 6}, x -> x));
    fails(
        "--start: there the curve is not a finite number at x = 9; begin elsewhere, or leave that row"
            + " out",
        Formula.parse("a * exp(b * x^3)"),
        observed(new double[] {1, 2, 3, 9}, x -> x));
    Curve root = Formula.parse("sqrt(a * x) + b"); // infinitely steep at a = 0
    Observations few = observed(new double[] {1, 2, 3, 4}, x -> x);
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              Fit unused = new Solver(root, few).fit(new double[] {0, 1}, 0.95);
            });
    assertEquals("no parameters were found; try another --curve or --start", error.getMessage());
  }

  @Test
  void aStart_isCheckedByName() {
    Observations rows = Observations.builtIn();
    assertArrayEquals(
        new double[] {rows.minY(), 50, 3, 1}, Start.of(KnownCurve.HILL, rows, "top=50, ec50 = 3"));
    startFails("--start: 'ec50' is not a name and a number, as in bottom=1", "ec50");
    startFails("--start: 'top=NaN' is not a name and a number, as in bottom=1", "top=NaN");
    startFails("--start: there is no parameter q; there are bottom, top, ec50, slope", "q=1");
    startFails("--start: top is given twice; there are bottom, top, ec50, slope", "top=1,top=2");
    double[] negative = Start.of(KnownCurve.HILL, rows, "ec50=-1");
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              Fit unused = new Solver(KnownCurve.HILL, rows).fit(negative, 0.95);
            });
    assertEquals("--start: ec50 is -1, but must be positive", error.getMessage());
  }

  private static void startFails(String message, String given) {
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              double[] unused = Start.of(KnownCurve.HILL, Observations.builtIn(), given);
            });
    assertEquals(message, error.getMessage());
  }

  @Test
  void aParameterThatMovesNothing_isNamed() {
    List<String> names = List.of("a", "b");
    double[][] flat = {{1, 1e-60}, {1, 3e-60}, {1, 2e-60}};
    UserError error =
        assertThrows(
            UserError.class,
            () -> {
              RealMatrix unused =
                  Covariance.of(
                      names, new double[] {1, 500}, 10, MatrixUtils.createRealMatrix(flat));
            });
    assertEquals("the rows say nothing of b", error.getMessage());
    double[][] small = {{1, 1e9}, {1, 3e9}, {1, 2e9}}; // a parameter of 1e-9, in other units
    RealMatrix covariance =
        Covariance.of(names, new double[] {1, 1e-9}, 10, MatrixUtils.createRealMatrix(small));
    assertEquals(0.5e-18, covariance.getEntry(1, 1), 1e-30);
  }
}
