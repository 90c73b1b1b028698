package dev.chainrule.autograd.kernel.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of a matrix product whose left rows are read in place, and whose right numbers have been
 * copied together, row by row: so all steps are constant, and places checked before the loop. Rows
 * that are not there are computed from the last one that is, and written to its place once more.
 * The rest is as in {@link SimdFloat64ColumnTiles}.
 *
 * <p>SimdFloat32RowTiles is made from this text by the build.
 */
final class SimdFloat64RowTiles {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private SimdFloat64RowTiles() {}

  /** Two vectors of columns. */
  static void wide(
      int inner,
      double[] x,
      int from,
      int row,
      double[] y,
      int fromY,
      double[] out,
      int to,
      int rowOut,
      int rows,
      boolean adds) {
    int r0 = from;
    int r1 = from + Math.min(1, rows - 1) * row;
    int r2 = from + Math.min(2, rows - 1) * row;
    int r3 = from + Math.min(3, rows - 1) * row;
    int r4 = from + Math.min(4, rows - 1) * row;
    int r5 = from + Math.min(5, rows - 1) * row;
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
    for (int k = 0; k < inner; k++) {
      int b = fromY + 2 * LANES * k;
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, b + 0 * LANES);
      DoubleVector y1 = DoubleVector.fromArray(SPECIES, y, b + 1 * LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[r0 + k]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[r1 + k]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[r2 + k]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[r3 + k]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      DoubleVector x4 = DoubleVector.broadcast(SPECIES, x[r4 + k]);
      c40 = x4.fma(y0, c40);
      c41 = x4.fma(y1, c41);
      DoubleVector x5 = DoubleVector.broadcast(SPECIES, x[r5 + k]);
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
      int row,
      double[] y,
      int fromY,
      double[] out,
      int to,
      int rowOut,
      int rows,
      boolean adds) {
    int r0 = from;
    int r1 = from + Math.min(1, rows - 1) * row;
    int r2 = from + Math.min(2, rows - 1) * row;
    int r3 = from + Math.min(3, rows - 1) * row;
    int r4 = from + Math.min(4, rows - 1) * row;
    int r5 = from + Math.min(5, rows - 1) * row;
    DoubleVector c00 = DoubleVector.zero(SPECIES);
    DoubleVector c10 = DoubleVector.zero(SPECIES);
    DoubleVector c20 = DoubleVector.zero(SPECIES);
    DoubleVector c30 = DoubleVector.zero(SPECIES);
    DoubleVector c40 = DoubleVector.zero(SPECIES);
    DoubleVector c50 = DoubleVector.zero(SPECIES);
    for (int k = 0; k < inner; k++) {
      int b = fromY + LANES * k;
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, y, b);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[r0 + k]);
      c00 = x0.fma(y0, c00);
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[r1 + k]);
      c10 = x1.fma(y0, c10);
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, x[r2 + k]);
      c20 = x2.fma(y0, c20);
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, x[r3 + k]);
      c30 = x3.fma(y0, c30);
      DoubleVector x4 = DoubleVector.broadcast(SPECIES, x[r4 + k]);
      c40 = x4.fma(y0, c40);
      DoubleVector x5 = DoubleVector.broadcast(SPECIES, x[r5 + k]);
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
