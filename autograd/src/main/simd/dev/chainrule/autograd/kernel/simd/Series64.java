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
  static final DoubleVector LN2 = all(LN_2);
  static final DoubleVector LN2_REST = all(0x1.abc9e3b39803fp-56); // what is missing in that
  static final DoubleVector LOG2_E = all(1 / LN_2);

  /** Below this the exponential has no longer all its digits. */
  static final double LEAST_NORMAL = -708;

  /** Above this the exponential is infinite. */
  static final DoubleVector HIGHEST = all(0x1.62e42fefa39efp9);

  static final DoubleVector LOWEST = all(LEAST_NORMAL);
  static final DoubleVector INFINITY = all(Double.POSITIVE_INFINITY);

  /** Where powers of 2 and 1 have no longer a sum with all its digits, 53.5 ln(2). */
  static final DoubleVector FAR = all(37.08);

  /** Where e to this power, and 2 more, is no longer worth a digit beside 1, 55 ln(2). */
  static final DoubleVector FARTHEST = all(38.12);

  /** The number before 1. */
  static final DoubleVector LESS_THAN_ONE = all(0x1.fffffffffffffp-1);

  /** From here on, what a number lacks to 1 has too few digits. */
  static final DoubleVector NEAR_ONE = all(0.875);

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  static final DoubleVector ROUNDER = all(0x1.8p52);

  // The polynomial with the least error, 2 to the power of -62 of the exponential, for which the
  // first two terms are given.
  private static final DoubleVector TERM_2 = all(0.5);
  private static final DoubleVector TERM_3 = all(0.1666666666666667);
  private static final DoubleVector TERM_4 = all(0.04166666666666667);
  private static final DoubleVector TERM_5 = all(0.008333333333326084);
  private static final DoubleVector TERM_6 = all(0.0013888888888883711);
  private static final DoubleVector TERM_7 = all(0.0001984126987500228);
  private static final DoubleVector TERM_8 = all(2.480158732567746e-5);
  private static final DoubleVector TERM_9 = all(2.755725517000089e-6);
  private static final DoubleVector TERM_10 = all(2.755727347871858e-7);
  private static final DoubleVector TERM_11 = all(2.5105312729622103e-8);
  private static final DoubleVector TERM_12 = all(2.09147553258932e-9);

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

  /** 2 to the power of n, given n + ROUNDER. */
  static DoubleVector power(DoubleVector n) {
    return scaled(ONE, n);
  }

  /** The sign of the second, before the absolute value of the first. */
  static DoubleVector signed(DoubleVector x, DoubleVector sign) {
    return x.reinterpretAsLongs()
        .or(sign.reinterpretAsLongs().and(Long.MIN_VALUE))
        .reinterpretAsDoubles();
  }

  /** (e to the power of r, less 1, less r) / r, for |r| up to ln(2) / 2. */
  static DoubleVector beyond(DoubleVector r) {
    DoubleVector sum = TERM_12.fma(r, TERM_11);
    sum = sum.fma(r, TERM_10);
    sum = sum.fma(r, TERM_9);
    sum = sum.fma(r, TERM_8);
    sum = sum.fma(r, TERM_7);
    sum = sum.fma(r, TERM_6);
    sum = sum.fma(r, TERM_5);
    sum = sum.fma(r, TERM_4);
    sum = sum.fma(r, TERM_3);
    sum = sum.fma(r, TERM_2);
    return sum.mul(r);
  }
}
