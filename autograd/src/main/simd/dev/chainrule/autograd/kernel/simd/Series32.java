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
  static final FloatVector TWO = all(2);
  static final FloatVector LN2 = all(LN_2);
  static final FloatVector LN2_REST = all(-0x1.05c61p-29f); // less what is too much in that
  static final FloatVector LOG2_E = all(1 / LN_2);

  /** Below this the exponential has no longer all its digits. */
  static final float LEAST_NORMAL = -87;

  /** Above this the exponential is infinite. */
  static final FloatVector HIGHEST = all(0x1.62e42ep6f);

  static final FloatVector LOWEST = all(LEAST_NORMAL);
  static final FloatVector INFINITY = all(Float.POSITIVE_INFINITY);

  /** From half of this on the hyperbolic tangent is 1. */
  static final FloatVector TANH_IS_ONE = all(20);

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  static final FloatVector ROUNDER = all(0x1.8p23f);

  private static final FloatVector TERM_2 = all(1 / 2f);
  private static final FloatVector TERM_3 = all(1 / 6f);
  private static final FloatVector TERM_4 = all(1 / 24f);
  private static final FloatVector TERM_5 = all(1 / 120f);
  private static final FloatVector TERM_6 = all(1 / 720f);
  private static final FloatVector TERM_7 = all(1 / 5040f);
  private static final FloatVector TERM_8 = all(1 / 40320f);

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

  /** e to the power of r, less 1, for |r| up to ln(2) / 2: Taylor's series to the 8th power. */
  static FloatVector expm1(FloatVector r) {
    FloatVector sum = TERM_8.fma(r, TERM_7);
    sum = sum.fma(r, TERM_6);
    sum = sum.fma(r, TERM_5);
    sum = sum.fma(r, TERM_4);
    sum = sum.fma(r, TERM_3);
    sum = sum.fma(r, TERM_2);
    return sum.mul(r).fma(r, r);
  }
}
