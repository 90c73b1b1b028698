package dev.chainrule.autograd.op;

/** The inverse hyperbolic functions, which Java has not: right near 0, and far out. */
final class InverseHyperbolic {
  /** From here on 1 does not count beside the square of x. */
  private static final double LARGE = 1e10;

  private InverseHyperbolic() {}

  /** log(x + √(x² + 1)), by what it has more than 1. */
  static double asinh(double x) {
    double a = Math.abs(x);
    double y =
        a > LARGE ? Math.log(a) + Math.log(2) : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
    return Math.copySign(y, x);
  }

  /** log(x + √(x² - 1)), by how far x is from 1. */
  static double acosh(double x) {
    if (x < 1) {
      return Double.NaN;
    }
    double t = x - 1;
    return x > LARGE ? Math.log(x) + Math.log(2) : Math.log1p(t + Math.sqrt(t * (t + 2)));
  }

  /** log((1 + x) / (1 - x)) / 2, by what the quotient has more than 1. */
  static double atanh(double x) {
    double a = Math.abs(x);
    return Math.copySign(Math.log1p(2 * a / (1 - a)) / 2, x);
  }
}
