package dev.chainrule.autograd.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What float32's exponential is made of. Its numbers are vectors, for the less there is to inline,
 * the surer the JIT compiler keeps all of it in registers.
 */
final class Series32 {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final float LN_2 = 0x1.62e43p-1f;
  private static final int MANTISSA = 23;

  static final FloatVector ONE = all(1);
  static final FloatVector LN2 = all(LN_2);
  static final FloatVector LN2_REST = all(-0x1.05c61p-29f); // less what is too much in that
  static final FloatVector LOG2_E = all(1 / LN_2);

  /** Below this the exponential has no longer all its digits. */
  static final float LEAST_NORMAL = -87;

  /** Above this the exponential is infinite. */
  static final FloatVector HIGHEST = all(0x1.62e42ep6f);

  static final FloatVector LOWEST = all(LEAST_NORMAL);
  static final FloatVector INFINITY = all(Float.POSITIVE_INFINITY);

  /** Where powers of 2 and 1 have no longer a sum with all its digits, 24.5 ln(2). */
  static final FloatVector FAR = all(16.98f);

  /** Where e to this power, and 2 more, is no longer worth a digit beside 1, 26 ln(2). */
  static final FloatVector FARTHEST = all(18.02f);

  /** The number before 1. */
  static final FloatVector LESS_THAN_ONE = all(0x1.fffffep-1f);

  /** From here on, what a number lacks to 1 has too few digits. */
  static final FloatVector NEAR_ONE = all(0.875f);

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  static final FloatVector ROUNDER = all(0x1.8p23f);

  // The polynomial with the least error, 2 to the power of -32 of the exponential, for which the
  // first two terms are given.
  private static final FloatVector TERM_2 = all(0.5f);
  private static final FloatVector TERM_3 = all(0.16666667f);
  private static final FloatVector TERM_4 = all(0.041666463f);
  private static final FloatVector TERM_5 = all(0.008333311f);
  private static final FloatVector TERM_6 = all(0.001393373f);
  private static final FloatVector TERM_7 = all(0.0001989108f);

  private Series32() {}

  private static FloatVector all(float number) {
    return FloatVector.broadcast(SPECIES, number);
  }

  /** A number of this precision. */
  static float rounded(double number) {
    return (float) number;
  }

  /** x times 2 to the power of n, by n in the exponent's bits; given n + ROUNDER. */
  static FloatVector scaled(FloatVector x, FloatVector n) {
    IntVector bits = n.reinterpretAsInts().lanewise(VectorOperators.LSHL, MANTISSA);
    return x.reinterpretAsInts().add(bits).reinterpretAsFloats();
  }

  /** 2 to the power of n, given n + ROUNDER. */
  static FloatVector power(FloatVector n) {
    return scaled(ONE, n);
  }

  /** The sign of the second, before the absolute value of the first. */
  static FloatVector signed(FloatVector x, FloatVector sign) {
    return x.reinterpretAsInts()
        .or(sign.reinterpretAsInts().and(Integer.MIN_VALUE))
        .reinterpretAsFloats();
  }

  /** (e to the power of r, less 1, less r) / r, for |r| up to ln(2) / 2. */
  static FloatVector beyond(FloatVector r) {
    FloatVector sum = TERM_7.fma(r, TERM_6);
    sum = sum.fma(r, TERM_5);
    sum = sum.fma(r, TERM_4);
    sum = sum.fma(r, TERM_3);
    sum = sum.fma(r, TERM_2);
    return sum.mul(r);
  }
}
