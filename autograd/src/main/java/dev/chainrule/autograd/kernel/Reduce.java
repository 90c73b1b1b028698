package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** Many elements to one, along axes. */
public final class Reduce {
  /** Up to here elements are added one after the other: long enough to hide the recursion. */
  private static final int BLOCK = 64;

  private Reduce() {}

  /**
   * Sums along axes, keeping each with size 1. Halves are summed apart and then added, so that the
   * rounding error grows with the logarithm of the number of terms (N. J. Higham, The accuracy of
   * floating point summation, SIAM J. Sci. Comput. 14, 1993).
   *
   * @param axes ascending, counted from the front
   */
  public static NdArray sum(NdArray x, int... axes) {
    Shape kept = x.shape().reduce(true, axes);
    NdArray lines = linesAlong(x, axes);
    int length = lines.shape().size(-1);
    int step = lines.strides[lines.strides.length - 1];
    NdArray firsts = lines.firstOfLastAxis();
    double[] out = new double[kept.elements()];
    Rows rows = new Rows(firsts.shape(), firsts);
    int to = 0;
    while (rows.next()) {
      for (int i = 0, from = rows.start(0); i < rows.length(); i++, from += rows.stride(0)) {
        out[to++] = sum(lines.data, from, step, length);
      }
    }
    return NdArray.wrap(kept, out);
  }

  /** The reduced axes as one last axis, so that each result is one line's. */
  private static NdArray linesAlong(NdArray x, int... axes) {
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

  private static double sum(double[] data, int from, int step, int length) {
    if (length > BLOCK) {
      int half = length / 2;
      return sum(data, from, step, half) + sum(data, from + half * step, step, length - half);
    }
    double sum = 0;
    for (int i = 0, at = from; i < length; i++, at += step) {
      sum += data[at];
    }
    return sum;
  }
}
