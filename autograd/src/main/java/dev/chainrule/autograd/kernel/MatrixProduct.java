package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** The product of two matrices, or of many pairs of them. */
public final class MatrixProduct {
  private MatrixProduct() {}

  /** {@code x} of shape [..., n, k] times {@code y} of shape [..., k, m]; the rest broadcasts. */
  public static NdArray of(NdArray x, NdArray y) {
    Shape batch = Shape.broadcast("matMul", batch(x), batch(y));
    NdArray left = x.broadcastTo(withBatch(batch, x));
    // Whole rows of y are added up, so they must lie without gaps; x is read in any order.
    NdArray packed =
        y.strides[y.strides.length - 1] == 1 ? y : NdArray.wrap(y.shape(), y.toArray());
    NdArray right = packed.broadcastTo(withBatch(batch, y));
    int n = x.shape().size(-2);
    int m = y.shape().size(-1);
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = n;
    sizes[batch.rank() + 1] = m;
    double[] out = new double[Shape.of(sizes).elements()];
    NdArray lefts = left.firstOfLastAxis().firstOfLastAxis();
    NdArray rights = right.firstOfLastAxis().firstOfLastAxis();
    Rows rows = new Rows(batch, lefts, rights);
    int to = 0;
    while (rows.next()) {
      for (int i = 0; i < rows.length(); i++, to += n * m) {
        multiply(
            left,
            rows.start(0) + i * rows.stride(0),
            right,
            rows.start(1) + i * rows.stride(1),
            out,
            to);
      }
    }
    return NdArray.wrap(Shape.of(sizes), out);
  }

  private static Shape batch(NdArray x) {
    return Shape.of(Arrays.copyOf(x.shape().toArray(), x.shape().rank() - 2));
  }

  private static Shape withBatch(Shape batch, NdArray matrices) {
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = matrices.shape().size(-2);
    sizes[batch.rank() + 1] = matrices.shape().size(-1);
    return Shape.of(sizes);
  }

  private static void multiply(NdArray x, int fromX, NdArray y, int fromY, double[] out, int to) {
    int n = x.shape().size(-2);
    int inner = x.shape().size(-1);
    int m = y.shape().size(-1);
    int axis = x.strides.length - 1;
    int rowOfY = y.strides[y.strides.length - 2];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < inner; k++) {
        double factor = x.data[fromX + i * x.strides[axis - 1] + k * x.strides[axis]];
        addScaled(factor, y.data, fromY + k * rowOfY, out, to + i * m, m);
      }
    }
  }

  private static void addScaled(double a, double[] x, int from, double[] y, int to, int length) {
    for (int i = 0; i < length; i++) {
      y[to + i] += a * x[from + i];
    }
  }
}
