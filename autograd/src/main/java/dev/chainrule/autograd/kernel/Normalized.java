package dev.chainrule.autograd.kernel;

/** What makes factors the same whoever computes them, and computable whatever their size. */
final class Normalized {
  /** Elements that differ by less than this count as equal: rounding must not choose a sign. */
  private static final double NEARLY = 1 - 1e-6;

  private Normalized() {}

  /** The sign that makes positive what is largest among some neighbours; of equals, the first. */
  static double sign(double[] x, int from, int length) {
    double largest = largest(x, from, length);
    for (int i = from; i < from + length; i++) {
      if (Math.abs(x[i]) >= NEARLY * largest) {
        return x[i] < 0 ? -1 : 1;
      }
    }
    return 1;
  }

  /** Divides all by a power of two near the largest, which is returned: no square overflows. */
  static double scale(double[] x) {
    double largest = largest(x, 0, x.length);
    double scale = largest == 0 ? 1 : Math.scalb(1.0, Math.getExponent(largest));
    for (int i = 0; i < x.length; i++) {
      x[i] /= scale;
    }
    return scale;
  }

  private static double largest(double[] x, int from, int length) {
    double largest = 0;
    for (int i = from; i < from + length; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    return largest;
  }
}
