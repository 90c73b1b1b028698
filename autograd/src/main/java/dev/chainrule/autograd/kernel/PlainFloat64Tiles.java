package dev.chainrule.autograd.kernel;

/**
 * Tiles of a matrix product in plain Java, for products too narrow for {@link PlainFloat64Product}:
 * twelve sums stand in registers, of which every processor has sixteen. Rows that are not there are
 * computed from the last one that is, and dropped. PlainFloat32Tiles is made from this text by the
 * build.
 */
final class PlainFloat64Tiles {
  private PlainFloat64Tiles() {}

  /** Two columns. */
  static void pair(
      int rows,
      int inner,
      double[] x,
      int from,
      int row,
      int column,
      double[] y,
      int fromY,
      int rowY,
      double[] out,
      int to,
      int rowOut,
      boolean adds) {
    int r0 = from + Math.min(0, rows - 1) * row;
    int r1 = from + Math.min(1, rows - 1) * row;
    int r2 = from + Math.min(2, rows - 1) * row;
    int r3 = from + Math.min(3, rows - 1) * row;
    int r4 = from + Math.min(4, rows - 1) * row;
    int r5 = from + Math.min(5, rows - 1) * row;
    var zero = Float64.of(0);
    var c00 = zero;
    var c01 = zero;
    var c10 = zero;
    var c11 = zero;
    var c20 = zero;
    var c21 = zero;
    var c30 = zero;
    var c31 = zero;
    var c40 = zero;
    var c41 = zero;
    var c50 = zero;
    var c51 = zero;
    for (int k = 0, a = 0, b = fromY; k < inner; k++, a += column, b += rowY) {
      var y0 = y[b];
      var y1 = y[b + 1];
      var x0 = x[r0 + a];
      c00 = Fma.of(x0, y0, c00);
      c01 = Fma.of(x0, y1, c01);
      var x1 = x[r1 + a];
      c10 = Fma.of(x1, y0, c10);
      c11 = Fma.of(x1, y1, c11);
      var x2 = x[r2 + a];
      c20 = Fma.of(x2, y0, c20);
      c21 = Fma.of(x2, y1, c21);
      var x3 = x[r3 + a];
      c30 = Fma.of(x3, y0, c30);
      c31 = Fma.of(x3, y1, c31);
      var x4 = x[r4 + a];
      c40 = Fma.of(x4, y0, c40);
      c41 = Fma.of(x4, y1, c41);
      var x5 = x[r5 + a];
      c50 = Fma.of(x5, y0, c50);
      c51 = Fma.of(x5, y1, c51);
    }
    if (rows > 0) {
      put(c00, c01, out, to + 0 * rowOut, adds);
    }
    if (rows > 1) {
      put(c10, c11, out, to + 1 * rowOut, adds);
    }
    if (rows > 2) {
      put(c20, c21, out, to + 2 * rowOut, adds);
    }
    if (rows > 3) {
      put(c30, c31, out, to + 3 * rowOut, adds);
    }
    if (rows > 4) {
      put(c40, c41, out, to + 4 * rowOut, adds);
    }
    if (rows > 5) {
      put(c50, c51, out, to + 5 * rowOut, adds);
    }
  }

  private static void put(double c0, double c1, double[] out, int at, boolean adds) {
    out[at] = Float64.of(adds ? out[at] + c0 : c0);
    out[at + 1] = Float64.of(adds ? out[at + 1] + c1 : c1);
  }
}
