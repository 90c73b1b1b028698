package dev.chainrule.autograd.kernel;

/**
 * The exponential, and what is made of it, for one number at a time in a loop: short, without
 * branches that numbers of ordinary size would take now and then, and in float64 whatever the
 * numbers are. eᵘ is 2ⁿ 2^(j / 32) eʳ, with 2^(j / 32) from a table and |r| up to ln(2) / 64, so
 * that few terms of a series are enough (P. T. P. Tang, Table-driven implementation of the
 * exponential function in IEEE floating-point arithmetic, ACM Trans. Math. Softw. 15, 1989). What
 * rounding takes away from r, from the table and from sums is kept, and counts in the last step.
 */
public final class PlainExponential {
  private static final int TABLE_BITS = 5;
  private static final int TABLE_SIZE = 1 << TABLE_BITS;
  private static final int MANTISSA = 52;
  private static final double LN2 = 0x1.62e42fefa39efp-1 / TABLE_SIZE;
  private static final double LN2_REST = 0x1.abc9e3b39803fp-56 / TABLE_SIZE;
  private static final double LOG2_E = 1 / LN2;

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  private static final double ROUNDER = 0x1.8p52;

  private static final double SHIFT = 74.8598955004741; // 108 ln(2)
  private static final double SHIFT_REST = -2.3804107493966853e-15;

  /** From here down silu is zero in any precision. */
  private static final double ALL_ZERO = -760;

  /** Beyond this the exponential is no longer an ordinary number. */
  private static final double FAR = 700;

  /** From here on the hyperbolic tangent is 1. */
  private static final double TANH_IS_ONE = 20;

  /** From here on, what a number lacks to 1 has too few digits. */
  private static final double NEAR_ONE = 0.875;

  // 2^(j / 32): the bits of the number next to it, and what that lacks as a part of it.
  private static final long[] POWERS = new long[TABLE_SIZE];
  private static final double[] RESTS = new double[TABLE_SIZE];

  static {
    double root = 2;
    double missing = 0; // in the root, as a part of it
    for (int i = 0; i < TABLE_BITS; i++) {
      double half = Math.sqrt(root);
      missing = (Math.fma(-half, half, root) / root + missing) / 2;
      root = half;
    }
    double power = 1;
    double rest = 0;
    for (int j = 0; j < TABLE_SIZE; j++) {
      POWERS[j] = Double.doubleToRawLongBits(power);
      RESTS[j] = rest;
      double product = power * root;
      double lost = Math.fma(power, root, -product) + product * (rest + missing);
      power = product + lost;
      rest = (product - power + lost) / power;
    }
  }

  private PlainExponential() {}

  /** eˣ. */
  static double exp(double x) {
    if (!(Math.abs(x) < FAR)) {
      return Math.exp(x);
    }
    double n = Math.fma(x, LOG2_E, ROUNDER);
    double k = ROUNDER - n;
    double whole = Math.fma(k, LN2, x); // exact
    double r = Math.fma(k, LN2_REST, whole);
    double power = power(n);
    return Math.fma(power, r + (beyond(r) + rest(n)), power);
  }

  /** 1 / (1 + eᵘ) with u = -x. */
  static double sigmoid(double x) {
    if (!(Math.abs(x) < FAR)) {
      return x > 0 ? 1 : Math.exp(x); // which is the same there
    }
    return overOneMore(1, x);
  }

  /** x / (1 + eᵘ) with u = -x. */
  static double silu(double x) {
    if (x < -FAR) {
      return siluOfTheLeast(x);
    }
    return x < FAR && x != 0 ? overOneMore(x, x) : x; // and so a zero keeps its sign
  }

