package dev.chainrule.autograd.op;

/**
 * The regularised incomplete beta function and its derivatives where a and x are small: F (1 + R)
 * with F = xᵃ Γ(a + b) / (Γ(1 + a) Γ(b)) and R the sum of (1 - b)ₖ xᵏ / k! a / (a + k) over k from
 * 1 on. What it lacks to 1, too, is right where a is tiny.
 */
final class BetaSeries {
  private static final int TERMS = 60; // for x up to ½

  private final double a;
  private final double b;
  private final double x;
  private final int i;
  private final int j;
  private final double[][] sums = new double[3][3]; // the derivatives of R by a and b
  private final DoubleDouble exponent; // log F

  BetaSeries(double a, double b, double x, int i, int j) {
    this.a = a;
    this.b = b;
    this.x = x;
    this.i = i;
    this.j = j;
    exponent =
        DoubleDouble.log(x)
            .times(a)
            .plus(GammaParts.increment(0, b, a))
            .plus(LogGamma.ofNext(a).neg());
    add();
  }

  private void add() {
    double[] terms = {1, 0, 0}; // (1 - b)ₖ xᵏ / k!, and its derivatives by b
    for (int k = 1; k <= TERMS; k++) {
      double factor = (k - b) * x / k;
      double slope = -x / k;
      terms[2] = terms[2] * factor + 2 * terms[1] * slope;
      terms[1] = terms[1] * factor + terms[0] * slope;
      terms[0] *= factor;
      double c = 1 / (a + k);
      double[] byA = {a * c, k * c * c, -2 * k * c * c * c};
      for (int p = 0; p <= i; p++) {
        for (int q = 0; q <= j; q++) {
          sums[p][q] += byA[p] * terms[q];
        }
      }
    }
  }

  /** The derivative of the function. */
  double lower() {
    return DoubleDouble.of(factor(true)).timesExp(exponent);
  }

  /** That of what the function lacks to 1. */
  double upper() {
    if (i + j > 0) {
      return -lower();
    }
    return -exponent.expLessOne().value() - DoubleDouble.of(factor(false)).timesExp(exponent);
  }

  /** By Leibniz' rule, over F. */
  private double factor(boolean isWhole) {
    sums[0][0] += isWhole ? 1 : 0;
    double total = 0;
    for (int p = 0; p <= i; p++) {
      for (int q = 0; q <= j; q++) {
        int choices = (i == 2 && p == 1) || (j == 2 && q == 1) ? 2 : 1;
        total += choices * slope(i - p, j - q) * sums[p][q];
      }
    }
    return total;
  }

  /** The derivative of F, over F. */
  private double slope(int p, int q) {
    double first = p == 0 ? 0 : Math.log(x) + LogGamma.slope(a + b) - LogGamma.slope(1 + a);
    double second = q == 0 ? 0 : GammaParts.increment(1, b, a).value();
    double product = (p == 0 ? 1 : Math.pow(first, p)) * (q == 0 ? 1 : Math.pow(second, q));
    if (p + q < 2) {
      return product;
    }
    Polygamma trigamma = Polygamma.of(1);
    return product
        + (q == 2
            ? GammaParts.increment(2, b, a).value()
            : trigamma.value(a + b) - (p == 2 ? trigamma.value(1 + a) : 0));
  }
}
