package dev.chainrule.autograd.op;

/**
 * The error function 2/√π ∫₀ˣ exp(-t²) dt, the normal distribution, and what is made of them. Tails
 * keep all their digits: x² is taken with twice as many, for e to its power has as many fewer as x²
 * is large.
 */
final class Erf {
  private static final double SERIES_UP_TO = 0.5; // from here on, what it lacks to 1
  private static final double UNDERFLOW = 40; // from here on, each tail is 0
  private static final double NOTHING_LACKS = 9; // from here on, the normal distribution is 1
  private static final double NORMAL = 700; // e to the power of minus this has all its digits
  private static final double NORMAL_UP_TO =
      37; // the normal distribution of minus this has all its digits
  private static final double FAR = 1e300; // from here on only the square counts
  private static final double SQRT_2_REST = -9.667293313452913e-17; // √2 less Math.sqrt(2)

  /** 2/√π. */
  private static final DoubleDouble SLOPE_AT_ZERO =
      new DoubleDouble(1.1283791670955126, 1.533545961316588e-17);

  /** 1/√(2π). */
  private static final DoubleDouble DENSITY_AT_ZERO =
      new DoubleDouble(0.3989422804014327, -2.49232720227773e-17);

  /** (-1)ᵏ 2/√π / (k! (2k + 1)), less 1 for k = 0: the coefficients of erf(x) / x - 1. */
  private static final double[] SERIES = new double[14];

  static {
    double term = 1;
    for (int k = 0; k < SERIES.length; k++) {
      SERIES[k] = SLOPE_AT_ZERO.high() * term / (2 * k + 1);
      term /= -(k + 1);
    }
    SERIES[0] = 0.12837916709551256;
  }

  // Fitted to (1 + 2x) exp(x²) erfc(x), after M. M. Shepherd and J. G. Laframboise, Chebyshev
  // approximation of (1 + 2x) exp(x²) erfc(x), Mathematics of Computation 36 (1981).
  private static final Chebyshev TAIL =
      new Chebyshev(
          3.75,
          1,
          5.1287282061057226e-17,
          1.1775789345674017,
          -0.004590054580646478,
          -0.08424913336651792,
          0.05920993999819189,
          -0.026658668435305753,
          0.009074997670705265,
          -0.002413163540417608,
          0.0004907758365258086,
          -6.916973302501207e-5,
          4.13902798607301e-6,
          7.74038306619849e-7,
          -2.1886401049234397e-7,
          1.076499946567091e-8,
          4.521959811218287e-9,
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
          5.068148904796111e-17,
          -2.2370566594359995e-18,
          -2.187342944303018e-18);

  private Erf() {}

  static double value(double x) {
    double a = Math.abs(x);
    if (a < SERIES_UP_TO) {
      return Math.copySign(series(DoubleDouble.of(a)).value(), x);
    }
    return Math.copySign(a > UNDERFLOW ? 1 : upper(a).neg().plus(1).value(), x);
  }

  /** 1 - erf(x), right to full relative accuracy also where it is tiny. */
  static double complement(double x) {
    if (x > UNDERFLOW) {
      return 0;
    }
    if (x >= SERIES_UP_TO) {
      return tail(x, DoubleDouble.product(2, x)).timesExp(DoubleDouble.product(-x, x));
    }
    if (x > -SERIES_UP_TO) {
      return series(DoubleDouble.of(x)).neg().plus(1).value();
    }
    return x < -UNDERFLOW ? 2 : upper(-x).neg().plus(2).value();
  }

  /** 2/√π exp(-x²), the derivative. */
  static double slope(double x) {
    return gaussian(SLOPE_AT_ZERO, x, x);
  }

  /** exp(-x²/2) / √(2π), the normal density. */
  static double normalDensity(double x) {
    return gaussian(DENSITY_AT_ZERO, x, x / 2);
  }

  /** A constant times exp(-xy); y is x or half of it. */
  private static double gaussian(DoubleDouble constant, double x, double y) {
    double product = x * y;
    if (product < NORMAL) {
      double e = Math.exp(-product);
      double lost = Math.fma(x, y, -product);
      return constant.high() * Math.fma(-lost, e, e);
    }
    return product > UNDERFLOW * UNDERFLOW ? 0 : constant.timesExp(DoubleDouble.product(-x, y));
  }

  /** The normal distribution: the integral of its density from -Infinity to x. */
  static double normal(double x) {
    return timesNormal(1, x);
  }

  /** The logarithm of the normal distribution, also where that is too small a number. */
  static double logNormal(double x) {
    if (x > 0) {
      return 0 + Math.log1p(-normal(-x));
    }
    if (x < -NORMAL_UP_TO) {
      return Math.log(scaled(Math.max(x, -FAR)).value() / 2) - x / 2 * x;
    }
    return Math.log(normal(x));
  }

  /** The normal density over the normal distribution. */
  static DoubleDouble hazard(double x) {
    return x < 0
        ? DENSITY_AT_ZERO.times(2).over(scaled(x))
        : DoubleDouble.of(normalDensity(x) / normal(x));
  }

  /** Twice the normal distribution over exp(-x²/2), for x up to 0. */
  private static DoubleDouble scaled(double x) {
    DoubleDouble z = overRootTwo(-x);
    return tail(z.high(), z.times(2));
  }

  private static DoubleDouble overRootTwo(double x) {
    return DoubleDouble.product(x, Math.sqrt(0.5)).plus(x * SQRT_2_REST / 2);
  }

  /** x times the normal distribution. */
  static double gelu(double x) {
    return x == 0 ? x : timesNormal(x, x);
  }

  private static double timesNormal(double factor, double x) {
    if (x > NOTHING_LACKS) {
      return factor;
    }
    if (x < -UNDERFLOW) {
      return Math.copySign(0, factor);
    }
    double a = Math.abs(x);
    DoubleDouble z = overRootTwo(a);
    if (z.high() < SERIES_UP_TO / 2) {
      DoubleDouble half = series(z).times(x < 0 ? -0.5 : 0.5).plus(0.5);
      return half.times(factor).value();
    }
    DoubleDouble tail = tail(z.high(), z.times(2)).times(0.5);
    DoubleDouble exponent = DoubleDouble.product(-x / 2, x);
    return x < 0
        ? tail.times(factor).timesExp(exponent)
        : exponent.exp().times(tail).neg().plus(1).times(factor).value();
  }

  /** 1 - erf(x) for x up to 26. */
  private static DoubleDouble upper(double x) {
    return DoubleDouble.product(-Math.min(x, 26), Math.min(x, 26))
        .exp()
        .times(tail(x, DoubleDouble.product(2, x)));
  }

  /** exp(x²) erfc(x) for x from 0 on, given 2x, too. */
  static DoubleDouble tail(double x, DoubleDouble twice) {
    return TAIL.value(x).over(twice.plus(1));
  }

  /** erf(x) by Taylor's series, up to ½. */
  static DoubleDouble series(DoubleDouble x) {
    double square = x.high() * x.high();
    double sum = 0;
    for (int k = SERIES.length - 1; k >= 0; k--) {
      sum = Math.fma(sum, square, SERIES[k]);
    }
    return DoubleDouble.sum(x.high(), x.high() * sum).plus(x.low());
  }
}
