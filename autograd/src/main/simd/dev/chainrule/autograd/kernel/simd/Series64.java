package dev.chainrule.autograd.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What float64's exponential is made of. Its numbers are vectors, for the less there is to inline,
 * the surer the JIT compiler keeps all of it in registers.
 */
final class Series64 {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final double LN_2 = 0x1.62e42fefa39efp-1;
  private static final int MANTISSA = 52;

  static final DoubleVector ONE = all(1);
  static final DoubleVector TWO = all(2);
  static final DoubleVector LN2 = all(LN_2);
  static final DoubleVector LN2_REST = all(0x1.abc9e3b39803fp-56); // what is missing in that
  static final DoubleVector LOG2_E = all(1 / LN_2);

  /** Below this the exponential has no longer all its digits. */
  static final double LEAST_NORMAL = -708;

  /** Above this the exponential is infinite. */
  static final DoubleVector HIGHEST = all(0x1.62e42fefa39efp9);

  static final DoubleVector LOWEST = all(LEAST_NORMAL);
  static final DoubleVector INFINITY = all(Double.POSITIVE_INFINITY);

  /** From half of this on the hyperbolic tangent is 1. */
  static final DoubleVector TANH_IS_ONE = all(40);

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  static final DoubleVector ROUNDER = all(0x1.8p52);

  private static final DoubleVector TERM_2 = all(1 / 2.0);
  private static final DoubleVector TERM_3 = all(1 / 6.0);
  private static final DoubleVector TERM_4 = all(1 / 24.0);
  private static final DoubleVector TERM_5 = all(1 / 120.0);
  private static final DoubleVector TERM_6 = all(1 / 720.0);
  private static final DoubleVector TERM_7 = all(1 / 5040.0);
  private static final DoubleVector TERM_8 = all(1 / 40320.0);
  private static final DoubleVector TERM_9 = all(1 / 362880.0);
  private static final DoubleVector TERM_10 = all(1 / 3628800.0);
  private static final DoubleVector TERM_11 = all(1 / 39916800.0);
  private static final DoubleVector TERM_12 = all(1 / 479001600.0);
  private static final DoubleVector TERM_13 = all(1 / 6227020800.0);

  private Series64() {}

  private static DoubleVector all(double number) {
    return DoubleVector.broadcast(SPECIES, number);
  }

  /** A number of this precision. */
  static double rounded(double number) {
    return number;
  }

  /** x times 2 to the power of n, by n in the exponent's bits; given n + ROUNDER. */
  static DoubleVector scaled(DoubleVector x, DoubleVector n) {
    LongVector bits = n.reinterpretAsLongs().lanewise(VectorOperators.LSHL, MANTISSA);
    return x.reinterpretAsLongs().add(bits).reinterpretAsDoubles();
  }

  /** e to the power of r, less 1, for |r| up to ln(2) / 2: Taylor's series to the 13th power. */
  static DoubleVector expm1(DoubleVector r) {
    DoubleVector sum = TERM_13.fma(r, TERM_12);
    sum = sum.fma(r, TERM_11);
    sum = sum.fma(r, TERM_10);
    sum = sum.fma(r, TERM_9);
    sum = sum.fma(r, TERM_8);
    sum = sum.fma(r, TERM_7);
    sum = sum.fma(r, TERM_6);
    sum = sum.fma(r, TERM_5);
    sum = sum.fma(r, TERM_4);
    sum = sum.fma(r, TERM_3);
    sum = sum.fma(r, TERM_2);
    return sum.mul(r).fma(r, r);
  }
}
