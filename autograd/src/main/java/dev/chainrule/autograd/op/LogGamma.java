package dev.chainrule.autograd.op;

/** The logarithm of the absolute value of the gamma function. */
final class LogGamma {
  private static final double EULER = 0.5772156649015329; // Euler's constant
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
  private static final double LARGE = 12; // Stirling's series is exact to rounding from here on
  private static final double[] ZETA_LESS_ONE = zetaLessOne(48);

  // B(2k) / (2k (2k - 1)), the coefficients of Stirling's series.
  private static final double[] STIRLING = {
    1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156
  };

  private LogGamma() {}

  /**
   * By Stirling's series for large x, by the Taylor series about 2 near the zeros at 1 and 2, by
   * the recurrence between, and by reflection below ½ (M. Abramowitz, I. A. Stegun, Handbook of
   * Mathematical Functions, formulas 6.1.41, 6.1.33, 6.1.15, 6.1.17). Infinite at 0, -1, -2 and so
   * on.
   */
  static double value(double x) {
    if (x < 0.5) {
      double sine = Math.abs(Math.sin(Math.PI * (x - 2 * Math.rint(x / 2))));
      boolean isPole = x == Math.rint(x);
      return isPole ? Double.POSITIVE_INFINITY : Math.log(Math.PI / sine) - value(1 - x);
    }
    if (x >= LARGE || Double.isNaN(x)) {
      return (x - 0.5) * (Math.log(x) - 1) - 0.5 + HALF_LOG_TWO_PI + stirling(x);
    }
    if (x < 1.5) {
      return nearTwo(x - 1) - Math.log1p(x - 1);
    }
    double product = 1;
    double reduced = x;
    while (reduced > 2.5) {
      reduced -= 1;
      product *= reduced;
    }
    return nearTwo(reduced - 2) + Math.log(product);
  }

  /** The logarithm of gamma(2 + z) for -½ ≤ z ≤ ½. */
  private static double nearTwo(double z) {
    double sum = 0;
    for (int k = ZETA_LESS_ONE.length - 1; k >= 2; k--) {
      sum = z * (sum + (k % 2 == 0 ? 1 : -1) * ZETA_LESS_ONE[k] / k);
    }
    return z * (1 - EULER + sum);
  }

  private static double stirling(double x) {
    double inverse = 1 / x;
    double square = inverse * inverse;
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = sum * square + STIRLING[k];
    }
    return sum * inverse;
  }

  /** ζ(k) - 1 for each k from 2 on. */
  private static double[] zetaLessOne(int count) {
    double[] zeta = new double[count];
    for (int k = 2; k < count; k++) {
      zeta[k] = Polygamma.hurwitz(k, 2);
    }
    return zeta;
  }
}
