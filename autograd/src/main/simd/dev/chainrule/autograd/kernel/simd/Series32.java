package dev.chainrule.autograd.kernel.simd;

import dev.chainrule.autograd.kernel.ScalarSeries32;
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
  private static final int MANTISSA = 23;

  static final FloatVector ONE = all(ScalarSeries32.ONE);
  static final FloatVector LN2 = all(ScalarSeries32.LN2);
  static final FloatVector LN2_REST = all(ScalarSeries32.LN2_REST); // less what is too much in that
  static final FloatVector LOG2_E = all(ScalarSeries32.LOG2_E);

  /** Below this the exponential has no longer all its digits. */
  static final float LEAST_NORMAL = ScalarSeries32.LEAST_NORMAL;

  /** Above this the exponential is infinite. */
  static final FloatVector HIGHEST = all(ScalarSeries32.HIGHEST);

  static final FloatVector LOWEST = all(LEAST_NORMAL);
  static final FloatVector INFINITY = all(ScalarSeries32.INFINITY);

  /** Where powers of 2 and 1 have no longer a sum with all its digits, 24.5 ln(2). */
  static final FloatVector FAR = all(ScalarSeries32.FAR);

  /** Where e to this power, and 2 more, is no longer worth a digit beside 1, 26 ln(2). */
  static final FloatVector FARTHEST = all(ScalarSeries32.FARTHEST);

  /** The number before 1. */
  static final FloatVector LESS_THAN_ONE = all(ScalarSeries32.LESS_THAN_ONE);

  /** From here on, what a number lacks to 1 has too few digits. */
  static final FloatVector NEAR_ONE = all(ScalarSeries32.NEAR_ONE);

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  static final FloatVector ROUNDER = all(ScalarSeries32.ROUNDER);

  // The polynomial with the least error, 2 to the power of -32 of the exponential, for which the
  // first two terms are given.
  private static final FloatVector TERM_2 = all(ScalarSeries32.TERM_2);
  private static final FloatVector TERM_3 = all(ScalarSeries32.TERM_3);
  private static final FloatVector TERM_4 = all(ScalarSeries32.TERM_4);
  private static final FloatVector TERM_5 = all(ScalarSeries32.TERM_5);
  private static final FloatVector TERM_6 = all(ScalarSeries32.TERM_6);
  private static final FloatVector TERM_7 = all(ScalarSeries32.TERM_7);

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
