package dev.chainrule.autograd.op;

/** The logarithm of the absolute value of the gamma function, and its derivative. */
final class LogGamma {
  private static final double LARGE = 8; // Stirling's series is exact to rounding from here on
  private static final int SHIFT = 6; // from 2.5 beyond that
  private static final double HUGE = 1e280; // a product with this may overflow before it is scaled
  private static final double SCALE = 0x1p-100;

  /** log(2π) / 2 - 1/2. */
  private static final DoubleDouble CONSTANT =
      new DoubleDouble(0.4189385332046727, 1.6728209650585413e-17);

  /** Where the derivative is 0, and what that number lacks. */
  private static final double LEAST = 1.4616321449683622;

  private static final double LEAST_REST = 9.549995429965697e-17;

  // B(2k) / (2k (2k - 1)), the coefficients of Stirling's series.
  private static final double[] STIRLING = {
    1.0 / 12,
    -1.0 / 360,
    1.0 / 1260,
    -1.0 / 1680,
    1.0 / 1188,
    -691.0 / 360360,
    1.0 / 156,
    -3617.0 / 122400,
    43867.0 / 244188,
    -174611.0 / 125400
  };

  /** ζ(2k) / k, the coefficients of log(πr / sin(πr)) in powers of r². */
  private static final double[] REFLECTION = reflection();

  // Fitted to log gamma(x) / ((x - 1) (x - 2)), from ½ to 2.5 and from 2.5 to 8: the factors that
  // are 0 are exact.
  private static final Chebyshev NEAR =
      new Chebyshev(
          1.118033988749895,
          0.38196601125010515,
          -3.1321000133442566e-17,
          0.5605380969633011,
          -0.1891650125246684,
          0.010544522874698814,
          -0.002560017029709166,
          0.00027431883816536417,
          -6.123328477151946e-5,
          8.011343493591486e-6,
          -1.7305535508503394e-6,
          2.504515859436047e-7,
          -5.313462071869751e-8,
          8.175766166465997e-9,
          -1.7146431312853101e-9,
          2.7494444222907123e-10,
          -5.7199096414694226e-11,
          9.44852332486241e-12,
          -1.9539586610784363e-12,
          3.300886906004645e-13,
          -6.794874104534963e-14,
          1.1681880336986688e-14,
          -2.3959147506421594e-15,
          4.1775560086990296e-16,
          -8.542458615308505e-17,
          1.5068124218429962e-17,
          -3.073554100573951e-18);
  private static final Chebyshev BEYOND =
      new Chebyshev(
          4.47213595499958,
          0.2828596527274257,
          -1.2649930304276207e-17,
          0.2862573822097345,
          -0.0876194516539387,
          0.004955121944113526,
          -0.0006699863767390068,
          6.506226952679678e-5,
          -8.982572228238328e-6,
          1.0127617691363505e-6,
          -1.4108304060157885e-7,
          1.7028884115942478e-8,
          -2.3834352194603056e-9,
          2.9891693836753715e-10,
          -4.196486896803144e-11,
          5.393043479395416e-12,
          -7.588642522413239e-13,
          9.919097292051506e-14,
          -1.3983873856315498e-14,
          1.850825461980013e-15,
          -2.613584300876092e-16,
          3.4926938680637585e-17,
          -4.9392847764529896e-18,
          6.651541010495052e-19);

  // Fitted to the derivative, divided by x less where that is 0, from 1 to 8.
  private static final Chebyshev SLOPE =
      new Chebyshev(
          2.8284271247461903,
          0.4775922500725171,
          9.54291930038023e-18,
          0.6969129852357692,
          -0.45007849739805816,
          0.0774507025473377,
          -0.019694680414546285,
          0.004648655800375074,
          -0.001195953042207602,
          0.00029674057341048184,
          -7.619666973437501e-5,
          1.9157926270739265e-5,
          -4.904822619316005e-6,
          1.239006014625645e-6,
          -3.165386144872222e-7,
          8.013250971308423e-8,
          -2.0444101240659984e-8,
          5.1816212172167335e-9,
          -1.320808900878887e-9,
          3.35011317590961e-10,
          -8.53444623675249e-11,
          2.1657655499427035e-11,
          -5.515015681474426e-12,
          1.4000262447046582e-12,
          -3.56402485630211e-13,
          9.049879739346634e-14,
          -2.30329574116401e-14,
          5.849746158976096e-15,
          -1.4885694174016292e-15,
          3.7811373539913134e-16,
          -9.620462087633922e-17,
          2.4440017309871582e-17,
          -6.2176783482098584e-18,
          1.5797043772240804e-18);

  private LogGamma() {}

