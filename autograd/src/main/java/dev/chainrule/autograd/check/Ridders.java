package dev.chainrule.autograd.check;

import java.util.function.DoubleUnaryOperator;

/**
 * Differentiates numerically by Ridders' method: central differences at shrinking steps,
 * extrapolated to the step zero by Neville's algorithm (C. J. F. Ridders, Accurate computation of
 * F'(x) and F'(x) F''(x), Advances in Engineering Software 4(2), 1982). The method knows its own
 * error: the disagreement of neighbouring extrapolations.
 */
final class Ridders {
  private static final int MAX_STEPS = 10; // steps tried from one first step
  private static final double STEP_RATIO = 1.4; // from one step to the next
  private static final double HOPELESS_GROWTH =
      2; // an error that grew by this much will not get better
  private static final double GOOD_ERROR =
      1e-12; // relative error at which no other first step is tried
  private static final double[] FIRST_STEPS = {0.1, 0.01, 1e-3, 1e-4}; // for numbers up to 1

  private Ridders() {}

  /** A derivative, and how wrong it may be; infinitely if the function was never finite. */
  record Estimate(double derivative, double error) {
    private boolean isGood() {
      return error <= GOOD_ERROR * Math.max(1, Math.abs(derivative));
    }
  }

  /** Differentiates {@code f} at {@code x}: the best of what several first steps give. */
  static Estimate derivative(DoubleUnaryOperator f, double x) {
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    for (double step : FIRST_STEPS) {
      Estimate estimate = extrapolate(f, x, step * Math.max(1, Math.abs(x)));
      if (estimate.error < best.error) {
        best = estimate;
      }
      if (best.isGood()) {
        break;
      }
    }
    return best;
  }

  private static Estimate extrapolate(DoubleUnaryOperator f, double x, double firstStep) {
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    double[] before = {};
    double step = firstStep;
    for (int row = 0; row < MAX_STEPS; row++, step /= STEP_RATIO) {
      // Entry k of a row is free of the error's terms up to the order 2k in the step.
      double[] current = new double[row + 1];
      current[0] = centralDifference(f, x, step);
      double factor = 1;
      for (int k = 1; k <= row; k++) {
        factor *= STEP_RATIO * STEP_RATIO;
        current[k] = (current[k - 1] * factor - before[k - 1]) / (factor - 1);
        double error =
            Math.max(Math.abs(current[k] - current[k - 1]), Math.abs(current[k] - before[k - 1]));
        if (error <= best.error) {
          best = new Estimate(current[k], error);
        }
      }
      if (row > 0 && Math.abs(current[row] - before[row - 1]) >= HOPELESS_GROWTH * best.error) {
        break;
      }
      before = current;
    }
    return best;
  }

  private static double centralDifference(DoubleUnaryOperator f, double x, double step) {
    double above = x + step;
    double below = x - step;
    return (f.applyAsDouble(above) - f.applyAsDouble(below)) / (above - below);
  }
}
