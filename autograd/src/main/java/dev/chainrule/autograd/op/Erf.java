package dev.chainrule.autograd.op;

/** The error function 2/√π ∫₀ˣ exp(-t²) dt, and what it lacks to 1. */
final class Erf {
  /** 2/√π. */
  static final double SLOPE_AT_ZERO = 2 / Math.sqrt(Math.PI);

  /** Below, the series for the function itself; from here on, that for what it lacks to 1. */
  private static final double SERIES_UP_TO = 0.75;

  private static final double UNDERFLOW = 28; // erfc(28) is 1e-342

  /** Where the fitted function is centred, and its coefficients, computed with 40 digits. */
  private static final double CENTRE = 3.75;

  private static final double[] CHEBYSHEV = {
    1.1775789345674017,
    -0.004590054580646478,
    -0.08424913336651792,
    0.05920993999819189,
    -0.026658668435305753,
    0.009074997670705265,
    -0.002413163540417608,
    0.0004907758365258086,
    -6.916973302501207e-05,
    4.13902798607301e-06,
    7.74038306619849e-07,
    -2.1886401049234397e-07,
    1.076499946567091e-08,
    4.521959811218287e-09,
    -7.754400208831351e-10,
    -6.318088340886684e-11,
    2.86879501093067e-11,
    1.9455868545777347e-13,
    -9.65469674843344e-13,
    3.25254814814874e-14,
    3.3478119482868056e-14,
    -1.864562880419313e-15,
    -1.2507950530688648e-15,
    7.418235256624044e-17,
    5.068148904796111e-17
  };

  private Erf() {}

  static double value(double x) {
    double a = Math.abs(x);
    return a < SERIES_UP_TO ? series(x) : Math.copySign(1 - upper(a), x);
  }

  /** 1 - erf(x), right to full relative accuracy also where it is tiny. */
  static double complement(double x) {
    if (Math.abs(x) < SERIES_UP_TO / 2) {
      return 1 - series(x);
    }
    return x < 0 ? 2 - upper(-x) : upper(x);
  }

  /**
   * By the series 2/√π exp(-x²) Σ 2ⁿ x²ⁿ⁺¹ / (1 3 5 ... (2n + 1)), whose terms are all of one sign
   * (M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions, formula 7.1.6).
   */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return SLOPE_AT_ZERO * Math.exp(-x * x) * sum;
  }

  /**
   * 1 - erf(x) for x from 0 on, by Chebyshev polynomials in (x - c) / (x + c) that are fitted to (1
   * + 2x) exp(x²) erfc(x), after M. M. Shepherd and J. G. Laframboise, Chebyshev approximation of
   * (1 + 2x) exp(x²) erfc(x), Mathematics of Computation 36 (1981).
   */
  private static double upper(double x) {
    if (x > UNDERFLOW) {
      return 0;
    }
    double t = (x - CENTRE) / (x + CENTRE);
    double next = 0;
    double sum = 0;
    for (int n = CHEBYSHEV.length - 1; n > 0; n--) { // by Clenshaw's recurrence
      double last = sum;
      sum = 2 * t * sum - next + CHEBYSHEV[n];
      next = last;
    }
    double fitted = t * sum - next + CHEBYSHEV[0];
    double square = x * x;
    double lost = Math.fma(x, x, -square); // what rounding the square took away
    return Math.exp(-square) * (1 - lost) * fitted / (1 + 2 * x);
  }
}
