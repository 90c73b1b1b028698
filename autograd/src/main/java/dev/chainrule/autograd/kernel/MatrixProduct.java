package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;

/** The product of two matrices. */
public final class MatrixProduct {
  private MatrixProduct() {}

  /** {@code x} of shape [n, k] times {@code y} of shape [k, m]. */
  public static NdArray of(NdArray x, NdArray y) {
    int n = x.shape().size(0);
    int inner = x.shape().size(1);
    int m = y.shape().size(1);
    // Whole rows of y are added up, so they must lie without gaps; x is read in any order.
    NdArray rows = y.strides[1] == 1 ? y : NdArray.wrap(y.shape(), y.toArray());
    double[] out = new double[Shape.of(n, m).elements()];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < inner; k++) {
        double factor = x.data[x.offset + i * x.strides[0] + k * x.strides[1]];
        addScaled(factor, rows.data, rows.offset + k * rows.strides[0], out, i * m, m);
      }
    }
    return NdArray.wrap(Shape.of(n, m), out);
  }

  private static void addScaled(double a, double[] x, int from, double[] y, int to, int length) {
    for (int i = 0; i < length; i++) {
      y[to + i] += a * x[from + i];
    }
  }
}
