package dev.chainrule.autograd.op;

/**
 * A number with twice as many digits: a sum of two, of which the second is what rounding took away
 * from the first (T. J. Dekker, A floating-point technique for extending the available precision,
 * Numerische Mathematik 18, 1971). For functions whose parts must be better than their result.
 *
 * @param high the number, rounded
 * @param low the rest
 */
record DoubleDouble(double high, double low) {
  private static final double LN2 = 0.6931471805599453;
  private static final double LN2_REST = 2.3190468138462996e-17;
  private static final int MANTISSA = 52;
  private static final int ONE_BITS = 1023; // the exponent's bits in the number 1
  private static final int MANY =
      900; // powers of 2, and still so many more in the range of numbers

  // 1 / k! from k = 3 on, for even powers and for odd ones.
  private static final double[] ODD = {
    1 / 6.0, 1 / 120.0, 1 / 5040.0, 1 / 362880.0, 1 / 39916800.0, 1 / 6227020800.0
  };
  private static final double[] EVEN = {
    1 / 24.0, 1 / 720.0, 1 / 40320.0, 1 / 3628800.0, 1 / 479001600.0, 1 / 87178291200.0
  };

  static DoubleDouble of(double x) {
    return new DoubleDouble(x, 0);
  }

  /** x + y, exactly. */
  static DoubleDouble sum(double x, double y) {
    double sum = x + y;
    double part = sum - x;
    return new DoubleDouble(sum, (x - (sum - part)) + (y - part));
  }

  /** x y, exactly. */
  static DoubleDouble product(double x, double y) {
    double product = x * y;
    return new DoubleDouble(product, Math.fma(x, y, -product));
  }

  double value() {
    return high + low;
  }

  DoubleDouble neg() {
    return new DoubleDouble(-high, -low);
  }

  DoubleDouble plus(double y) {
    DoubleDouble sum = sum(high, y);
    return sum(sum.high, sum.low + low);
  }

  DoubleDouble plus(DoubleDouble y) {
    DoubleDouble sum = sum(high, y.high);
    return sum(sum.high, sum.low + (low + y.low));
  }

  DoubleDouble times(double y) {
    DoubleDouble product = product(high, y);
    return sum(product.high, Math.fma(low, y, product.low));
  }

  DoubleDouble times(DoubleDouble y) {
    DoubleDouble product = product(high, y.high);
    return sum(product.high, product.low + (high * y.low + low * y.high));
  }

  DoubleDouble over(DoubleDouble y) {
    double quotient = high / y.high;
    double rest = Math.fma(-quotient, y.high, high) - quotient * y.low + low;
    return sum(quotient, rest / y.high);
  }

  /** e to the power of this, which is at most 700 and at least -700. */
  DoubleDouble exp() {
    double n = powerOfTwo();
    DoubleDouble e = reduced(n).expm1().plus(1);
    double power = power(n);
    return new DoubleDouble(power * e.high, power * e.low);
  }

  /** e to the power of this, less 1, with all digits also near 0; at most 700. */
  DoubleDouble expLessOne() {
    double n = powerOfTwo();
    DoubleDouble t = reduced(n).expm1();
    double power = power(n);
    return n == 0 ? t : sum(power, -1).plus(new DoubleDouble(power * t.high, power * t.low));
  }

  /**
   * This times e to some power, as a number that is rounded once, be it ever so tiny, or infinite.
   */
  double timesExp(DoubleDouble exponent) {
    if (exponent.high < -3 * MANY) {
      return 0 * high;
    }
    double n = exponent.powerOfTwo();
    double scaled = exponent.reduced(n).expm1().plus(1).times(this).value();
    return Math.abs(n) < MANY ? scaled * power(n) : Math.scalb(scaled, (int) n);
  }

  /** 2 to the power of n, which is far from having too few digits. */
  private static double power(double n) {
    return Double.longBitsToDouble((long) (n + ONE_BITS) << MANTISSA);
  }

  /** The power of 2 in e to the power of this. */
  private double powerOfTwo() {
    return Math.rint(high / LN2);
  }

  /** This without n ln 2. */
  private DoubleDouble reduced(double n) {
    double whole = Math.fma(-n, LN2, high); // exact
    return sum(whole, -n * LN2_REST).plus(low);
  }

  /** By Taylor's series, for up to ln(2) / 2. */
  private DoubleDouble expm1() {
    double square = high * high;
    double odd = 0;
    double even = 0;
    for (int k = ODD.length - 1; k >= 0; k--) {
      odd = Math.fma(odd, square, ODD[k]);
      even = Math.fma(even, square, EVEN[k]);
    }
    double cubic = square * high * Math.fma(even, high, odd);
    DoubleDouble half = product(high, high / 2);
    return sum(high, half.high).plus(low + high * low + (half.low + cubic));
  }

  /** The natural logarithm of a finite number above 0. */
  static DoubleDouble log(double x) {
    boolean isTiny = x < Double.MIN_NORMAL;
    double normal = isTiny ? Math.scalb(x, MANTISSA) : x;
    int n = Math.getExponent(normal);
    double mantissa = Math.scalb(normal, -n);
    if (mantissa > Math.sqrt(2)) {
      mantissa /= 2;
      n++;
    }
    double log = Math.log(mantissa);
    double rest = of(-log).exp().times(mantissa).plus(-1).value(); // a step of Newton's method
    return product(isTiny ? n - MANTISSA : n, LN2)
        .plus(n * LN2_REST)
        .plus(new DoubleDouble(log, rest));
  }
}