  /**
   * x eˣ, which is silu where the exponential has no longer all its digits: computed with 108 ln(2)
   * more in the exponent, and then scaled.
   */
  public static double siluOfTheLeast(double x) {
    double least = Math.max(x, ALL_ZERO);
    double u = least + SHIFT;
    double lost = SHIFT - (u - least) + SHIFT_REST;
    double n = Math.fma(u, LOG2_E, ROUNDER);
    double k = ROUNDER - n;
    double whole = Math.fma(k, LN2, u); // exact
    double r = Math.fma(k, LN2_REST, whole) + lost;
    double power = power(n);
    double product = least * power;
    double rest = Math.fma(least, power, -product) + product * (r + (beyond(r) + rest(n)));
    return (product + rest) * 0x1p-108;
  }

  private static double overOneMore(double above, double x) {
    double u = -x;
    double n = Math.fma(u, LOG2_E, ROUNDER);
    double k = ROUNDER - n;
    double whole = Math.fma(k, LN2, u); // exact
    double r = Math.fma(k, LN2_REST, whole);
    double power = power(n);
    double low = power * (r + (beyond(r) + rest(n)));
    double more = power + 1;
    double part = more - power; // of two numbers, neither of which is always the larger
    double lost = (power - (more - part)) + (1 - part) + low;
    double sum = more + lost;
    lost += more - sum;
    double inverse = 1 / sum;
    double y = above * inverse;
    return Math.fma(Math.fma(-y, lost, Math.fma(-y, sum, above)), inverse, y);
  }

  /** (eᵘ - 1) / (eᵘ + 1) with u = 2|x|, and the sign of x. */
  static double tanh(double x) {
    double u = 2 * Math.min(Math.abs(x), TANH_IS_ONE);
    double n = Math.fma(u, LOG2_E, ROUNDER);
    double k = ROUNDER - n;
    double whole = Math.fma(k, LN2, u); // exact
    double r = Math.fma(k, LN2_REST, whole);
    double beyond = beyond(r);
    double less1 = r + beyond;
    double rest = Math.fma(rest(n), less1, rest(n));
    double low = r - less1 + beyond + (Math.fma(k, LN2_REST, whole - r) + rest);
    double power = power(n);
    double t = power * less1;
    low = Math.fma(power, low, Math.fma(power, less1, -t));
    double less = power - 1;
    double more = power + 1;
    double above = less + t;
    double below = more + t;
    double lowAbove = (less - above + t) + (power - less - 1) + low;
    double lowBelow = (more - below + t) + (power - more + 1) + low;
    double inverse = 1 / below;
    double y = above * inverse;
    double left = Math.fma(-y, lowBelow, Math.fma(-y, below, above) + lowAbove);
    return Math.copySign(Math.fma(left, inverse, y), x);
  }

  /** y (1 - y), the derivative of the sigmoid y of x. */
  static double sigmoidSlope(double x, double y) {
    if (y > NEAR_ONE) {
      double e = exp(-x);
      return e / ((1 + e) * (1 + e));
    }
    return y * (1 - y);
  }

  /** 1 - y², the derivative of the hyperbolic tangent y of x. */
  static double tanhSlope(double x, double y) {
    if (Math.abs(y) > NEAR_ONE) {
      double e = exp(-2 * Math.abs(x));
      return 4 * e / ((1 + e) * (1 + e));
    }
    return (1 - y) * (1 + y);
  }

  /** 2^(n / 32), given n + ROUNDER: by n's last bits from the table, by the others as exponent. */
  private static double power(double n) {
    long bits = Double.doubleToRawLongBits(n);
    long exponent = bits >> TABLE_BITS << MANTISSA;
    return Double.longBitsToDouble(POWERS[(int) bits & (TABLE_SIZE - 1)] + exponent);
  }

  /** What that lacks, as a part of it. */
  private static double rest(double n) {
    return RESTS[(int) Double.doubleToRawLongBits(n) & (TABLE_SIZE - 1)];
  }

  /** e to the power of r, less 1, less r. */
  private static double beyond(double r) {
    double square = r * r;
    double first = Math.fma(r, 1 / 6.0, 0.5);
    double second = Math.fma(r, 1 / 120.0, 1 / 24.0);
    double third = Math.fma(r, 1 / 5040.0, 1 / 720.0);
    return square * Math.fma(square, Math.fma(square, third, second), first);
  }
}
