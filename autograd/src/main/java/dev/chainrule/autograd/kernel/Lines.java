package dev.chainrule.autograd.kernel;

/** Reductions of one line: elements a fixed step apart. NaN among them gives NaN. */
final class Lines {
  /** Up to here elements are added one after the other: long enough to hide the recursion. */
  private static final int BLOCK = 64;

  private Lines() {}

  /**
   * Halves are summed apart and then added, so that the rounding error grows with the logarithm of
   * the number of terms (N. J. Higham, The accuracy of floating point summation, SIAM J. Sci.
   * Comput. 14, 1993).
   */
  static double sum(double[] data, int from, int step, int length) {
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

  static double max(double[] data, int from, int step, int length) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = 0, at = from; i < length; i++, at += step) {
      max = Math.max(max, data[at]);
    }
    return max;
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

  static double logSumExp(double[] data, int from, int step, int length) {
    double max = max(data, from, step, length);
    if (!Double.isFinite(max)) {
      return max; // nothing but -Infinity, or nothing at all; or Infinity, or NaN
    }
    double[] terms = new double[length];
    for (int i = 0; i < length; i++) {
      terms[i] = Math.exp(data[from + i * step] - max);
    }
    return max + Math.log(sum(terms, 0, 1, length));
  }

  /** Scaled by the largest, so that no square overflows or is lost. */
  static double norm2(double[] data, int from, int step, int length) {
    double scale = 0;
    for (int i = 0; i < length; i++) {
      scale = Math.max(scale, Math.abs(data[from + i * step]));
    }
    if (scale == 0 || !Double.isFinite(scale)) {
      return scale;
    }
    double[] squares = new double[length];
    for (int i = 0; i < length; i++) {
      double ratio = data[from + i * step] / scale;
      squares[i] = ratio * ratio;
    }
    return scale * Math.sqrt(sum(squares, 0, 1, length));
  }
}
