package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** The product of two matrices, or of many pairs of them. */
public final class MatrixProduct {
  private MatrixProduct() {}

  /** {@code x} of shape [..., n, k] times {@code y} of shape [..., k, m]; the rest broadcasts. */
  public static NdArray of(NdArray x, NdArray y) {
    int n = x.shape().size(-2);
    int m = y.shape().size(-1);
    if (x.shape().rank() == 2 && y.shape().rank() == 2) {
      NdArray out = NdArray.allocate(x.dtype(), Shape.of(n, m));
      x.storage.multiply(layout(x, x.offset), y.storage, layout(y, y.offset), out.storage, 0);
      return out;
    }
    Shape batch = Shape.broadcast("matMul", batch(x), batch(y));
    NdArray lefts = x.broadcastTo(withBatch(batch, x)).firstsOfLastAxes(2);
    NdArray rights = y.broadcastTo(withBatch(batch, y)).firstsOfLastAxes(2);
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = n;
    sizes[batch.rank() + 1] = m;
    NdArray out = NdArray.allocate(x.dtype(), Shape.of(sizes));
    Runs rows = new Runs(batch, lefts, rights);
    int to = 0;
    while (rows.next()) {
      for (int i = 0; i < rows.length(); i++, to += n * m) {
        Matrix left = layout(x, rows.start(0) + i * rows.stride(0));
        Matrix right = layout(y, rows.start(1) + i * rows.stride(1));
        x.storage.multiply(left, y.storage, right, out.storage, to);
      }
    }
    return out;
  }

  private static Matrix layout(NdArray x, int from) {
    int rank = x.strides.length;
    return new Matrix(
        from, x.shape().size(-2), x.shape().size(-1), x.strides[rank - 2], x.strides[rank - 1]);
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
}
