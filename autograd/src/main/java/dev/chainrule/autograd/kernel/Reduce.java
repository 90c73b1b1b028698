package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;

/** Many elements to one, along axes. */
public final class Reduce {
  /** Some 20 us of work, where it is a sum; more, where it is anything else. */
  private static final int ELEMENTS_PER_PART = 1 << 15;

  /** The fewest neighbouring columns that a thread adds up alone. */
  private static final int FEWEST_COLUMNS = 64;

  /** So many columns of each of several matrices are added up faster side by side. */
  private static final int MANY_COLUMNS = 16;

  private Reduce() {}

  /** What becomes of one line of elements, which stand a fixed step apart. */
  @FunctionalInterface
  private interface Strided {
    double reduce(Storage numbers, int from, int step, int length);
  }

  /** Sums along axes, keeping each with size 1; axes ascending, counted from the front. */
  public static NdArray sum(NdArray x, int... axes) {
    if (axes.length == 1 && x.shape().rank() > 1) {
      NdArray columns = x.withLast(axes);
      if (areNeighbours(columns)) {
        return sumOfRows(columns, x.shape().reduce(true, axes));
      }
    }
    return along(x, Line::sum, axes);
  }

  /** Whether columns lie side by side, and enough of them in each matrix. */
  private static boolean areNeighbours(NdArray columns) {
    int rank = columns.strides.length;
    return columns.strides[rank - 2] == 1
        && columns.strides[rank - 1] != 1
        && (rank == 2 || columns.shape().size(-2) >= MANY_COLUMNS);
  }

  /** Adds up columns that lie side by side, in one walk through memory, or through each matrix. */
  private static NdArray sumOfRows(NdArray columns, Shape kept) {
    NdArray out = NdArray.allocate(columns.dtype(), kept);
    int rows = columns.shape().size(-1);
    int width = columns.shape().size(-2);
    int rowStep = columns.strides[columns.strides.length - 1];
    NdArray firsts = columns.firstsOfLastAxes(2);
    int elements = columns.shape().elements();
    Split.run(
        kept.elements(),
        Math.min(elements / ELEMENTS_PER_PART, kept.elements() / FEWEST_COLUMNS),
        (first, end) -> {
          int count;
          for (int at = first; at < end; at += count) {
            int column = at % width;
            count = Math.min(width - column, end - at);
            int from = place(firsts, at / width) + column;
            columns.storage.sumRows(from, rowStep, rows, out.storage, at, count);
          }
        });
    return out;
  }

  /** Where an element stands in the storage, by its number in row-major order. */
  private static int place(NdArray array, int index) {
    int place = array.offset;
    int left = index;
    for (int axis = array.strides.length - 1; axis >= 0; axis--) {
      place += left % array.shape().size(axis) * array.strides[axis];
      left /= array.shape().size(axis);
    }
    return place;
  }

  /** The largest elements along axes, keeping each axis with size 1. */
  public static NdArray max(NdArray x, int... axes) {
    return along(x, Line::max, axes);
  }

  /** The smallest elements along axes, keeping each axis with size 1. */
  public static NdArray min(NdArray x, int... axes) {
    return along(x, Line::min, axes);
  }

  /** The logarithms of sums of exponentials along axes, keeping each axis with size 1. */
  public static NdArray logSumExp(NdArray x, int... axes) {
    return ShortLines.are(x, axes)
        ? ShortLines.logSumExp(x, axes)
        : along(x, Line::logSumExp, axes);
  }

  /** The square roots of sums of squares along axes, keeping each axis with size 1. */
  public static NdArray norm2(NdArray x, int... axes) {
    return along(x, Line::norm2, axes);
  }

  /** The places of the first of the smallest elements along an axis, kept with size 1. */
  public static NdArray argMin(NdArray x, int axis) {
    return alongOne(x.withLast(axis), x.shape().reduce(true, axis), Storage::argMin);
  }

  /** The places of the first of the largest elements along an axis, kept with size 1. */
  public static NdArray argMax(NdArray x, int axis) {
    return alongOne(x.withLast(axis), x.shape().reduce(true, axis), Storage::argMax);
  }

  private static NdArray along(NdArray x, ToDoubleFunction<Line> function, int... axes) {
    Shape kept = x.shape().reduce(true, axes);
    if (axes.length == x.shape().rank() && x.isRowMajor()) {
      NdArray out = NdArray.allocate(x.dtype(), kept);
      Line all = Line.of(x.storage, x.offset, 1, x.shape().elements());
      out.storage.set(0, function.applyAsDouble(all));
      return out;
    }
    NdArray turned = x.withLast(axes);
    NdArray lines = turned.withLastJoined(axes.length);
    if (lines != null) {
      return alongOne(
          lines,
          kept,
          (numbers, from, step, length) ->
              function.applyAsDouble(Line.of(numbers, from, step, length)));
    }
    int elements = x.shape().elements();
    return ofEach(
        turned.firstsOfLastAxes(axes.length),
        NdArray.allocate(x.dtype(), kept),
        elements,
        from -> function.applyAsDouble(Line.of(turned.lastAxes(axes.length, from))));
  }

  /** Reduces the last axis. */
  private static NdArray alongOne(NdArray lines, Shape kept, Strided line) {
    int length = lines.shape().size(-1);
    int step = lines.strides[lines.strides.length - 1];
    return ofEach(
        lines.firstsOfLastAxes(1),
        NdArray.allocate(lines.dtype(), kept),
        lines.shape().elements(),
        from -> line.reduce(lines.storage, from, step, length));
  }

  /** What becomes of each line, by where it begins; in several threads, if that is worth it. */
  private static NdArray ofEach(
      NdArray firsts, NdArray out, int elements, IntToDoubleFunction line) {
    Split.run(
        firsts.shape().elements(),
        elements / ELEMENTS_PER_PART,
        (first, end) -> {
          Runs rows = new Runs(firsts.shape(), firsts);
          int inRow = rows.skipTo(first);
          int step = rows.stride(0);
          int to = first;
          do {
            int rowEnd = Math.min(end, to + rows.length() - inRow);
            for (int from = rows.start(0) + inRow * step; to < rowEnd; to++, from += step) {
              out.storage.set(to, line.applyAsDouble(from));
            }
            inRow = 0;
          } while (to < end && rows.next());
        });
    return out;
  }
}
