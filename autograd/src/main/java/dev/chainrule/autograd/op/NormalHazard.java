package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/**
 * The derivatives of the logarithm of the normal distribution: of order 0, the first one, the
 * density over the distribution h(x). As h' = -h (h + x), where h + x vanishes in the left tail.
 */
final class NormalHazard extends PointwiseUnary {
  static final NormalHazard FIRST = new NormalHazard(0);
  static final int HIGHEST = 4; // beyond, the middle would lose too many digits
  private static final double FAR = -4; // from here on left, by the continued fraction
  private static final int DEPTH = 80; // at which the fraction is exact to rounding there

  private final int order;

  private NormalHazard(int order) {
    super("normalHazard");
    this.order = order;
  }

  static NormalHazard of(int order) {
    return order == 0 ? FIRST : new NormalHazard(order);
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
    if (x > FAR) {
      return middle(x);
    }
    if (x == Double.NEGATIVE_INFINITY) {
      return order == 0 ? Double.POSITIVE_INFINITY : order == 1 ? -1 : 0;
    }
    double[] rest = rest(-x);
    double derivative = order % 2 == 0 ? rest[order] : -rest[order];
    return order == 0 ? derivative - x : order == 1 ? derivative - 1 : derivative;
  }

  /** By Leibniz' rule for h' = -h (h + x). */
  private double middle(double x) {
    DoubleDouble first = Erf.hazard(x);
    double[] h = new double[order + 1];
    h[0] = first.value();
    if (h[0] == 0) {
      return 0;
    }
    for (int n = 0; n < order; n++) {
      double sum = 0;
      double choose = 1; // n over k
      for (int k = 0; k <= n; k++) {
        double other = n == k ? first.plus(x).value() : h[n - k] + (n - k == 1 ? 1 : 0);
        sum += choose * h[k] * other;
        choose = choose * (n - k) / (k + 1);
      }
      h[n + 1] = -sum;
    }
    return h[order];
  }

  /**
   * The derivatives of h(-t) - t = 1 / (t + 2 / (t + 3 / ...)) (M. Abramowitz, I. A. Stegun,
   * Handbook of Mathematical Functions, formula 26.2.14), as coefficients of Taylor's series until
   * the last step.
   */
  private double[] rest(double t) {
    double[] fraction = new double[order + 1];
    for (int k = DEPTH; k >= 1; k--) {
      double[] below = fraction;
      below[0] += t;
      if (order > 0) {
        below[1] += 1;
      }
      fraction = new double[order + 1];
      for (int n = 0; n <= order; n++) {
        double sum = n == 0 ? k : 0;
        for (int i = 0; i < n; i++) {
          sum -= fraction[i] * below[n - i];
        }
        fraction[n] = sum / below[0];
      }
    }
    double factorial = 1;
    for (int n = 2; n <= order; n++) {
      factorial *= n;
      fraction[n] *= factorial;
    }
    return fraction;
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    checkState(order < HIGHEST, "logNormalCumulative: derivatives go up to order %s", HIGHEST + 1);
    return cotangent.mul(x.apply(of(order + 1)));
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
