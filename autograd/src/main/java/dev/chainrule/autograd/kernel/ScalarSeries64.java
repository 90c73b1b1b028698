package dev.chainrule.autograd.kernel;

/**
 * What float64's exponential is made of, a number at a time: the same steps as on vectors, and so
 * the same bits.
 */
public final class ScalarSeries64 {
  /** Powers of 2 from minus this to before this need no care. */
  static final int NEAR = 512;

  /** The same for the hyperbolic tangent, which farther out is 1. */
  static final int NEAR_OF_TANH = 32;

  private static final int MANTISSA = 52;
  private static final long BITS_OF_ROUNDER = Double.doubleToRawLongBits(0x1.8p52);
  private static final long BITS_OF_ONE = Double.doubleToRawLongBits(1);

  /** One. */
  public static final double ONE = 1;

  /** The natural logarithm of 2. */
  public static final double LN2 = 0x1.62e42fefa39efp-1;

  /** What is missing in that. */
  public static final double LN2_REST = 0x1.abc9e3b39803fp-56;

  /** The binary logarithm of e. */
  public static final double LOG2_E = 1 / LN2;

  /** Below this the exponential has no longer all its digits. */
  public static final double LEAST_NORMAL = -708;

  /** Above this the exponential is infinite. */
  public static final double HIGHEST = 0x1.62e42fefa39efp9;

  /** More than any other number. */
  public static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Where powers of 2 and 1 have no longer a sum with all its digits, 53.5 ln(2). */
  public static final double FAR = 37.08;

  /** Where e to this power, and 2 more, is no longer worth a digit beside 1, 55 ln(2). */
  public static final double FARTHEST = 38.12;

  /** The number before 1. */
  public static final double LESS_THAN_ONE = 0x1.fffffffffffffp-1;

  /** From here on, what a number lacks to 1 has too few digits. */
  public static final double NEAR_ONE = 0.875;

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  public static final double ROUNDER = 0x1.8p52;

  // The polynomial with the least error, 2 to the power of -62 of the exponential, for which the
  // first two terms are given.
  /** Its term of the second power, and so on. */
  public static final double TERM_2 = 0.5;

  public static final double TERM_3 = 0.1666666666666667;
  public static final double TERM_4 = 0.04166666666666667;
  public static final double TERM_5 = 0.008333333333326084;
  public static final double TERM_6 = 0.0013888888888883711;
  public static final double TERM_7 = 0.0001984126987500228;
  public static final double TERM_8 = 2.480158732567746e-5;
  public static final double TERM_9 = 2.755725517000089e-6;
  public static final double TERM_10 = 2.755727347871858e-7;
  public static final double TERM_11 = 2.5105312729622103e-8;
  public static final double TERM_12 = 2.09147553258932e-9;

  private ScalarSeries64() {}

  /** A number of this precision. */
  static double rounded(double number) {
    return number;
  }

  /** x times 2 to the power of n, by n in the exponent's bits; given n + ROUNDER. */
  static double scaled(double x, double n) {
    long bits = Double.doubleToRawLongBits(n) << MANTISSA;
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) + bits);
  }

  /** 2 to the power of n, given n + ROUNDER. */
  static double power(double n) {
    return scaled(ONE, n);
  }

  /** Whether n is not from -limit to before limit, a power of 2; given n + ROUNDER. */
  static boolean isFar(double n, int limit) {
    return isFar(fromLeast(Double.doubleToRawLongBits(n), limit), limit);
  }

  /** Of one number, or of all the bits of many. */
  private static boolean isFar(long fromLeast, int limit) {
    return (fromLeast & -2L * limit) != 0;
  }

  private static long fromLeast(long bits, int limit) {
    return bits - BITS_OF_ROUNDER + limit;
  }

  /**
   * Sets {@code out} to 2 to the power of n, given n + ROUNDER, wherever n is near.
   *
   * @return whether all are
   */
  static boolean powers(double[] n, int limit, double[] out, int length) {
    long all = 0;
    for (int i = 0; i < length; i++) {
      long bits = Double.doubleToRawLongBits(n[i]);
      all |= fromLeast(bits, limit);
      out[i] = Double.longBitsToDouble(BITS_OF_ONE + (bits << MANTISSA));
    }
    return !isFar(all, limit);
  }

  /**
   * Sets {@code out} to x times 2 to the power of n, given n + ROUNDER, wherever n is near.
   *
   * @return whether all are
   */
  static boolean scale(double[] x, double[] n, int limit, double[] out, int length) {
    long all = 0;
    for (int i = 0; i < length; i++) {
      long bits = Double.doubleToRawLongBits(n[i]);
      all |= fromLeast(bits, limit);
      out[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) + (bits << MANTISSA));
    }
    return !isFar(all, limit);
  }

  /** Sets {@code out} to x, and less than 0 where another number is. */
  static void sign(double[] x, double[] signs, double[] out, int length) {
    for (int i = 0; i < length; i++) {
      long sign = Double.doubleToRawLongBits(signs[i]) & Long.MIN_VALUE;
      out[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[i]) | sign);
    }
  }

  /** (e to the power of r, less 1, less r) / r, for |r| up to ln(2) / 2. */
  static double beyond(double r) {
    double sum = Math.fma(TERM_12, r, TERM_11);
    sum = Math.fma(sum, r, TERM_10);
    sum = Math.fma(sum, r, TERM_9);
    sum = Math.fma(sum, r, TERM_8);
    sum = Math.fma(sum, r, TERM_7);
    sum = Math.fma(sum, r, TERM_6);
    sum = Math.fma(sum, r, TERM_5);
    sum = Math.fma(sum, r, TERM_4);
    sum = Math.fma(sum, r, TERM_3);
    sum = Math.fma(sum, r, TERM_2);
    return sum * r;
  }
}
