package dev.chainrule.autograd.kernel;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Exponentials along many lines, each too short for loops of its own. A block of lines is turned:
 * their first elements come to lie side by side, then their second ones, and so on. Loops then go
 * across the lines, and one of them takes all exponentials of a block. Whatever the elements are,
 * all is computed in float64; and what becomes of a line does not depend on those beside it.
 */
final class ShortLines {
  /** The elements of the longest: of these, as many as make a vector still fit into a block. */
  private static final int LONGEST = 256;

  private static final int MOST_LINES = 256;
  private static final int SIZE = 2048; // of a block: twice that stays in the L1 cache
  private static final int ELEMENTS_PER_PART = 1 << 13; // some 40 us of work
  private static final Reused<ShortLines> FREE = new Reused<>(ShortLines::new);

  private final Reused.Shelf<ShortLines> shelf;
  private final Float64Storage x = new Float64Storage(SIZE); // less the largest of each line
  private final Float64Storage exp = new Float64Storage(SIZE); // of these
  private final Float64Storage others = new Float64Storage(MOST_LINES);
  private final double[] max = new double[MOST_LINES];
  private final double[] ones = new double[MOST_LINES];
  private int lines;
  private int length;

  private ShortLines(Reused.Shelf<ShortLines> shelf) {
    this.shelf = shelf;
  }

  /** Whether an array has short lines along axes. */
  static boolean are(NdArray x, int... axes) {
    long length = 1;
    for (int axis : axes) {
      length *= x.shape().size(axis);
    }
    return 0 < length && length <= LONGEST;
  }

  /** The logarithms of the sums of exponentials, keeping each axis with size 1. */
  static NdArray logSumExp(NdArray x, int... axes) {
    NdArray lines = joined(x, axes);
    if (lines == null) {
      NdArray turned = x.withLast(axes).rowMajor();
      return logSumExp(turned, lastAxes(turned, axes.length)).reshape(x.shape().reduce(true, axes));
    }
    NdArray out = NdArray.allocate(x.dtype(), x.shape().reduce(true, axes));
    NdArray firsts = lines.firstsOfLastAxes(1);
    run(
        lines,
        out.reshape(firsts.shape()),
        (block, to, lineStep) -> {
          block.takeLogarithms();
          write(block.others, 0, out.storage, to, lineStep, block.lines);
        });
    return out;
  }

  /** The shares of exponentials in their sum; NaN where nothing but -Infinity is. */
  static NdArray shares(NdArray x, int... axes) {
    return alongEach(x, ShortLines::divideBySums, axes);
  }

  /** The logarithms of the shares. */
  static NdArray logarithms(NdArray x, int... axes) {
    return alongEach(x, ShortLines::subtractLogarithms, axes);
  }

  /** What becomes of each element: what a function of a block puts in place of exponentials. */
  private static NdArray alongEach(NdArray x, Consumer<ShortLines> function, int... axes) {
    NdArray out = NdArray.allocate(x.dtype(), x.shape());
    NdArray lines = joined(x, axes);
    NdArray results = joined(out, axes);
    if (lines == null || results == null) {
      NdArray turned = x.withLast(axes).rowMajor();
      return alongEach(turned, function, lastAxes(turned, axes.length)).withAxes(axes);
    }
    int step = results.strides[results.strides.length - 1];
    run(
        lines,
        results.firstsOfLastAxes(1),
        (block, to, lineStep) -> {
          function.accept(block);
          for (int i = 0; i < block.length; i++) {
            int place = to + i * step;
            write(block.exp, i * block.lines, out.storage, place, lineStep, block.lines);
          }
        });
    return out;
  }

  /** A view with the axes last, as one; null if their elements do not stand a fixed step apart. */
  private static @Nullable NdArray joined(NdArray x, int... axes) {
    return x.withLast(axes).withLastJoined(axes.length);
  }

  private static int[] lastAxes(NdArray x, int count) {
    int rank = x.shape().rank();
    return IntStream.range(rank - count, rank).toArray();
  }

  /**
   * What becomes of a block whose exponentials are there, and where its first line's result goes.
   */
  @FunctionalInterface
  private interface Result {
    void write(ShortLines block, int to, int lineStep);
  }

