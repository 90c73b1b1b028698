package dev.chainrule.autograd.op;

/** A sum of Chebyshev polynomials in (x - c) / (x + c), scaled to lie between -1 and 1. */
final class Chebyshev {
  private final double centre;
  private final double scale;
  private final double rest;
  private final double[] coefficients;

  /**
   * A fitted function.
   *
   * @param centre c
   * @param scale the largest |(x - c) / (x + c)|
   * @param rest what the first coefficient lacks
   * @param coefficients computed with 60 digits, and rounded
   */
  Chebyshev(double centre, double scale, double rest, double... coefficients) {
    this.centre = centre;
    this.scale = scale;
    this.rest = rest;
    this.coefficients = coefficients;
  }

  /** The sum, by Clenshaw's recurrence; the first term, which is the largest, with all digits. */
  DoubleDouble value(double x) {
    double t = (x - centre) / (x + centre) / scale;
    double next = 0;
    double sum = 0;
    for (int n = coefficients.length - 1; n > 0; n--) {
      double last = sum;
      sum = Math.fma(2 * t, sum, coefficients[n] - next);
      next = last;
    }
    return DoubleDouble.sum(coefficients[0], Math.fma(t, sum, rest - next));
  }
}
