package dev.chainrule.autograd.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of a few neighbours, in float64: of every eighth number, as in the plain loop. Floats are
 * widened as a vector: one by itself waits for the one before, if the JIT compiler has them share a
 * register, as the instruction for it leaves half of that as it was. The method for floats is so
 * long, 423 bytecodes, that C2 compiles it by itself: taken into its callers it was four times as
 * slow.
 */
final class SimdSums {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int SUMS = 8;

  /** Fewer are better added one by one; and so are all, where eight sums take more vectors. */
  static final int FEW = LANES == SUMS || 2 * LANES == SUMS ? 64 : Integer.MAX_VALUE;

  private SimdSums() {}

  static double sum(double[] data, int from, int length) {
    DoubleVector low = DoubleVector.zero(SPECIES);
    DoubleVector high = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= length - SUMS; i += SUMS) {
      low = low.add(DoubleVector.fromArray(SPECIES, data, from + i));
      if (LANES < SUMS) {
        high = high.add(DoubleVector.fromArray(SPECIES, data, from + i + LANES));
      }
    }
    double a = low.lane(0);
    double b = low.lane(1);
    double c = low.lane(2);
    double d = low.lane(3);
    double e = LANES < SUMS ? high.lane(0) : low.lane(4);
    double f = LANES < SUMS ? high.lane(1) : low.lane(5);
    double g = LANES < SUMS ? high.lane(2) : low.lane(6);
    double h = LANES < SUMS ? high.lane(3) : low.lane(7);
    double rest = 0;
    for (; i < length; i++) {
      rest += data[from + i];
    }
    return (((a + b) + (c + d)) + ((e + f) + (g + h))) + rest;
  }

  static double sum(float[] data, int from, int length) {
    DoubleVector low = DoubleVector.zero(SPECIES);
    DoubleVector high = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= length - 2 * LANES; i += 2 * LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, data, from + i);
      low = low.add(x.convertShape(VectorOperators.F2D, SPECIES, 0));
      if (LANES < SUMS) {
        high = high.add(x.convertShape(VectorOperators.F2D, SPECIES, 1));
      } else {
        low = low.add(x.convertShape(VectorOperators.F2D, SPECIES, 1));
      }
    }
    double a = low.lane(0);
    double b = low.lane(1);
    double c = low.lane(2);
    double d = low.lane(3);
    double e = LANES < SUMS ? high.lane(0) : low.lane(4);
    double f = LANES < SUMS ? high.lane(1) : low.lane(5);
    double g = LANES < SUMS ? high.lane(2) : low.lane(6);
    double h = LANES < SUMS ? high.lane(3) : low.lane(7);
    if (i <= length - SUMS) { // half a vector of 16 floats
      a += data[from + i];
      b += data[from + i + 1];
      c += data[from + i + 2];
      d += data[from + i + 3];
      e += data[from + i + 4];
      f += data[from + i + 5];
      g += data[from + i + 6];
      h += data[from + i + 7];
      i += SUMS;
    }
    double rest = 0;
    for (; i < length; i++) {
      rest += data[from + i];
    }
    return (((a + b) + (c + d)) + ((e + f) + (g + h))) + rest;
  }
}
