package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** Many elements to one, along axes. */
public final class Reduce {
  private Reduce() {}

  /** What becomes of one line of elements, which stand a fixed step apart. */
  @FunctionalInterface
  interface Line {
    double reduce(Storage numbers, int from, int step, int length);
  }

  /** Sums along axes, keeping each with size 1; axes ascending, counted from the front. */
  public static NdArray sum(NdArray x, int... axes) {
    NdArray lines = linesAlong(x, axes);
    Shape kept = x.shape().reduce(true, axes);
    int last = lines.strides.length - 1;
    if (last == 1 && lines.strides[1] != 1 && lines.strides[0] == 1) {
      NdArray out = NdArray.allocate(x.dtype(), kept);
      int columns = kept.elements();
      x.storage.sumRows(
          lines.offset, lines.strides[1], lines.shape().size(1), out.storage, 0, columns);
      return out;
    }
    return along(lines, kept, Storage::sum);
  }

  /** The largest elements along axes, keeping each axis with size 1. */
  public static NdArray max(NdArray x, int... axes) {
    return along(x, Storage::max, axes);
  }

  /** The smallest elements along axes, keeping each axis with size 1. */
  public static NdArray min(NdArray x, int... axes) {
    return along(x, Storage::min, axes);
  }

  /** The places of the first of the smallest elements along axes. */
  public static NdArray argMin(NdArray x, int... axes) {
    return along(x, Storage::argMin, axes);
  }

  /** The places of the first of the largest elements along axes. */
  public static NdArray argMax(NdArray x, int... axes) {
    return along(x, Storage::argMax, axes);
  }

  /** The logarithms of sums of exponentials along axes, keeping each axis with size 1. */
  public static NdArray logSumExp(NdArray x, int... axes) {
    return along(x, Storage::logSumExp, axes);
  }

  /** The square roots of sums of squares along axes, keeping each axis with size 1. */
  public static NdArray norm2(NdArray x, int... axes) {
    return along(x, Storage::norm2, axes);
  }

  private static NdArray along(NdArray x, Line line, int... axes) {
    return along(linesAlong(x, axes), x.shape().reduce(true, axes), line);
  }

  private static NdArray along(NdArray lines, Shape kept, Line line) {
    int length = lines.shape().size(-1);
    int step = lines.strides[lines.strides.length - 1];
    NdArray firsts = lines.firstOfLastAxis();
    NdArray out = NdArray.allocate(lines.dtype(), kept);
    Runs rows = new Runs(firsts.shape(), firsts);
    int to = 0;
    while (rows.next()) {
      for (int i = 0, from = rows.start(0); i < rows.length(); i++, from += rows.stride(0)) {
        out.storage.set(to++, line.reduce(lines.storage, from, step, length));
      }
    }
    return out;
  }

  /** The reduced axes as one last axis, so that each result is one line's. */
  private static NdArray linesAlong(NdArray x, int... axes) {
    if (axes.length == x.shape().rank()) {
      return x.reshape(Shape.of(1, x.shape().elements()));
    }
    NdArray lines = x.withLast(axes);
    if (axes.length == 1) {
      return lines;
    }
    int[] sizes = lines.shape().toArray();
    int[] joined = Arrays.copyOf(sizes, sizes.length - axes.length + 1);
    joined[joined.length - 1] =
        Arrays.stream(sizes, joined.length - 1, sizes.length).reduce(1, (a, b) -> a * b);
    return lines.reshape(Shape.of(joined));
  }
}
