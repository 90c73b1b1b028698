package dev.chainrule.autograd.op;

/**
 * The regularised incomplete gamma functions, their derivatives of any order by the parameter a,
 * and those of their density. With f(t, a) = tᵃ exp(-t) / Γ(1 + a), P(a, x) is the integral of a f
 * over log t up to log x, and Q(a, x) that from there on. The n-th derivative of a f is a f Bₙ + n
 * f Bₙ₋₁, with Bₙ the complete Bell polynomial of log t - ψ(1 + a), -ψ'(1 + a), -ψ''(1 + a) and so
 * on: all are exact, so that their integral is as accurate as that of f. Whichever of P and Q is
 * the smaller one is integrated; where both a and x are small, P is a series.
 */
final class GammaIntegral {
  private static final int TERMS = 24; // of the series for x up to 1
  private static final double LARGE = 8; // from here on Γ(a) by Stirling's formula

  private final double a;
  private final double x;
  private final int order;
  private final double[] cumulants; // of orders from 2 on, by a
  private final double middle; // log x - ψ(1 + a)

  private GammaIntegral(double a, double x, int order) {
    this.a = a;
    this.x = x;
    this.order = order;
    cumulants = new double[order];
    for (int i = 1; i < order; i++) {
      cumulants[i] = -Polygamma.of(i).value(1 + a);
    }
    middle = order == 0 ? 0 : logRatio() + GammaParts.logLessDigamma(a);
  }

  /** log(x / a), also where that is near 0. */
  private double logRatio() {
    double d = (x - a) / a;
    return Math.abs(d) < 0.5 ? Math.log1p(d) : Math.log(x) - Math.log(a);
  }

  /** The derivative of some order by a of P(a, x). */
  static double lower(double a, double x, int order) {
    return value(a, x, order, false);
  }

  /** The derivative of some order by a of Q(a, x). */
  static double upper(double a, double x, int order) {
    return value(a, x, order, true);
  }

  private static double value(double a, double x, int order, boolean isUpper) {
    if (!(x >= 0 && a > 0) || (Double.isInfinite(x) && Double.isInfinite(a))) {
      return Double.NaN;
    }
    if (x == 0 || Double.isInfinite(x) || Double.isInfinite(a)) {
      boolean isNone = order > 0 || isUpper == Double.isInfinite(x);
      return isNone ? 0 : 1;
    }
    GammaIntegral integral = new GammaIntegral(a, x, order);
    if (a <= 1 && x <= 1) {
      return isUpper ? integral.upperSeries() : integral.lowerSeries();
    }
    boolean integratesUpper = !(x < a);
    double part = integratesUpper ? integral.above() : integral.below();
    return isUpper == integratesUpper ? part : (order == 0 ? 1 : 0) - part;
  }

  /** With t = x exp(-s). */
  private double below() {
    double slope = a - x;
    double scale = 1 / Math.max(slope, Math.sqrt(a));
    double sum =
        ExpSinh.integral(
            scale, s -> weight(-s) * Math.exp(-slope * s - x * ExpSinh.exponentialRest(s)));
    return times(sum, 0);
  }

  /** With t = x (1 + u). */
  private double above() {
    double slope = x - a;
    double scale = 1 / Math.max(slope, Math.sqrt(Math.max(a, 1)));
    double sum =
        ExpSinh.integral(
            scale,
            u ->
                weight(order == 0 ? 0 : Math.log1p(u))
                    * Math.exp(-slope * u - a * ExpSinh.logarithmRest(u))
                    / (1 + u));
    return times(sum, 0);
  }

  /** What a f is multiplied by in its derivative, where log t is this much more than log x. */
  private double weight(double above) {
    return order == 0 ? 1 : weight(bell(middle + above));
  }

  private double weight(double[] bell) {
    return order == 0 ? 1 : bell[order] + order * bell[order - 1] / a;
  }

  /** The complete Bell polynomials up to the order, the first of whose arguments is this. */
  private double[] bell(double first) {
    double[] bell = new double[order + 1];
    bell[0] = 1;
    for (int n = 0; n < order; n++) {
      double sum = first * bell[n];
      double choose = n; // n over i
      for (int i = 1; i <= n; i++) {
        sum += choose * cumulants[i] * bell[n - i];
        choose = choose * (n - i) / (i + 1);
      }
      bell[n + 1] = sum;
    }
    return bell;
  }

  /** A factor times a f(x, a) x⁻ᵏ, rounded once. */
  private double times(double factor, int k) {
    if (a < LARGE) {
      DoubleDouble exponent =
          DoubleDouble.log(x)
              .times(DoubleDouble.sum(a, -k))
              .plus(-x)
              .plus(LogGamma.ofNext(a).neg());
      return DoubleDouble.of(a * factor).timesExp(exponent);
    }
    DoubleDouble exponent =
        GammaParts.deviance(a, DoubleDouble.sum(x, -a)).plus(LogGamma.stirlingSum(a)).neg();
    DoubleDouble whole = k == 0 ? exponent : exponent.plus(DoubleDouble.log(x).times(-k));
    return DoubleDouble.of(Math.sqrt(a / (2 * Math.PI)) * factor).timesExp(whole);
  }

  /** xᵃ / Γ(1 + a), as an exponent. */
  private DoubleDouble power() {
    return DoubleDouble.log(x).times(a).plus(LogGamma.ofNext(a).neg());
  }

  /** P is xᵃ / Γ(1 + a) times the sum of (-x)ᵏ / k! a / (a + k), from k = 0 on. */
  private double lowerSeries() {
    return DoubleDouble.of(seriesAfterFirst() + (order == 0 ? 1 : first())).timesExp(power());
  }

  private double upperSeries() {
    if (order > 0) {
      return -lowerSeries();
    }
    DoubleDouble exponent = power();
    return -exponent.expLessOne().value() - DoubleDouble.of(seriesAfterFirst()).timesExp(exponent);
  }

  private double first() {
    return bell(middle)[order];
  }

  /** The derivative of the sum but for its first term, times that of the power, over the power. */
  private double seriesAfterFirst() {
    double[] bell = bell(middle);
    double sum = 0;
    double choose = 1; // order over j, times j!, with the sign of the derivative
    for (int j = 0; j <= order; j++) {
      sum += choose * bell[order - j] * seriesDerivative(j);
      choose *= -(order - j);
    }
    return sum;
  }

  /** The j-th derivative of the sum of (-x)ᵏ / k! a / (a + k) from k = 1 on, over (-1)ʲ j!. */
  private double seriesDerivative(int j) {
    double sum = 0;
    double term = 1;
    for (int k = 1; k <= TERMS; k++) {
      term *= -x / k;
      sum += term * (j == 0 ? a / (a + k) : -k / Math.pow(a + k, j + 1));
    }
    return sum;
  }

  /** The derivative of some order by a of the density xᵃ⁻¹ exp(-x) / Γ(a), over xᵏ. */
  static double density(double a, double x, int order, int k) {
    if (!(x >= 0 && a > 0) || Double.isInfinite(a)) {
      return Double.NaN;
    }
    if (x == 0) {
      return densityAtZero(a, order, a - 1 - k);
    }
    if (Double.isInfinite(x)) {
      return 0;
    }
    GammaIntegral integral = new GammaIntegral(a, x, order);
    return integral.times(integral.weight(0), k + 1);
  }

  private static double densityAtZero(double a, int order, double power) {
    if (power == 0 && order == 0) {
      return Math.exp(-LogGamma.value(a));
    }
    return power > 0 ? 0 : order % 2 == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }
}
