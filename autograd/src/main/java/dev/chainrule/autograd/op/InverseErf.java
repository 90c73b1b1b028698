package dev.chainrule.autograd.op;

/**
 * The inverses of the error function, of its complement and of the normal distribution, and their
 * derivatives: by Newton's method, whose last step is kept apart, so that the derivative, which
 * grows as exp(x²), has all its digits.
 */
final class InverseErf {
  private static final double HALF_ROOT_PI = 0.886226925452758; // √π/2
  private static final double ROOT_TWO_PI = 2.5066282746310007; // √(2π)
  private static final DoubleDouble ROOT_TWO =
      new DoubleDouble(1.4142135623730951, -9.667293313452913e-17);

  // The error function's inverse begins so, in powers of √π/2 y.
  private static final double[] SERIES = {1, 1 / 3.0, 7 / 30.0, 127 / 630.0, 4369 / 22680.0};

  private InverseErf() {}

  /** The x of which erf(x) is y; NaN beyond 1. */
  static double value(double y) {
    return y == 0 ? y : root(y).value();
  }

  /** Its derivative √π/2 exp(x²). */
  static double slope(double y) {
    return slope(HALF_ROOT_PI, root(y));
  }

  /** The x of which erfc(x) is r, from 0 to 2. */
  static double ofComplement(double r) {
    return rootOfComplement(r).value();
  }

  /** What its derivative is the negative of: √π/2 exp(x²). */
  static double slopeOfComplement(double r) {
    return slope(HALF_ROOT_PI, rootOfComplement(r));
  }

  /** The x up to which the normal distribution is p, from 0 to 1. */
  static double quantile(double p) {
    DoubleDouble root = rootOfComplement(2 * p);
    return Double.isInfinite(root.high()) ? -root.high() : 0 - root.times(ROOT_TWO).value();
  }

  /** Its derivative √(2π) exp(x²/2). */
  static double quantileSlope(double p) {
    return slope(ROOT_TWO_PI, rootOfComplement(2 * p));
  }

  /** A constant times exp(x²). */
  private static double slope(double constant, DoubleDouble x) {
    return Double.isInfinite(x.high())
        ? Double.POSITIVE_INFINITY
        : DoubleDouble.of(constant).timesExp(x.times(x));
  }

  private static DoubleDouble root(double y) {
    double a = Math.abs(y);
    if (a <= 0.5) {
      return middle(y);
    }
    return y < 0 ? tail(1 - a).neg() : tail(1 - a);
  }

  private static DoubleDouble rootOfComplement(double r) {
    if (r < 0.5) {
      return tail(r);
    }
    return r > 1.5 ? tail(2 - r).neg() : middle(1 - r);
  }

  /** Of y from -½ to ½: a step of Halley's method from the series, and one of Newton's. */
  private static DoubleDouble middle(double y) {
    double w = HALF_ROOT_PI * y;
    double sum = 0;
    for (int k = SERIES.length - 1; k >= 0; k--) {
      sum = Math.fma(sum, w * w, SERIES[k]);
    }
    double x = w * sum;
    double step = (Erf.value(x) - y) / Erf.slope(x);
    x -= step / (1 + x * step);
    double lack = Erf.series(DoubleDouble.of(x)).plus(-y).value();
    return DoubleDouble.sum(x, -lack / Erf.slope(x));
  }

  /**
   * Of a complement from 0 to ½: Newton's method on its logarithm, from formula 26.2.23 of M.
   * Abramowitz, I. A. Stegun, Handbook of Mathematical Functions.
   */
  private static DoubleDouble tail(double r) {
    if (!(r > 0)) {
      return DoubleDouble.of(r == 0 ? Double.POSITIVE_INFINITY : Double.NaN);
    }
    DoubleDouble log = DoubleDouble.log(r);
    double t = Math.sqrt(2 * (Math.log(2) - log.high()));
    double above = 2.515517 + t * (0.802853 + t * 0.010328);
    double below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
    DoubleDouble x = DoubleDouble.of((t - above / below) * Math.sqrt(0.5));
    for (int step = 0; step < 3; step++) {
      double at = x.value();
      double scaled = Erf.tail(at, DoubleDouble.of(2 * at)).value(); // exp(x²) erfc(x)
      double lack = DoubleDouble.product(-at, at).plus(log.neg()).plus(Math.log(scaled)).value();
      x = DoubleDouble.sum(at, lack * HALF_ROOT_PI * scaled);
    }
    return x;
  }
}
