package dev.chainrule.autograd.op;

/**
 * Nodes and weights for the integral from 0 to infinity of what decays at least as exp(-s), or as
 * exp(-s²), once s is scaled: s = exp(t - exp(-t)) at equal steps of t, by which the trapezoidal
 * rule is exact to rounding (H. Takahasi, M. Mori, Double exponential formulas for numerical
 * integration, Publications of the Research Institute for Mathematical Sciences 9, 1974). What is
 * integrated is of one sign, or nearly so: nothing cancels.
 */
final class ExpSinh {
  private static final double STEP = 0.1;
  private static final int FIRST = -37; // where s is 7e-20
  private static final int COUNT = 76; // up to an s of 44
  private static final double[] NODES = new double[COUNT];
  private static final double[] WEIGHTS = new double[COUNT];
  private static final int TERMS = 17; // of series, for arguments up to 1

  static {
    for (int i = 0; i < COUNT; i++) {
      double t = STEP * (FIRST + i);
      double other = Math.exp(-t);
      NODES[i] = Math.exp(t - other);
      WEIGHTS[i] = STEP * NODES[i] * (1 + other);
    }
  }

  private ExpSinh() {}

  /** A function to integrate. */
  @FunctionalInterface
  interface Integrand {
    double at(double s);
  }

  /** The integral of a function that decays over this scale. */
  static double integral(double scale, Integrand function) {
    double sum = 0;
    double lost = 0; // by rounding
    for (int i = 0; i < COUNT; i++) {
      double part = WEIGHTS[i] * function.at(scale * NODES[i]);
      double more = sum + part;
      lost += Math.abs(sum) > Math.abs(part) ? sum - more + part : part - more + sum;
      sum = more;
    }
    return scale * (sum + lost);
  }

  /** s - 1 + exp(-s), with all digits also where s is small. */
  static double exponentialRest(double s) {
    if (s > 1) {
      return s + Math.expm1(-s);
    }
    double sum = 1;
    for (int k = TERMS; k > 2; k--) {
      sum = 1 - s * sum / k;
    }
    return s * s / 2 * sum;
  }

  /** v - log(1 + v), with all digits also where v is small. */
  static double logarithmRest(double v) {
    if (v > 1) {
      return v - Math.log1p(v);
    }
    double y = v / (2 + v);
    return v * y - 2 * y * y * y * Math.fma(y * y, atanhRest(y * y), 1 / 3.0);
  }

  /** (atanh(y) - y - y³/3) / y⁵, given y² of at most 1/9. */
  static double atanhRest(double square) {
    double sum = 0;
    for (int k = TERMS; k >= 2; k--) {
      sum = Math.fma(sum, square, 1.0 / (2 * k + 1));
    }
    return sum;
  }
}
