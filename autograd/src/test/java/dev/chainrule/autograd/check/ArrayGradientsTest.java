package dev.chainrule.autograd.check;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.check.GradCheckReport.Element;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Anybody's function of an array, and anybody's gradient. */
class ArrayGradientsTest {
  private static final double[] POINT = {3, -2};

  private static double product(double[] x) {
    return x[0] * x[1];
  }

  private static Verdict verdict(
      ToDoubleFunction<double[]> function, UnaryOperator<double[]> gradient, double... point) {
    return GradCheck.standard()
        .check(function, gradient, point)
        .worst()
        .map(Element::verdict)
        .orElse(Verdict.PASSED);
  }

  @Test
  void aRightGradientPasses() {
    GradCheck.assertGradient(x -> x[0] * x[1], x -> new double[] {x[1], x[0]}, 3, -2);
  }

  @Test
  void aWrongOneIsTold() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                GradCheck.assertGradient(
                    ArrayGradientsTest::product,
                    x -> new double[] {x[1], x[0] * (1 + 1e-6)},
                    POINT));
    String message = String.valueOf(error.getMessage());
    assertTrue(
        message.startsWith("1 of 2 derivatives agree; the worst: element [1]: analytic 3.000"),
        message);
    assertTrue(message.contains("element [1]: analytic 3.00000300000000"), message);
    assertTrue(message.contains("MISMATCH"), message);
  }

  @Test
  void eachCause() {
    UnaryOperator<double[]> step = x -> new double[] {x[0] > 0 ? 1 : 0};
    assertEquals(Verdict.KINK, verdict(x -> Math.max(x[0], 0), step, 0));
    // Zero is one of the slopes, but zero beside the point is not.
    assertEquals(Verdict.MISMATCH, verdict(x -> Math.max(x[0], 0), x -> new double[] {0}, 0));
    assertEquals(
        Verdict.NOT_DIFFERENTIABLE,
        verdict(x -> Math.sqrt(x[0]), x -> new double[] {Double.POSITIVE_INFINITY}, 0));
    assertEquals(Verdict.NOISY, verdict(x -> Math.rint(1e3 * x[0]), x -> new double[] {1e3}, 0.33));
    // Digits that cancelled do not count for a wrong gradient, nor against a right one.
    ToDoubleFunction<double[]> cancelled = x -> x[0] * x[0] * x[0] + 1e7 - 1e7;
    assertEquals(Verdict.PASSED, verdict(cancelled, x -> new double[] {3 * x[0] * x[0]}, 0.3));
    assertEquals(Verdict.MISMATCH, verdict(cancelled, x -> new double[] {0}, 0.3));
  }

  @Test
  void theFunctionMayKeepOrChangeWhatItIsGiven() {
    GradCheck.assertGradient(
        x -> {
          double sum = Arrays.stream(x).map(number -> number * number).sum();
          Arrays.fill(x, Double.NaN);
          return sum;
        },
        x -> {
          for (int i = 0; i < x.length; i++) {
            x[i] *= 2;
          }
          return x;
        },
        0.5,
        -1.5);
  }

  @Test
  void mistakesAreTold() {
    assertRefused(
        "assertGradient: the gradient has 1 numbers for a point of 2",
        () -> GradCheck.assertGradient(ArrayGradientsTest::product, x -> new double[1], POINT));
    assertRefused(
        "assertGradient: the gradient is null",
        () ->
            GradCheck.assertGradient(
                ArrayGradientsTest::product, x -> new ThreadLocal<double[]>().get(), POINT));
    assertRefused(
        "assertGradient: the point has no numbers to differentiate by",
        () -> GradCheck.assertGradient(x -> 1, x -> new double[0]));
    assertRefused(
        "check: arrays are checked at the first order, not at 2",
        () ->
            GradCheck.standard()
                .order(2)
                .check(ArrayGradientsTest::product, x -> x, POINT)
                .assertPassed());
  }

  @Test
  void anInfiniteGradientIsWrong() {
    for (double infinite : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertEquals(
          GradCheckReport.Verdict.MISMATCH,
          GradCheck.standard()
              .check(x -> x[0] * x[0], x -> new double[] {infinite}, 1)
              .elements()
              .get(0)
              .verdict());
      assertEquals(
          GradCheckReport.Verdict.MISMATCH,
          GradCheck.standard()
              .check(x -> 7, x -> new double[] {infinite}, 1)
              .elements()
              .get(0)
              .verdict());
    }
  }

  /** A gradient may be written into one array, call by call. */
  @Test
  void theArrayOfAGradientMayBeUsedAgain() {
    double[] buffer = new double[3];
    GradCheck.assertGradient(
        x -> Math.max(0, x[0] - x[1]) + x[1] * x[1] + x[2],
        x -> {
          double slope = x[0] > x[1] ? 1 : x[0] == x[1] ? 0.5 : 0;
          buffer[0] = slope;
          buffer[1] = 2 * x[1] - slope;
          buffer[2] = 1;
          return buffer;
        },
        1,
        1,
        2);
  }
}
