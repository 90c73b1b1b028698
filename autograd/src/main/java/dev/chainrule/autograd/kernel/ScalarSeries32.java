package dev.chainrule.autograd.kernel;

/**
 * What float32's exponential is made of, a number at a time: the same steps as on vectors, and so
 * the same bits.
 */
public final class ScalarSeries32 {
  /** Powers of 2 from minus this to before this need no care. */
  static final int NEAR = 64;

  /** The same for the hyperbolic tangent, which farther out is 1. */
  static final int NEAR_OF_TANH = 16;

  private static final int MANTISSA = 23;
  private static final int BITS_OF_ROUNDER = Float.floatToRawIntBits(0x1.8p23f);
  private static final int BITS_OF_ONE = Float.floatToRawIntBits(1);

  /** One. */
  public static final float ONE = 1;

  /** The natural logarithm of 2. */
  public static final float LN2 = 0x1.62e43p-1f;

  /** What is missing in that, or less, what is too much. */
  public static final float LN2_REST = -0x1.05c61p-29f;

  /** The binary logarithm of e. */
  public static final float LOG2_E = 1 / LN2;

  /** Below this the exponential has no longer all its digits. */
  public static final float LEAST_NORMAL = -87;

  /** Above this the exponential is infinite. */
  public static final float HIGHEST = 0x1.62e42ep6f;

  /** More than any other number. */
  public static final float INFINITY = Float.POSITIVE_INFINITY;

  /** Where powers of 2 and 1 have no longer a sum with all its digits, 24.5 ln(2). */
  public static final float FAR = 16.98f;

  /** Where e to this power, and 2 more, is no longer worth a digit beside 1, 26 ln(2). */
  public static final float FARTHEST = 18.02f;

  /** The number before 1. */
  public static final float LESS_THAN_ONE = 0x1.fffffep-1f;

  /** From here on, what a number lacks to 1 has too few digits. */
  public static final float NEAR_ONE = 0.875f;

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  public static final float ROUNDER = 0x1.8p23f;

  // The polynomial with the least error, 2 to the power of -32 of the exponential, for which the
  // first two terms are given.
  /** Its term of the second power, and so on. */
  public static final float TERM_2 = 0.5f;

  public static final float TERM_3 = 0.16666667f;
  public static final float TERM_4 = 0.041666463f;
  public static final float TERM_5 = 0.008333311f;
  public static final float TERM_6 = 0.001393373f;
  public static final float TERM_7 = 0.0001989108f;

  private ScalarSeries32() {}

  /** A number of this precision. */
  static float rounded(double number) {
    return (float) number;
  }

  /** x times 2 to the power of n, by n in the exponent's bits; given n + ROUNDER. */
  static float scaled(float x, float n) {
    int bits = Float.floatToRawIntBits(n) << MANTISSA;
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) + bits);
  }

  /** 2 to the power of n, given n + ROUNDER. */
  static float power(float n) {
    return scaled(ONE, n);
  }

  /** Whether n is not from -limit to before limit, a power of 2; given n + ROUNDER. */
  static boolean isFar(float n, int limit) {
    return isFar(fromLeast(Float.floatToRawIntBits(n), limit), limit);
  }

  /** Of one number, or of all the bits of many. */
  private static boolean isFar(int fromLeast, int limit) {
    return (fromLeast & -2L * limit) != 0;
  }

  private static int fromLeast(int bits, int limit) {
    return bits - BITS_OF_ROUNDER + limit;
  }

  /**
   * Sets {@code out} to 2 to the power of n, given n + ROUNDER, wherever n is near.
   *
   * @return whether all are
   */
  static boolean powers(float[] n, int limit, float[] out, int length) {
    int all = 0;
    for (int i = 0; i < length; i++) {
      int bits = Float.floatToRawIntBits(n[i]);
      all |= fromLeast(bits, limit);
      out[i] = Float.intBitsToFloat(BITS_OF_ONE + (bits << MANTISSA));
    }
    return !isFar(all, limit);
  }

  /**
   * Sets {@code out} to x times 2 to the power of n, given n + ROUNDER, wherever n is near.
   *
   * @return whether all are
   */
  static boolean scale(float[] x, float[] n, int limit, float[] out, int length) {
    int all = 0;
    for (int i = 0; i < length; i++) {
      int bits = Float.floatToRawIntBits(n[i]);
      all |= fromLeast(bits, limit);
      out[i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[i]) + (bits << MANTISSA));
    }
    return !isFar(all, limit);
  }

  /** Sets {@code out} to x, and less than 0 where another number is. */
  static void sign(float[] x, float[] signs, float[] out, int length) {
    for (int i = 0; i < length; i++) {
      int sign = Float.floatToRawIntBits(signs[i]) & Integer.MIN_VALUE;
      out[i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[i]) | sign);
    }
  }

  /** (e to the power of r, less 1, less r) / r, for |r| up to ln(2) / 2. */
  static float beyond(float r) {
    float sum = Math.fma(TERM_7, r, TERM_6);
    sum = Math.fma(sum, r, TERM_5);
    sum = Math.fma(sum, r, TERM_4);
    sum = Math.fma(sum, r, TERM_3);
    sum = Math.fma(sum, r, TERM_2);
    return sum * r;
  }
}
