package dev.chainrule.autograd.kernel.simd;

import dev.chainrule.autograd.kernel.ScalarSeries64;
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
  private static final int MANTISSA = 52;

  static final DoubleVector ONE = all(ScalarSeries64.ONE);
  static final DoubleVector LN2 = all(ScalarSeries64.LN2);
  static final DoubleVector LN2_REST = all(ScalarSeries64.LN2_REST); // what is missing in that
  static final DoubleVector LOG2_E = all(ScalarSeries64.LOG2_E);

  /** Below this the exponential has no longer all its digits. */
  static final double LEAST_NORMAL = ScalarSeries64.LEAST_NORMAL;

  /** Above this the exponential is infinite. */
  static final DoubleVector HIGHEST = all(ScalarSeries64.HIGHEST);

  static final DoubleVector LOWEST = all(LEAST_NORMAL);
  static final DoubleVector INFINITY = all(ScalarSeries64.INFINITY);

  /** Where powers of 2 and 1 have no longer a sum with all its digits, 53.5 ln(2). */
  static final DoubleVector FAR = all(ScalarSeries64.FAR);

  /** Where e to this power, and 2 more, is no longer worth a digit beside 1, 55 ln(2). */
  static final DoubleVector FARTHEST = all(ScalarSeries64.FARTHEST);

  /** The number before 1. */
  static final DoubleVector LESS_THAN_ONE = all(ScalarSeries64.LESS_THAN_ONE);

  /** From here on, what a number lacks to 1 has too few digits. */
  static final DoubleVector NEAR_ONE = all(ScalarSeries64.NEAR_ONE);

  /** A number this large has no digits behind the point: to add it rounds, in the last bits. */
  static final DoubleVector ROUNDER = all(ScalarSeries64.ROUNDER);

  // The polynomial with the least error, 2 to the power of -62 of the exponential, for which the
  // first two terms are given.
  private static final DoubleVector TERM_2 = all(ScalarSeries64.TERM_2);
  private static final DoubleVector TERM_3 = all(ScalarSeries64.TERM_3);
  private static final DoubleVector TERM_4 = all(ScalarSeries64.TERM_4);
  private static final DoubleVector TERM_5 = all(ScalarSeries64.TERM_5);
  private static final DoubleVector TERM_6 = all(ScalarSeries64.TERM_6);
  private static final DoubleVector TERM_7 = all(ScalarSeries64.TERM_7);
  private static final DoubleVector TERM_8 = all(ScalarSeries64.TERM_8);
  private static final DoubleVector TERM_9 = all(ScalarSeries64.TERM_9);
  private static final DoubleVector TERM_10 = all(ScalarSeries64.TERM_10);
  private static final DoubleVector TERM_11 = all(ScalarSeries64.TERM_11);
  private static final DoubleVector TERM_12 = all(ScalarSeries64.TERM_12);

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
