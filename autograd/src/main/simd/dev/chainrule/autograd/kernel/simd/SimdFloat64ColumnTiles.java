package dev.chainrule.autograd.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product where a column of the left numbers is six neighbours. So the JIT
 * compiler checks their places together: places a variable step apart it would check one by one,
 * which takes as long as the sums. A tile's sums stand in registers, which Java has no arrays of:
 * hence a name for each. Where there are fewer than six rows, the others must be copies of the
 * last, and are written to its place once more. Nothing but methods of vectors is called with them:
 * the JIT compiler takes any other call into such a long method or leaves it outside, and then
 * every sum becomes an object. Parameters needed after the loop alone stand last, where they are
 * passed in memory: kept in registers, one may take a vector's, and sums go to memory for want of
 * it.
 *
 * <p>Where there are 16 registers, a loop counted in an int takes twice as long in about every
 * second run of Java; with {@code -XX:-UseLoopPredicate} it never does, nor does one counted in a
 * long. With 32 registers a long takes some 5 % more time. So the build makes ColumnTilesByLong
 * from this text, too.
 *
 * <p>SimdFloat32ColumnTiles is made from this text by the build.
 */
final class SimdFloat64ColumnTiles {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private SimdFloat64ColumnTiles() {}

  /** Two vectors of columns. */
  static void wide(
      int inner,
      double[] x,
      int from,
      int column,
      double[] y,
      int fromY,
      int rowY,
      double[] out,
      int to,
      int rowOut,
      int rows,
      boolean adds) {
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c01 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c11 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c21 = DoubleVector.zero(SPECIES);
    DoubleVector c30 = DoubleVector.zero(SPECIES);
    DoubleVector c31 = DoubleVector.zero(SPECIES);
    DoubleVector c40 = DoubleVector.zero(SPECIES);
    DoubleVector c41 = DoubleVector.zero(SPECIES);
    DoubleVector c50 = DoubleVector.zero(SPECIES);
    DoubleVector c51 = DoubleVector.zero(SPECIES);
    for (int k = 0, a = from, b = fromY; k < inner; k++, a += column, b += rowY) {
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, b + 0 * LANES);
      DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, b + 1 * LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[a + 0]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[a + 1]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[a + 2]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[a + 3]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      DoubleVector x4 = DoubleVector.broadcast(SPECIES, x[a + 4]);
      c40 = x4.fma(y0, c40);
      c41 = x4.fma(y1, c41);
      DoubleVector x5 = DoubleVector.broadcast(SPECIES, x[a + 5]);
      c50 = x5.fma(y0, c50);
      c51 = x5.fma(y1, c51);
    }
    int t0 = to;
    int t1 = to + Math.min(1, rows - 1) * rowOut;
    int t2 = to + Math.min(2, rows - 1) * rowOut;
    int t3 = to + Math.min(3, rows - 1) * rowOut;
    int t4 = to + Math.min(4, rows - 1) * rowOut;
    int t5 = to + Math.min(5, rows - 1) * rowOut;
    if (adds) {
      c00 = DoubleVector.fromArray(SPECIES, out, t0 + 0 * LANES).add(c00);
      c01 = DoubleVector.fromArray(SPECIES, out, t0 + 1 * LANES).add(c01);
      c10 = DoubleVector.fromArray(SPECIES, out, t1 + 0 * LANES).add(c10);
      c11 = DoubleVector.fromArray(SPECIES, out, t1 + 1 * LANES).add(c11);
      c20 = DoubleVector.fromArray(SPECIES, out, t2 + 0 * LANES).add(c20);
      c21 = DoubleVector.fromArray(SPECIES, out, t2 + 1 * LANES).add(c21);
      c30 = DoubleVector.fromArray(SPECIES, out, t3 + 0 * LANES).add(c30);
      c31 = DoubleVector.fromArray(SPECIES, out, t3 + 1 * LANES).add(c31);
      c40 = DoubleVector.fromArray(SPECIES, out, t4 + 0 * LANES).add(c40);
      c41 = DoubleVector.fromArray(SPECIES, out, t4 + 1 * LANES).add(c41);
      c50 = DoubleVector.fromArray(SPECIES, out, t5 + 0 * LANES).add(c50);
      c51 = DoubleVector.fromArray(SPECIES, out, t5 + 1 * LANES).add(c51);
    }
    c00.intoArray(out, t0 + 0 * LANES);
    c01.intoArray(out, t0 + 1 * LANES);
    c10.intoArray(out, t1 + 0 * LANES);
    c11.intoArray(out, t1 + 1 * LANES);
    c20.intoArray(out, t2 + 0 * LANES);
    c21.intoArray(out, t2 + 1 * LANES);
    c30.intoArray(out, t3 + 0 * LANES);
    c31.intoArray(out, t3 + 1 * LANES);
    c40.intoArray(out, t4 + 0 * LANES);
    c41.intoArray(out, t4 + 1 * LANES);
    c50.intoArray(out, t5 + 0 * LANES);
    c51.intoArray(out, t5 + 1 * LANES);
  }

  /** One vector of columns. */
  static void narrow(
      int inner,
      double[] x,
      int from,
      int column,
      double[] y,
      int fromY,
      int rowY,
      double[] out,
      int to,
      int rowOut,
      int rows,
      boolean adds) {
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c30 = DoubleVector.zero(SPECIES);
    DoubleVector c40 = DoubleVector.zero(SPECIES);
    DoubleVector c50 = DoubleVector.zero(SPECIES);
    for (int k = 0, a = from, b = fromY; k < inner; k++, a += column, b += rowY) {
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, b);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[a + 0]);
      c00 = x0.fma(y0, c00);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[a + 1]);
      c10 = x1.fma(y0, c10);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[a + 2]);
      c20 = x2.fma(y0, c20);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[a + 3]);
      c30 = x3.fma(y0, c30);
      DoubleVector x4 = DoubleVector.broadcast(SPECIES, x[a + 4]);
      c40 = x4.fma(y0, c40);
      DoubleVector x5 = DoubleVector.broadcast(SPECIES, x[a + 5]);
      c50 = x5.fma(y0, c50);
    }
    int t0 = to;
    int t1 = to + Math.min(1, rows - 1) * rowOut;
    int t2 = to + Math.min(2, rows - 1) * rowOut;
    int t3 = to + Math.min(3, rows - 1) * rowOut;
    int t4 = to + Math.min(4, rows - 1) * rowOut;
    int t5 = to + Math.min(5, rows - 1) * rowOut;
    if (adds) {
      c00 = DoubleVector.fromArray(SPECIES, out, t0).add(c00);
      c10 = DoubleVector.fromArray(SPECIES, out, t1).add(c10);
      c20 = DoubleVector.fromArray(SPECIES, out, t2).add(c20);
      c30 = DoubleVector.fromArray(SPECIES, out, t3).add(c30);
      c40 = DoubleVector.fromArray(SPECIES, out, t4).add(c40);
      c50 = DoubleVector.fromArray(SPECIES, out, t5).add(c50);
    }
    c00.intoArray(out, t0);
    c10.intoArray(out, t1);
    c20.intoArray(out, t2);
    c30.intoArray(out, t3);
    c40.intoArray(out, t4);
    c50.intoArray(out, t5);
  }
}
