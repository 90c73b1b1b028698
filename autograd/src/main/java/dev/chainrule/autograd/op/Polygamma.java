package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** The derivatives of the logarithm of the gamma function: of order 0, the digamma function. */
final class Polygamma extends PointwiseUnary {
  static final Polygamma DIGAMMA = new Polygamma(0);
  static final int HIGHEST = 1000; // far beyond where (order)! is infinite
  private static final double LARGE = 12; // the asymptotic series is exact to rounding from here on
  private static final double FARTHEST = -10_000; // a sum over so many poles is not begun

  // B(2k), the Bernoulli numbers.
  private static final double[] BERNOULLI = {
    1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510
  };

  private final int order;

  private Polygamma(int order) {
    super("polygamma", Domain.POSITIVE);
    this.order = order;
  }

  static Polygamma of(int order) {
    return order == 0 ? DIGAMMA : new Polygamma(order);
  }

  @Override
  public boolean isPure() {
    return true;
  }

  @Override
  public int cost() {
    return 4 * Traits.COSTLY;
  }

  @Override
  public double value(double x) {
    if (x == Math.rint(x) && x <= 0) {
      return Double.NaN;
    }
    if (order == 0) {
      return LogGamma.slope(x);
    }
    double factorial = 1;
    for (int k = 2; k <= order; k++) {
      factorial *= k;
    }
    return (order % 2 == 0 ? -1 : 1) * factorial * hurwitz(order + 1, x);
  }

  /**
   * The sum of (x + k)⁻ˢ over all k from 0 on, by the Euler-Maclaurin formula (M. Abramowitz, I. A.
   * Stegun, Handbook of Mathematical Functions, formula 23.2.3 for general x).
   */
  static double hurwitz(int s, double x) {
    if (x < FARTHEST || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double sum = 0;
    double at = x;
    while (at < LARGE + s) {
      sum += Math.pow(at, -s);
      at += 1;
    }
    double power = Math.pow(at, -s);
    sum += Math.pow(at, 1 - s) / (s - 1) + power / 2;
    double factor = s * power / at / 2; // s (s + 1) .. (s + 2k - 2) x^(1 - s - 2k) / (2k)!
    for (int k = 1; k <= BERNOULLI.length; k++) {
      sum += BERNOULLI[k - 1] * factor;
      factor *= (s + 2.0 * k - 1) * (s + 2.0 * k) / (at * at) / ((2.0 * k + 1) * (2.0 * k + 2));
    }
    return sum;
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.mul(x.polygamma(order + 1));
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("order", order);
  }

  @Override
  public String toString() {
    return name() + "(" + order + ")";
  }
}
