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
      int rowOut) {
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
      c00 += x0 * y0;
      c01 += x0 * y1;
      var x1 = x[r1 + a];
      c10 += x1 * y0;
      c11 += x1 * y1;
      var x2 = x[r2 + a];
      c20 += x2 * y0;
      c21 += x2 * y1;
      var x3 = x[r3 + a];
      c30 += x3 * y0;
      c31 += x3 * y1;
      var x4 = x[r4 + a];
      c40 += x4 * y0;
      c41 += x4 * y1;
      var x5 = x[r5 + a];
      c50 += x5 * y0;
      c51 += x5 * y1;
    }
    if (rows > 0) {
      out[to + 0 * rowOut] += c00;
      out[to + 0 * rowOut + 1] += c01;
    }
    if (rows > 1) {
      out[to + 1 * rowOut] += c10;
      out[to + 1 * rowOut + 1] += c11;
    }
    if (rows > 2) {
      out[to + 2 * rowOut] += c20;
      out[to + 2 * rowOut + 1] += c21;
    }
    if (rows > 3) {
      out[to + 3 * rowOut] += c30;
      out[to + 3 * rowOut + 1] += c31;
    }
    if (rows > 4) {
      out[to + 4 * rowOut] += c40;
      out[to + 4 * rowOut + 1] += c41;
    }
    if (rows > 5) {
      out[to + 5 * rowOut] += c50;
      out[to + 5 * rowOut + 1] += c51;
    }
  }
}
