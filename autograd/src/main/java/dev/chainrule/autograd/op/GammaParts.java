package dev.chainrule.autograd.op;

/** What the densities of the gamma and the beta distribution are made of. */
final class GammaParts {
  private static final double NEAR = 0.3; // so near, the deviance is a series
  private static final DoubleDouble HALF_LOG_TWO_PI =
      new DoubleDouble(0.9189385332046728, -3.878294158067242e-17);
  private static final DoubleDouble THIRD = new DoubleDouble(1 / 3.0, 1.850371707708594e-17);
  private static final double TINY = 0.05; // so much smaller, an increment is a series
  private static final int TAYLOR = 12; // terms of which
  private static final double LARGE = 8; // Stirling's series is exact to rounding from here on

  private GammaParts() {}

  /** a (μ - log(1 + μ)) where aμ is d: what a lacks of explaining a + d, in logarithms. */
  static DoubleDouble deviance(double a, DoubleDouble d) {
    DoubleDouble y = d.over(d.plus(2 * a));
    double high = y.high();
    if (Math.abs(high) > NEAR) {
      DoubleDouble both = d.plus(a);
      double rest = both.low() / both.high();
      return d.plus(
          DoubleDouble.log(a).plus(DoubleDouble.log(both.high()).plus(rest).neg()).times(a));
    }
    double square = high * high;
    DoubleDouble sum = THIRD.plus(square * ExpSinh.atanhRest(square));
    return d.times(y).plus(y.times(y).times(y).times(sum).times(-2 * a));
  }

  /** The logarithm of Γ(a) over √(2π/a) (a/e)ᵃ, which Stirling's formula takes for 1. */
  static DoubleDouble stirlingRest(double a) {
    if (a >= LARGE) {
      return DoubleDouble.of(LogGamma.stirlingSum(a));
    }
    DoubleDouble log = DoubleDouble.log(a);
    return LogGamma.ofNext(a)
        .plus(log.times(-0.5))
        .plus(log.times(-a))
        .plus(a)
        .plus(HALF_LOG_TWO_PI.neg());
  }

  /** log(a) - digamma(1 + a). */
  static double logLessDigamma(double a) {
    return a < LARGE ? Math.log(a) - LogGamma.slope(1 + a) : LogGamma.logLessSlope(a) - 1 / a;
  }

  /**
   * The k-th derivative of log Γ at b + a less that at b, also where a is tiny: by Taylor's series,
   * or, further away, as the difference that it is.
   */
  static DoubleDouble increment(int k, double b, double a) {
    if (a < TINY * b) {
      double sum = 0;
      for (int m = TAYLOR; m >= 1; m--) {
        sum = (sum + derivative(k + m, b)) * a / m;
      }
      return DoubleDouble.of(sum);
    }
    return k == 0
        ? logGamma(a + b).plus(logGamma(b).neg())
        : DoubleDouble.of(derivative(k, a + b) - derivative(k, b));
  }

  private static DoubleDouble logGamma(double b) {
    return LogGamma.ofNext(b).plus(DoubleDouble.log(b).neg());
  }

  private static double derivative(int k, double b) {
    return Polygamma.of(k - 1).value(b);
  }
}