  private static void run(NdArray x, NdArray results, Result result) {
    NdArray firsts = x.firstsOfLastAxes(1);
    int length = x.shape().size(-1);
    int step = x.strides[x.strides.length - 1];
    int most = Math.min(MOST_LINES, SIZE / length);
    Split.run(
        firsts.shape().elements(),
        x.shape().elements() / ELEMENTS_PER_PART,
        (first, end) -> {
          ShortLines block = FREE.take();
          block.length = length;
          Runs rows = new Runs(firsts.shape(), firsts, results);
          int inRow = rows.skipTo(first);
          for (int at = first; at < end; at += block.lines) {
            block.lines = Math.min(Math.min(most, rows.length() - inRow), end - at);
            block.read(x.storage, rows.start(0) + inRow * rows.stride(0), rows.stride(0), step);
            block.exponentiate();
            result.write(block, rows.start(1) + inRow * rows.stride(1), rows.stride(1));
            inRow += block.lines;
            if (inRow == rows.length()) {
              inRow = rows.next() ? 0 : inRow;
            }
          }
          block.shelf.giveBack(block);
        });
  }

  private void read(Storage numbers, int from, int lineStep, int step) {
    for (int i = 0; i < length; i++) {
      int at = from + i * step;
      if (numbers instanceof Float32Storage singles) {
        for (int j = 0; j < lines; j++) {
          x.data[i * lines + j] = singles.data[at + j * lineStep];
        }
      } else {
        numbers.copy(at, lineStep, x, i * lines, 1, lines);
      }
    }
  }

  private static void write(
      Float64Storage numbers, int from, Storage out, int to, int step, int length) {
    if (out instanceof Float32Storage singles) {
      for (int j = 0; j < length; j++) {
        singles.data[to + j * step] = (float) numbers.data[from + j];
      }
    } else {
      numbers.copy(from, 1, out, to, step, length);
    }
  }

  /**
   * Subtracts the largest element of each line, so that nothing overflows, and takes exponentials.
   * Those less than 1 are added up apart: so nothing is lost that is tiny beside 1.
   */
  private void exponentiate() {
    int elements = lines * length;
    Arrays.fill(max, 0, lines, Double.NEGATIVE_INFINITY);
    for (int from = 0; from < elements; from += lines) {
      raise(max, x.data, from, lines);
    }
    for (int from = 0; from < elements; from += lines) {
      subtract(max, x.data, from, lines);
    }
    x.map(Opcode.EXP, Math::exp, 0, exp, 0, elements);
    Arrays.fill(ones, 0, lines, 0);
    Arrays.fill(others.data, 0, lines, 0);
    for (int from = 0; from < elements; from += lines) {
      addUp(exp.data, from, ones, others.data, lines);
    }
    for (int j = 0; j < lines; j++) {
      boolean isFinite = Double.isFinite(max[j]); // or else it is the largest that counts
      others.data[j] = isFinite ? others.data[j] + (ones[j] - 1) : 0;
    }
  }

  private static void raise(double[] max, double[] x, int from, int lines) {
    for (int j = 0; j < lines; j++) {
      max[j] = Math.max(max[j], x[from + j]);
    }
  }

  private static void subtract(double[] max, double[] x, int from, int lines) {
    for (int j = 0; j < lines; j++) {
      x[from + j] -= max[j];
    }
  }

  private static void addUp(double[] exp, int from, double[] ones, double[] others, int lines) {
    for (int j = 0; j < lines; j++) {
      double one = Math.floor(exp[from + j]); // which is 0 or 1; a choice would not be vectorised
      ones[j] += one;
      others[j] += exp[from + j] - one;
    }
  }

  private void takeLogarithms() {
    for (int j = 0; j < lines; j++) {
      others.data[j] = max[j] + log1p(others.data[j]);
    }
  }

  private void divideBySums() {
    for (int i = 0; i < length; i++) {
      divide(exp.data, i * lines, others.data, lines);
    }
  }

  private static void divide(double[] exp, int from, double[] others, int lines) {
    for (int j = 0; j < lines; j++) {
      exp[from + j] /= 1 + others[j];
    }
  }

  private void subtractLogarithms() {
    for (int j = 0; j < lines; j++) {
      others.data[j] = log1p(others.data[j]);
    }
    for (int i = 0; i < length; i++) {
      subtract(x.data, i * lines, others.data, exp.data, lines);
    }
  }

  private static void subtract(double[] x, int from, double[] rest, double[] out, int lines) {
    for (int j = 0; j < lines; j++) {
      out[from + j] = x[from + j] - rest[j];
    }
  }

  /**
   * log(1 + x) of what is not negative, and not large: several times as fast as the JDK's. What
   * rounding takes away from 1 + x is put right by the derivative of the logarithm there.
   */
  private static double log1p(double x) {
    double sum = 1 + x;
    return Math.log(sum) + (x - (sum - 1)) / sum;
  }
}
