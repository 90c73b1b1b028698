package dev.chainrule.autograd.kernel;

import java.util.function.DoubleUnaryOperator;

/**
 * Exponentials divided by their sum, along axes. The largest element is subtracted from all first:
 * so nothing overflows, and nothing is lost where all elements are large.
 */
public final class Shares {
  /** Some 40 us of work: an element takes one exponential or two. */
  private static final int ELEMENTS_PER_PART = 4096;

  private Shares() {}

  /** The shares; NaN where nothing but -Infinity is. */
  public static NdArray of(NdArray x, int... axes) {
    if (ShortLines.are(x, axes)) {
      return ShortLines.shares(x, axes);
    }
    return alongEach(
        x,
        line -> {
          double max = line.max();
          double sum = Double.isFinite(max) ? 1 + line.others(max) : 1;
          return element -> Math.exp(element - max) / sum;
        },
        axes);
  }

  /** Their logarithms. */
  public static NdArray logarithms(NdArray x, int... axes) {
    if (ShortLines.are(x, axes)) {
      return ShortLines.logarithms(x, axes);
    }
    return alongEach(
        x,
        line -> {
          double max = line.max();
          double rest = Double.isFinite(max) ? Math.log1p(line.others(max)) : 0;
          return element -> element - max - rest;
        },
        axes);
  }

  /** Finds what each element of a line becomes. */
  @FunctionalInterface
  private interface Function {
    DoubleUnaryOperator of(Line line);
  }

  private static NdArray alongEach(NdArray x, Function function, int... axes) {
    NdArray lines = x.withLast(axes).rowMajor();
    NdArray out = NdArray.allocate(x.dtype(), lines.shape());
    int elements = x.shape().elements();
    int length = 1;
    for (int axis : axes) {
      length *= x.shape().size(axis);
    }
    int lineLength = length;
    Split.run(
        elements == 0 ? 0 : elements / length,
        elements / ELEMENTS_PER_PART,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            int from = lines.offset + i * lineLength;
            DoubleUnaryOperator f = function.of(Line.of(lines.storage, from, 1, lineLength));
            lines.storage.map(null, f, from, out.storage, i * lineLength, lineLength);
          }
        });
    return out.withAxes(axes);
  }
}
