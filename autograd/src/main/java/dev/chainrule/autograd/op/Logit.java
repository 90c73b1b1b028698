package dev.chainrule.autograd.op;

/** The inverse of the logistic function, and its derivative; NaN outside of 0 to 1. */
final class Logit {
  private static final double MIDDLE = 0.25; // so near to ½, 2x - 1 is exact and x / (1 - x) near 1

  private Logit() {}

  /** log(x / (1 - x)), near ½ by what the quotient has more than 1. */
  static double value(double x) {
    return Math.abs(x - 0.5) < MIDDLE ? Math.log1p((2 * x - 1) / (1 - x)) : Math.log(x / (1 - x));
  }

  /** 1 / (x (1 - x)). */
  static double slope(double x) {
    return x >= 0 && x <= 1 ? 1 / (x * (1 - x)) : Double.NaN;
  }
}
