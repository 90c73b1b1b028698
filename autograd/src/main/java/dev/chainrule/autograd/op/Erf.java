package dev.chainrule.autograd.op;

/** The error function 2/√π ∫₀ˣ exp(-t²) dt. */
final class Erf {
  /** 2/√π. */
  static final double SLOPE_AT_ZERO = 2 / Math.sqrt(Math.PI);

  private static final double ONE_FROM_HERE = 6; // 1 - erf(6) is 2e-17

  private Erf() {}

  /**
   * By the series 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1 3 5 ... (2n + 1)), whose terms are all of one sign
   * (M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, formula 7.1.6).
   */
  static double value(double x) {
    if (Math.abs(x) >= ONE_FROM_HERE) {
      return Math.signum(x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return SLOPE_AT_ZERO * Math.exp(-x * x) * sum;
  }
}
