package dev.chainrule.autograd.op;

/**
 * The regularised incomplete beta function, its derivatives by the parameters a and b up to second
 * order, and those of its density. With f = tᵃ (1 - t)ᵇ / B(a, b), it is the integral of f over the
 * logit of t; what a derivative multiplies f by is exact, so that its integral is as accurate as
 * that of f. Whichever side of x is the smaller one is integrated; near an end whose parameter is
 * small, a series takes its place.
 */
final class BetaIntegral {
  private static final double WIDE = 0.1; // closer to an end, a series; from here on, the integral

  private final double a;
  private final double b;
  private final double n; // a + b
  private final double x;
  private final double y; // 1 - x
  private final DoubleDouble logX;
  private final DoubleDouble logY;
  private final DoubleDouble d; // x n - a: how far x is beyond the mean
  private final int i; // the order of the derivative by a
  private final int j; // by b

  private BetaIntegral(
      double a,
      double b,
      double x,
      double y,
      DoubleDouble logX,
      DoubleDouble logY,
      DoubleDouble d,
      int i,
      int j) {
    this.a = a;
    this.b = b;
    n = a + b;
    this.x = x;
    this.y = y;
    this.logX = logX;
    this.logY = logY;
    this.d = d;
    this.i = i;
    this.j = j;
  }

  private static BetaIntegral of(double a, double b, double x, int i, int j) {
    DoubleDouble y = DoubleDouble.sum(1, -x);
    DoubleDouble d = DoubleDouble.product(x, b).plus(y.times(-a));
    return new BetaIntegral(a, b, x, y.high(), log(x, y.high()), log(y.high(), x), d, i, j);
  }

  /** Of one of two numbers that are 1 together. */
  private static DoubleDouble log(double x, double y) {
    return x < 0.5 ? DoubleDouble.log(x) : DoubleDouble.of(Math.log1p(-y));
  }

  /** The same seen from 1, where 1 - x stands for x. */
  private BetaIntegral mirrored() {
    return new BetaIntegral(b, a, y, x, logY, logX, d.neg(), j, i);
  }

  private static boolean isOutside(double a, double b, double x) {
    boolean isInside = x >= 0 && x <= 1 && a > 0 && b > 0 && a + b < Double.POSITIVE_INFINITY;
    return !isInside;
  }

  /** The derivative of order i by a and j by b of the function. */
  static double value(double a, double b, double x, int i, int j) {
    if (isOutside(a, b, x)) {
      return Double.NaN;
    }
    double rest = i + j == 0 ? 1 : 0;
    if (x == 0 || x == 1) {
      return x * rest;
    }
    BetaIntegral here = of(a, b, x, i, j);
    BetaIntegral there = here.mirrored();
    boolean isBelow = here.d.high() < 0;
    if (here.isSmall()) {
      return here.series().lower();
    }
    if (there.isSmall() && !(isBelow && a > 1 && there.x > WIDE && rest == 1)) {
      return there.series().upper();
    }
    return isBelow ? there.above() : rest - here.above();
  }

  private boolean isSmall() {
    return a <= 1 && x <= 0.5 && b * x <= 1;
  }

  private BetaSeries series() {
    return new BetaSeries(a, b, x, i, j);
  }

  /** The integral from x to 1, with 1 - t = (1 - x) exp(-s). */
  private double above() {
    double slope = d.high() / x;
    double odds = y / x;
    double scale = 1 / Math.max(slope, Math.sqrt(b + a * odds * odds));
    Weight weight = new Weight();
    double sum =
        ExpSinh.integral(
            scale,
            s -> {
              double q = -Math.expm1(-s);
              double v = odds * q;
              double exponent =
                  -slope * q - b * ExpSinh.exponentialRest(s) - a * ExpSinh.logarithmRest(v);
              return weight.at(v, s) * Math.exp(exponent) / (1 + v);
            });
    return times(sum / x, 0);
  }

  /** A factor times f(x) over (x (1 - x))ᵏ, rounded once. */
  private double times(double factor, int k) {
    DoubleDouble exponent =
        GammaParts.deviance(a, d)
            .plus(GammaParts.deviance(b, d.neg()))
            .plus(GammaParts.stirlingRest(a))
            .plus(GammaParts.stirlingRest(b))
            .plus(GammaParts.stirlingRest(n).neg())
            .plus(k == 0 ? DoubleDouble.of(0) : logX.plus(logY).times(k))
            .neg();
    double root = Math.sqrt(a / n * b / (2 * Math.PI));
    return DoubleDouble.of(root * factor).timesExp(exponent);
  }

  /** What f is multiplied by in its derivative. */
  private final class Weight {
    private final double middleA; // log x - ψ(1 + a) + ψ(1 + n)
    private final double middleB;
    private final double slopeA = b / n / a; // of the logarithm of ab / n, by a
    private final double slopeB = a / n / b;
    private final double cumulant;

    Weight() {
      boolean isNone = i + j == 0;
      middleA = isNone ? 0 : middle(logX.value(), a, b, d.high());
      middleB = isNone ? 0 : middle(logY.value(), b, a, -d.high());
      cumulant =
          i == 2
              ? GammaParts.increment(2, 1 + a, b).value()
              : j == 2
                  ? GammaParts.increment(2, 1 + b, a).value()
                  : i == 1 && j == 1 ? Polygamma.of(1).value(1 + n) : 0;
    }

    /** Where log t is log(1 + v) more than log x, and log(1 - t) less by s than log(1 - x). */
    double at(double v, double s) {
      if (i + j == 0) {
        return 1;
      }
      double first = j == 2 ? 0 : middleA + Math.log1p(v);
      double second = i == 2 ? 0 : middleB - s;
      if (i + j == 1) {
        return i == 1 ? first + slopeA : second + slopeB;
      }
      if (i == j) {
        return first * second + cumulant + slopeA * second + slopeB * first + 2 / n / n;
      }
      return i == 2
          ? first * first + cumulant + 2 * slopeA * (first - 1 / n)
          : second * second + cumulant + 2 * slopeB * (second - 1 / n);
    }

    /** By digamma functions that differ by the other parameter, or by log(x n / a) near 0. */
    private double middle(double log, double parameter, double other, double beyond) {
      if (other < 1 && other < 0.05 * parameter) {
        return log + GammaParts.increment(1, 1 + parameter, other).value();
      }
      double ratio = beyond / parameter;
      double logRatio =
          Math.abs(ratio) < 0.5 ? Math.log1p(ratio) : log - Math.log(parameter) + Math.log(n);
      return logRatio + GammaParts.logLessDigamma(parameter) - GammaParts.logLessDigamma(n);
    }
  }

  /**
   * The derivative of order i by a and j by b of the density xᵃ⁻¹ (1 - x)ᵇ⁻¹ / B(a, b), over (x (1
   * - x))ᵏ.
   */
  static double density(double a, double b, double x, int i, int j, int k) {
    if (isOutside(a, b, x)) {
      return Double.NaN;
    }
    if (x == 0) {
      return atEnd(a, b, i, k);
    }
    if (x == 1) {
      return atEnd(b, a, j, k);
    }
    BetaIntegral here = of(a, b, x, i, j);
    return here.times(here.new Weight().at(0, 0), k + 1);
  }

  private static double atEnd(double near, double far, int order, int k) {
    double power = near - 1 - k;
    if (power == 0 && order == 0) {
      return Math.exp(LogGamma.value(near + far) - LogGamma.value(near) - LogGamma.value(far));
    }
    return power > 0 ? 0 : order % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }
}
