package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.kernel.Storage.Matrix;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** The product of two matrices, or of many pairs of them. */
public final class MatrixProduct {
  /** What one thread computes before another one is called. */
  private static final long PER_PART = 1 << 20;

  /** Products of which each is shared among threads. */
  private static final long LARGE = 1 << 24;

  private MatrixProduct() {}

  /** {@code x} of shape [..., n, k] times {@code y} of shape [..., k, m]; the rest broadcasts. */
  public static NdArray of(NdArray x, NdArray y) {
    int n = x.shape().size(-2);
    int m = y.shape().size(-1);
    if (m > 1 && y.strides[y.strides.length - 1] == 0) {
      return ofRepeatedColumn(x, y);
    }
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
    long operations = (long) n * m * x.shape().size(-1);
    int parts = operations < LARGE ? Threads.parts(operations * batch.elements() / PER_PART) : 1;
    int perPart = (batch.elements() + parts - 1) / parts;
    Threads.run(
        parts,
        part -> {
          int first = part * perPart;
          int end = Math.min(first + perPart, batch.elements());
          if (first < end) {
            multiply(x, lefts, y, rights, out, first, end);
          }
        });
    return out;
  }

  /** The product where all columns of y are one, seen again and again, and so are the result's. */
  private static NdArray ofRepeatedColumn(NdArray x, NdArray y) {
    int[] sizes = y.shape().toArray();
    int[] steps = new int[sizes.length];
    Arrays.fill(steps, 1);
    int columns = sizes[sizes.length - 1];
    sizes[sizes.length - 1] = 1;
    NdArray column = of(x, y.slice(new int[sizes.length], steps, Shape.of(sizes)));
    int[] repeated = column.shape().toArray();
    repeated[repeated.length - 1] = columns;
    return column.broadcastTo(Shape.of(repeated));
  }

  /** Multiplies some of the pairs. */
  private static void multiply(
      NdArray x, NdArray lefts, NdArray y, NdArray rights, NdArray out, int first, int end) {
    int size = out.shape().size(-2) * out.shape().size(-1);
    Runs rows = new Runs(lefts.shape(), lefts, rights);
    int i = rows.skipTo(first);
    for (int pair = first; pair < end; pair++, i++) {
      if (i == rows.length()) {
        boolean unused = rows.next();
        i = 0;
      }
      Matrix left = layout(x, rows.start(0) + i * rows.stride(0));
      Matrix right = layout(y, rows.start(1) + i * rows.stride(1));
      x.storage.multiply(left, y.storage, right, out.storage, pair * size);
    }
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
