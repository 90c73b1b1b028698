package dev.chainrule.autograd.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential, and what is made of it. The JDK's own vector exponential rounds otherwise before
 * it is compiled than after: with it the same program would not always give the same numbers.
 * SimdFloat32Exponential is made from this text by the build.
 */
final class SimdFloat64Exponential {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private SimdFloat64Exponential() {}

  // Each of these is eᵘ = 2ⁿ eʳ with |r| up to ln(2) / 2 (W. J. Cody, W. Waite, Software Manual for
  // the Elementary Functions, 1980). They are written out: a long method is not taken into another
  // one by the JIT compiler, and then each vector on its way becomes an object.

  /** eˣ. */
  static void exp(double[] data, int from, double[] out, int to, int length) {
    boolean isAllNormal = true;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector u = x.max(Series64.LOWEST).min(Series64.HIGHEST);
      DoubleVector n = u.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector r = minus.fma(Series64.LN2_REST, minus.fma(Series64.LN2, u));
      DoubleVector e = Series64.scaled(Series64.expm1(r).add(Series64.ONE), n);
      e.blend(Series64.INFINITY, x.compare(VectorOperators.GT, Series64.HIGHEST))
          .intoArray(out, to + at);
      isAllNormal &= !x.compare(VectorOperators.LT, Series64.LOWEST).anyTrue();
    }
    if (!isAllNormal) {
      expOfTheLeast(data, from, out, to, length);
    }
  }

  /** eᵘ / (1 + eᵘ) or 1 / (1 + eᵘ) with u = -|x|: nothing overflows. */
  static void sigmoid(double[] data, int from, double[] out, int to, int length) {
    boolean isAllNormal = true;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector u = x.abs().neg().max(Series64.LOWEST);
      DoubleVector n = u.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector r = minus.fma(Series64.LN2_REST, minus.fma(Series64.LN2, u));
      DoubleVector e = Series64.scaled(Series64.expm1(r).add(Series64.ONE), n);
      Series64.ONE
          .blend(e, x.compare(VectorOperators.LT, 0))
          .div(e.add(Series64.ONE))
          .intoArray(out, to + at);
      isAllNormal &= !x.compare(VectorOperators.LT, Series64.LOWEST).anyTrue();
    }
    if (!isAllNormal) {
      expOfTheLeast(data, from, out, to, length);
    }
  }

  /** Where the exponential has no longer all its digits; there it is the sigmoid, too. */
  private static void expOfTheLeast(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      if (data[from + i] < Series64.LEAST_NORMAL) {
        out[to + i] = Series64.rounded(Math.exp(data[from + i]));
      }
    }
  }

  /** (eᵘ - 1) / (eᵘ + 1) with u = 2|x|, and the sign of x. */
  static void tanh(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector u = x.abs().mul(Series64.TWO).min(Series64.TANH_IS_ONE);
      DoubleVector n = u.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector r = minus.fma(Series64.LN2_REST, minus.fma(Series64.LN2, u));
      DoubleVector power = Series64.scaled(Series64.ONE, n);
      DoubleVector expm1 = Series64.expm1(r).fma(power, power.sub(Series64.ONE));
      DoubleVector tanh = expm1.div(expm1.add(Series64.TWO));
      tanh.blend(tanh.neg(), x.compare(VectorOperators.LT, 0)).intoArray(out, to + at);
    }
  }
}
