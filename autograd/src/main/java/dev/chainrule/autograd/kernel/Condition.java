package dev.chainrule.autograd.kernel;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Tells a matrix that is singular, be it but for rounding, from one whose rows or columns are only
 * scaled badly, which can be solved as well as any. A pivot that is small in its column arouses
 * suspicion; what decides is a condition number that scales of rows do not change, the largest
 * element of |A⁻¹| |A| e (R. D. Skeel, Scaling for numerical stability in Gaussian elimination, J.
 * ACM 26, 1979), or that with columns of one size, whichever is less.
 */
final class Condition {
  private static final double EPSILON = Math.ulp(1.0);

  private Condition() {}

  /**
   * Infinity or the condition number of a matrix that is singular; 0 for any other.
   *
   * @param a where A [n, n] begins at {@code from}
   * @param pivots what stands on the diagonal of its triangular factor
   * @param inverse asked for in case of doubt
   */
  static double ifSingular(
      double[] a, int from, int n, double[] pivots, Supplier<double[]> inverse) {
    double[] largest = new double[n]; // of each column
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        largest[j] = Math.max(largest[j], Math.abs(a[from + i * n + j]));
      }
    }
    boolean isSuspect = false;
    for (int j = 0; j < n; j++) {
      if (pivots[j] == 0) {
        return Double.POSITIVE_INFINITY;
      }
      isSuspect |= Math.abs(pivots[j]) <= n * EPSILON * largest[j];
    }
    if (!isSuspect) {
      return 0;
    }
    double[] inverted = inverse.get();
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    double condition = Math.min(of(a, from, inverted, n, ones), of(a, from, inverted, n, largest));
    return condition * EPSILON < 1 ? 0 : condition;
  }

  /** The largest element of D |A⁻¹| |A| D⁻¹ e. */
  private static double of(double[] a, int from, double[] inverse, int n, double[] scales) {
    double[] sums = new double[n];
    for (int k = 0; k < n * n; k++) {
      sums[k / n] += Math.abs(a[from + k]) / scales[k % n];
    }
    double[] products = new double[n];
    for (int k = 0; k < n * n; k++) {
      products[k / n] += Math.abs(inverse[k]) * sums[k % n];
    }
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double product = scales[i] * products[i];
      largest = product <= largest ? largest : product; // also NaN, which there is of overflow
    }
    return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest;
  }
}