  /**
   * By Stirling's series for large x, by fitted polynomials from ½ on, by the recurrence above 0,
   * and by reflection below (M. Abramowitz, I. A. Stegun, Handbook of Mathematical Functions,
   * formulas 6.1.41, 6.1.15, 6.1.17). Infinite at 0, -1, -2 and so on.
   */
  static double value(double x) {
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return x * x;
    }
    if (x > 0) {
      return positive(x).value();
    }
    double r = Math.abs(x - Math.rint(x));
    return r == 0 ? Double.POSITIVE_INFINITY : negative(-x, r).value();
  }

  /** Of -a, which is r away from a whole number: by gamma(a) gamma(-a) = -π / (a sin(πa)). */
  private static DoubleDouble negative(double a, double r) {
    double square = r * r;
    double sum = 0;
    for (int k = REFLECTION.length - 1; k >= 0; k--) {
      sum = Math.fma(sum, square, REFLECTION[k]);
    }
    DoubleDouble sine = DoubleDouble.product(square, sum);
    if (a < 0.5) {
      return sine.plus(nextOf(a).plus(DoubleDouble.log(a)).neg());
    }
    DoubleDouble both = DoubleDouble.log(a).plus(DoubleDouble.log(r)).plus(positive(a));
    return sine.plus(both.neg());
  }

  private static DoubleDouble positive(double x) {
    if (x < 0.5) {
      return nextOf(x).plus(DoubleDouble.log(x).neg());
    }
    if (x >= LARGE) {
      return stirling(x);
    }
    DoubleDouble zeros = DoubleDouble.sum(x, -1).times(DoubleDouble.sum(x, -2));
    return (x < 2.5 ? NEAR : BEYOND).value(x).times(zeros);
  }

  /** Of 1 + x. */
  private static DoubleDouble nextOf(double x) {
    return NEAR.value(1 + x).times(DoubleDouble.sum(x, -1).times(x));
  }

  private static DoubleDouble stirling(double x) {
    DoubleDouble log = DoubleDouble.log(x).plus(-1);
    if (x > HUGE) {
      return DoubleDouble.of(log.times(x * SCALE).value() / SCALE);
    }
    return DoubleDouble.sum(x, -0.5).times(log).plus(CONSTANT).plus(stirlingSum(x));
  }

  /** What Stirling's series has beside its first terms, for x from 8 on. */
  static double stirlingSum(double x) {
    double square = 1 / x / x;
    double sum = 0;
    for (int k = STIRLING.length - 1; k >= 0; k--) {
      sum = Math.fma(sum, square, STIRLING[k]);
    }
    return sum / x;
  }

  /** Of 1 + x, which is not rounded, for x above 0. */
  static DoubleDouble ofNext(double x) {
    return x < 2.5 || x >= LARGE ? near(x) : shifted(x);
  }

  private static DoubleDouble near(double x) {
    return x < 0.5 ? nextOf(x) : positive(x).plus(DoubleDouble.log(x));
  }

  /** By the recurrence from where Stirling's series is exact, which loses no digits. */
  private static DoubleDouble shifted(double x) {
    DoubleDouble product = DoubleDouble.sum(x, 1);
    for (int k = 2; k <= SHIFT; k++) {
      product = product.times(DoubleDouble.sum(x, k));
    }
    DoubleDouble at = DoubleDouble.sum(x, SHIFT + 1);
    return stirling(at.high())
        .plus(at.low() * Math.log(at.high()))
        .plus(DoubleDouble.log(product.high()).neg())
        .plus(-product.low() / product.high());
  }

  private static double[] reflection() {
    double[] coefficients = new double[32];
    for (int k = 1; k <= coefficients.length; k++) {
      coefficients[k - 1] = Polygamma.hurwitz(2 * k, 1) / k;
    }
    return coefficients;
  }

  /**
   * The digamma function: by the asymptotic series for large x, by a fitted polynomial from 1 on,
   * by the recurrence above 0, and by reflection below (formulas 6.3.18, 6.3.5, 6.3.7 there).
   */
  static double slope(double x) {
    if (x < 0) {
      double next = -x < 1 ? slope(1 - x) : slope(-x) - 1 / x;
      return next - Math.PI / Math.tan(Math.PI * (x - Math.rint(x)));
    }
    if (x < 1) {
      return slope(1 + x) - 1 / x;
    }
    if (x < LARGE) {
      return SLOPE.value(x).times(DoubleDouble.sum(x, -LEAST).plus(-LEAST_REST)).value();
    }
    return Math.log(x) - logLessSlope(x);
  }

  /** log(x) less the digamma function, for x from 8 on. */
  static double logLessSlope(double x) {
    double square = 1 / x / x;
    double sum = 0;
    for (int k = STIRLING.length; k >= 1; k--) {
      sum = Math.fma(sum, square, (2 * k - 1) * STIRLING[k - 1]);
    }
    return 0.5 / x + sum * square;
  }
}
