package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.function.ToDoubleFunction;

/** Many elements to one, along axes. */
public final class Reduce {
  private Reduce() {}

  /** What becomes of one line of elements, which stand a fixed step apart. */
  @FunctionalInterface
  private interface Strided {
    double reduce(Storage numbers, int from, int step, int length);
  }

  /** Sums along axes, keeping each with size 1; axes ascending, counted from the front. */
  public static NdArray sum(NdArray x, int... axes) {
    NdArray columns = x.withLast(axes);
    return axes.length == 1 && columns.areNeighbouringColumns()
        ? sumOfRows(columns, x.shape().reduce(true, axes))
        : along(x, Line::sum, axes);
  }

  /** Adds up columns that lie side by side, in one walk through memory. */
  private static NdArray sumOfRows(NdArray columns, Shape kept) {
    NdArray out = NdArray.allocate(columns.dtype(), kept);
    int rows = columns.shape().size(1);
    columns.storage.sumRows(
        columns.offset, columns.strides[1], rows, out.storage, 0, kept.elements());
    return out;
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
    return along(x, Line::logSumExp, axes);
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
    NdArray turned = x.withLast(axes);
    Shape kept = x.shape().reduce(true, axes);
    NdArray lines = turned.withLastJoined(axes.length);
    if (lines != null) {
      return alongOne(
          lines,
          kept,
          (numbers, from, step, length) ->
              function.applyAsDouble(Line.of(numbers, from, step, length)));
    }
    NdArray out = NdArray.allocate(x.dtype(), kept);
    NdArray firsts = turned.firstsOfLastAxes(axes.length);
    Runs rows = new Runs(firsts.shape(), firsts);
    int to = 0;
    while (rows.next()) {
      for (int i = 0; i < rows.length(); i++) {
        int from = rows.start(0) + i * rows.stride(0);
        out.storage.set(to++, function.applyAsDouble(Line.of(turned.lastAxes(axes.length, from))));
      }
    }
    return out;
  }

  /** Reduces the last axis. */
  private static NdArray alongOne(NdArray lines, Shape kept, Strided line) {
    int length = lines.shape().size(-1);
    int step = lines.strides[lines.strides.length - 1];
    NdArray firsts = lines.firstsOfLastAxes(1);
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
}
