package dev.chainrule.autograd.kernel.simd;

import dev.chainrule.autograd.kernel.SiluTail;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
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

  // Each of these begins with eᵘ = 2ⁿ (1 + t), t = eʳ - 1 with |r| up to ln(2) / 2 (W. J. Cody, W.
  // Waite, Software Manual for the Elementary Functions, 1980). What rounding takes away from r,
  // from
  // t and from sums with 2ⁿ is kept in numbers called low, and counts in the last step: so that the
  // result is within one unit in the last place. The parts are written out: a long method is not
  // taken into another one by the JIT compiler, and then each vector on its way becomes an object.
  // Limits are set by comparing and blending, which lets NaN pass, and is fewer instructions than
  // the least or the largest of two.

  /** eˣ. */
  static void exp(double[] data, int from, double[] out, int to, int length) {
    boolean isAllNormal = true;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector u = x.blend(Series64.LOWEST, x.compare(VectorOperators.LT, Series64.LOWEST));
      DoubleVector n = u.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector whole = minus.fma(Series64.LN2, u); // exact
      DoubleVector r = minus.fma(Series64.LN2_REST, whole);
      DoubleVector low = minus.fma(Series64.LN2_REST, whole.sub(r));
      DoubleVector sum = r.add(Series64.ONE);
      low = low.add(Series64.ONE.sub(sum).add(r));
      DoubleVector e = Series64.scaled(Series64.beyond(r).fma(r, low).add(sum), n);
      // Infinity more is Infinity, and NaN is NaN.
      x.add(Series64.INFINITY)
          .blend(e, x.compare(VectorOperators.LE, Series64.HIGHEST))
          .intoArray(out, to + at);
      isAllNormal &= !x.compare(VectorOperators.LT, Series64.LOWEST).anyTrue();
    }
    if (!isAllNormal) {
      expOfTheLeast(data, from, out, to, length);
    }
  }

  /** 1 / (1 + eᵘ) with u = -x. */
  static void sigmoid(double[] data, int from, double[] out, int to, int length) {
    boolean isAllNormal = true;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector v = x.blend(Series64.LOWEST, x.compare(VectorOperators.LT, Series64.LOWEST));
      DoubleVector u =
          v.blend(Series64.FARTHEST, x.compare(VectorOperators.GT, Series64.FARTHEST)).neg();
      DoubleVector n = u.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector whole = minus.fma(Series64.LN2, u); // exact
      DoubleVector r = minus.fma(Series64.LN2_REST, whole);
      DoubleVector beyond = Series64.beyond(r);
      DoubleVector t = beyond.fma(r, r);
      DoubleVector low = beyond.fma(r, r.sub(t));
      DoubleVector power = Series64.power(n);
      DoubleVector more = power.add(Series64.ONE);
      DoubleVector sum = t.fma(power, more);
      DoubleVector lost = Series64.ONE.sub(more.sub(power)).add(t.fma(power, more.sub(sum)));
      DoubleVector y = Series64.ONE.div(sum);
      DoubleVector minusY = y.neg();
      DoubleVector rest = minusY.fma(low.fma(power, lost), minusY.fma(sum, Series64.ONE));
      rest.fma(y, y).intoArray(out, to + at);
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

  /** x / (1 + eᵘ) with u = -x. */
  static void silu(double[] data, int from, double[] out, int to, int length) {
    boolean isAllNormal = true;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector v = x.blend(Series64.LOWEST, x.compare(VectorOperators.LT, Series64.LOWEST));
      VectorMask<Double> isSame =
          x.compare(VectorOperators.GT, Series64.FARTHEST).or(x.compare(VectorOperators.EQ, 0));
      DoubleVector u = v.blend(Series64.FARTHEST, isSame).neg();
      DoubleVector n = u.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector whole = minus.fma(Series64.LN2, u); // exact
      DoubleVector r = minus.fma(Series64.LN2_REST, whole);
      DoubleVector beyond = Series64.beyond(r);
      DoubleVector t = beyond.fma(r, r);
      DoubleVector low = beyond.fma(r, r.sub(t));
      DoubleVector power = Series64.power(n);
      DoubleVector more = power.add(Series64.ONE);
      DoubleVector sum = t.fma(power, more);
      DoubleVector lost = Series64.ONE.sub(more.sub(power)).add(t.fma(power, more.sub(sum)));
      DoubleVector inverse = Series64.ONE.div(sum);
      DoubleVector y = x.mul(inverse);
      DoubleVector minusY = y.neg();
      DoubleVector rest = minusY.fma(low.fma(power, lost), minusY.fma(sum, x));
      rest.fma(inverse, y).blend(x, isSame).intoArray(out, to + at);
      isAllNormal &= !x.compare(VectorOperators.LT, Series64.LOWEST).anyTrue();
    }
    if (!isAllNormal) {
      siluOfTheLeast(data, from, out, to, length);
    }
  }

  /** x eˣ, which is silu where the exponential has no longer all its digits. */
  private static void siluOfTheLeast(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      double x = data[from + i];
      if (x < Series64.LEAST_NORMAL) {
        out[to + i] = Series64.rounded(SiluTail.of(x));
      }
    }
  }

  /** (eᵘ - 1) / (eᵘ + 1) with u = 2|x|, and the sign of x. */
  static void tanh(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector u = x.add(x).abs();
      DoubleVector n = u.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector whole = minus.fma(Series64.LN2, u); // exact
      DoubleVector r = minus.fma(Series64.LN2_REST, whole);
      DoubleVector low = minus.fma(Series64.LN2_REST, whole.sub(r));
      DoubleVector beyond = Series64.beyond(r);
      DoubleVector t = beyond.fma(r, r);
      low = beyond.fma(r, r.sub(t)).add(low);
      DoubleVector power = Series64.power(n);
      DoubleVector less = power.sub(Series64.ONE);
      DoubleVector more = power.add(Series64.ONE);
      DoubleVector above = t.fma(power, less);
      DoubleVector below = t.fma(power, more);
      DoubleVector lowAbove = low.fma(power, t.fma(power, less.sub(above)));
      DoubleVector lowBelow =
          low.fma(power, t.fma(power, more.sub(below)).add(Series64.ONE.sub(more.sub(power))));
      DoubleVector inverse = Series64.ONE.div(below);
      DoubleVector y = above.mul(inverse);
      DoubleVector minusY = y.neg();
      DoubleVector rest = minusY.fma(lowBelow, minusY.fma(below, above).add(lowAbove));
      rest.fma(inverse, y).intoArray(out, to + at);
    }
    tanhFarOutAndSign(data, from, out, to, length);
  }

  /** The rest of tanh, apart from it: for more would not be compiled as one piece. */
  private static void tanhFarOutAndSign(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector x = DoubleVector.fromArray(SPECIES, data, from + at);
      DoubleVector y = DoubleVector.fromArray(SPECIES, out, to + at);
      DoubleVector u = x.add(x).abs();
      y = y.blend(Series64.LESS_THAN_ONE, u.compare(VectorOperators.GT, Series64.FAR));
      y = y.blend(Series64.ONE, u.compare(VectorOperators.GT, Series64.FARTHEST));
      Series64.signed(y, x).intoArray(out, to + at);
    }
  }

  /** y (1 - y), the derivative of the sigmoid y of x. */
  static void sigmoidSlope(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    boolean isNear = false;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      y.mul(Series64.ONE.sub(y)).intoArray(out, to + at);
      isNear |= y.compare(VectorOperators.GT, Series64.NEAR_ONE).anyTrue();
    }
    if (isNear) {
      slopeNearOne(1, left, from, right, fromRight, out, to, length);
    }
  }

  /** 1 - y², the derivative of the hyperbolic tangent y of x. */
  static void tanhSlope(
      double[] left, int from, double[] right, int fromRight, double[] out, int to, int length) {
    boolean isNear = false;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      DoubleVector y = DoubleVector.fromArray(SPECIES, right, fromRight + at);
      y.neg().fma(y, Series64.ONE).intoArray(out, to + at);
      isNear |= y.abs().compare(VectorOperators.GT, Series64.NEAR_ONE).anyTrue();
    }
    if (isNear) {
      slopeNearOne(2, left, from, right, fromRight, out, to, length);
    }
  }

  /**
   * Where |y| is so near 1 that the difference has too few digits: k² eᵘ / (1 + eᵘ)², u = -k|x|.
   */
  private static void slopeNearOne(
      int k,
      double[] left,
      int from,
      double[] right,
      int fromRight,
      double[] out,
      int to,
      int length) {
    boolean isAllNormal = true;
    for (int i = 0; i < length; i += LANES) {
      int at = Math.min(i, length - LANES);
      VectorMask<Double> isNear =
          DoubleVector.fromArray(SPECIES, right, fromRight + at)
              .abs()
              .compare(VectorOperators.GT, Series64.NEAR_ONE);
      if (!isNear.anyTrue()) {
        continue; // as most are
      }
      DoubleVector u = DoubleVector.fromArray(SPECIES, left, from + at).abs().mul(-k);
      DoubleVector v = u.blend(Series64.LOWEST, u.compare(VectorOperators.LT, Series64.LOWEST));
      DoubleVector n = v.fma(Series64.LOG2_E, Series64.ROUNDER);
      DoubleVector minus = Series64.ROUNDER.sub(n);
      DoubleVector r = minus.fma(Series64.LN2_REST, minus.fma(Series64.LN2, v));
      DoubleVector e = Series64.scaled(Series64.beyond(r).fma(r, r).add(Series64.ONE), n);
      DoubleVector root = e.add(Series64.ONE);
      DoubleVector.fromArray(SPECIES, out, to + at)
          .blend(e.mul(k * k).div(root.mul(root)), isNear)
          .intoArray(out, to + at);
      isAllNormal &= !u.compare(VectorOperators.LT, Series64.LOWEST).anyTrue();
    }
    if (!isAllNormal) {
      for (int i = 0; i < length; i++) {
        double u = -k * Math.abs(left[from + i]);
        if (u < Series64.LEAST_NORMAL) {
          out[to + i] = Series64.rounded(k * k * Math.exp(u));
        }
      }
    }
  }
}
