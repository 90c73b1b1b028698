package dev.chainrule.autograd.kernel;

import java.util.function.DoubleUnaryOperator;

/**
 * Reductions of one line: elements a fixed step apart. They are computed in float64 whatever the
 * elements are, and NaN among them gives NaN. Float32Lanes is made from this text by the build.
 */
final class Float64Lanes {
  /** Up to here elements are added without halving: long enough to hide the recursion. */
  private static final int SHORT = 256;

  /** Up to here rows are added one after the other: the error is that of as many additions. */
  private static final int FEW_ROWS = 64;

  private Float64Lanes() {}

  /** Sums by halves. */
  static double sum(Float64Loops loops, double[] data, int from, int step, int length) {
    if (length > SHORT) {
      int half = length / 2;
      return sum(loops, data, from, step, half)
          + sum(loops, data, from + half * step, step, length - half);
    }
    return step == 1 ? loops.sum(data, from, length) : sumOfFew(data, from, step, length);
  }

  /** Eight sums at a time, of every eighth number: no addition need wait for the one before. */
  static double sumOfFew(double[] data, int from, int step, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    int at = from;
    int i = 0;
    for (; i <= length - 8; i += 8, at += 8 * step) {
      a += data[at];
      b += data[at + step];
      c += data[at + 2 * step];
      d += data[at + 3 * step];
      e += data[at + 4 * step];
      f += data[at + 5 * step];
      g += data[at + 6 * step];
      h += data[at + 7 * step];
    }
    double rest = 0;
    for (; i < length; i++, at += step) {
      rest += data[at];
    }
    return (((a + b) + (c + d)) + ((e + f) + (g + h))) + rest;
  }

  /** Many lines that lie side by side, in one walk through memory: for each column its sum. */
  static Sums sumRows(double[] data, int from, int rowStep, int rows, int columns) {
    if (rows > FEW_ROWS) {
      int half = rows / 2;
      Sums sums = sumRows(data, from, rowStep, half, columns);
      return sums.add(sumRows(data, from + half * rowStep, rowStep, rows - half, columns));
    }
    Sums sums = new Sums(columns);
    for (int i = 0; i < rows; i++) {
      sums.addRow(data, from + i * rowStep);
    }
    return sums;
  }

  static double max(double[] data, int from, int step, int length) {
    var max = Double.NEGATIVE_INFINITY;
    for (int i = 0, at = from; i < length; i++, at += step) {
      max = Math.max(max, data[at]);
    }
    return max;
  }

  static double min(double[] data, int from, int step, int length) {
    var min = Double.POSITIVE_INFINITY;
    for (int i = 0, at = from; i < length; i++, at += step) {
      min = Math.min(min, data[at]);
    }
    return min;
  }

  /** Adds up in float64, so that the error of a long sum in float32 is that of one rounding. */
  static void cumsum(
      double[] data, int from, int step, double[] out, int to, int stepOut, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += data[from + i * step];
      out[to + i * stepOut] = Float64.of(sum);
    }
  }

  /** The first of the smallest; a NaN counts as smaller than any number. */
  static double argMin(double[] data, int from, int step, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      double number = data[from + i * step];
      double smallest = data[from + best * step];
      if (number < smallest || (Double.isNaN(number) && !Double.isNaN(smallest))) {
        best = i;
      }
    }
    return best;
  }

  /** The first of the largest; a NaN counts as larger than any number. */
  static double argMax(double[] data, int from, int step, int length) {
    int best = 0;
    for (int i = 1; i < length; i++) {
      double number = data[from + i * step];
      double largest = data[from + best * step];
      if (number > largest || (Double.isNaN(number) && !Double.isNaN(largest))) {
        best = i;
      }
    }
    return best;
  }

  /** The sum of {@code f} of each element. */
  static double sum(DoubleUnaryOperator f, double[] data, int from, int step, int length) {
    if (length > SHORT) {
      int half = length / 2;
      return sum(f, data, from, step, half) + sum(f, data, from + half * step, step, length - half);
    }
    double sum = 0;
    for (int i = 0, at = from; i < length; i++, at += step) {
      sum += f.applyAsDouble(data[at]);
    }
    return sum;
  }
}
