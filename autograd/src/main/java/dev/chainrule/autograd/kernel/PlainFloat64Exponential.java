package dev.chainrule.autograd.kernel;

import static java.lang.Math.fma;

/**
 * The exponential, and what is made of it, of many numbers: by the steps of {@link
 * Float64Exponential}, and so with the same bits. The JIT compiler makes vector instructions of a
 * loop only if it is short, has no branches, does not look at the bits of numbers, and reads and
 * writes all its arrays at one and the same index. So a block of numbers that stays in the L1 cache
 * goes through several loops: arithmetic, powers of 2 from bits, and arithmetic again. The few
 * numbers too large or too small for that are computed one at a time. PlainFloat32Exponential is
 * made from this text by the build.
 */
final class PlainFloat64Exponential {
  /** Below this many, going from loop to loop costs more than it brings. */
  private static final int FEW = 64;

  private static final int SIZE = 512;
  private static final Reused<PlainFloat64Exponential> FREE =
      new Reused<>(PlainFloat64Exponential::new);

  private final Reused.Shelf<PlainFloat64Exponential> shelf;
  private final double[] x = new double[SIZE];
  private final double[] n = new double[SIZE]; // the nearest power of 2, and ROUNDER more
  private final double[] power = new double[SIZE]; // 2 to that
  private final double[] t = new double[SIZE]; // what is left of the exponential, less 1
  private final double[] low = new double[SIZE]; // what rounding took away from that
  private final double[] above = new double[SIZE];
  private final double[] lowAbove = new double[SIZE];
  private final double[] below = new double[SIZE];
  private final double[] y = new double[SIZE];

  private PlainFloat64Exponential(Reused.Shelf<PlainFloat64Exponential> shelf) {
    this.shelf = shelf;
  }

  /** What sets y to a function of x, wherever n is near; and tells whether it always is. */
  private interface Split {
    boolean isNear(PlainFloat64Exponential block, int length);
  }

  /** What computes a function one number at a time. */
  private interface Exact {
    void run(double[] data, int from, double[] out, int to, int length);
  }

  /** eˣ. */
  static void exp(double[] data, int from, double[] out, int to, int length) {
    Split split = PlainFloat64Exponential::exp;
    run(split, Float64Exponential::exp, ScalarSeries64.NEAR, data, from, out, to, length);
  }

  /** 1 / (1 + e⁻ˣ). */
  static void sigmoid(double[] data, int from, double[] out, int to, int length) {
    Split split = PlainFloat64Exponential::sigmoid;
    run(split, Float64Exponential::sigmoid, ScalarSeries64.NEAR, data, from, out, to, length);
  }

  /** x / (1 + e⁻ˣ). */
  static void silu(double[] data, int from, double[] out, int to, int length) {
    Split split = PlainFloat64Exponential::silu;
    run(split, Float64Exponential::silu, ScalarSeries64.NEAR, data, from, out, to, length);
  }

  /** The hyperbolic tangent. */
  static void tanh(double[] data, int from, double[] out, int to, int length) {
    Split split = PlainFloat64Exponential::tanh;
    run(split, Float64Exponential::tanh, ScalarSeries64.NEAR_OF_TANH, data, from, out, to, length);
  }

  private static void run(
      Split split,
      Exact exact,
      int limit,
      double[] data,
      int from,
      double[] out,
      int to,
      int length) {
    if (length < FEW) {
      exact.run(data, from, out, to, length);
      return;
    }
    PlainFloat64Exponential block = FREE.take();
    for (int i = 0; i < length; i += SIZE) {
      int some = Math.min(SIZE, length - i);
      System.arraycopy(data, from + i, block.x, 0, some);
      boolean isNear = split.isNear(block, some);
      System.arraycopy(block.y, 0, out, to + i, some);
      for (int j = 0; j < some && !isNear; j++) {
        if (ScalarSeries64.isFar(block.n[j], limit)) {
          exact.run(data, from + i + j, out, to + i + j, 1);
        }
      }
    }
    block.shelf.giveBack(block);
  }

  private boolean exp(int length) {
    for (int i = 0; i < length; i++) {
      var rounded = fma(x[i], ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
      var minus = ScalarSeries64.ROUNDER - rounded;
      var whole = fma(minus, ScalarSeries64.LN2, x[i]);
      var r = fma(minus, ScalarSeries64.LN2_REST, whole);
      var rest = fma(minus, ScalarSeries64.LN2_REST, whole - r);
      var sum = r + ScalarSeries64.ONE;
      rest = rest + (ScalarSeries64.ONE - sum + r);
      t[i] = fma(ScalarSeries64.beyond(r), r, rest) + sum;
      n[i] = rounded;
    }
    return ScalarSeries64.scale(t, n, ScalarSeries64.NEAR, y, length);
  }

  private boolean sigmoid(int length) {
    boolean isNear = prepareMinus(length);
    for (int i = 0; i < length; i++) {
      var more = power[i] + ScalarSeries64.ONE;
      var sum = fma(t[i], power[i], more);
      var lost = ScalarSeries64.ONE - (more - power[i]) + fma(t[i], power[i], more - sum);
      var inverse = ScalarSeries64.ONE / sum;
      var rest = fma(-inverse, sum, ScalarSeries64.ONE);
      rest = fma(-inverse, fma(low[i], power[i], lost), rest);
      y[i] = fma(rest, inverse, inverse);
    }
    return isNear;
  }

  private boolean silu(int length) {
    boolean isNear = prepareMinus(length);
    for (int i = 0; i < length; i++) {
      var more = power[i] + ScalarSeries64.ONE;
      var sum = fma(t[i], power[i], more);
      var lost = ScalarSeries64.ONE - (more - power[i]) + fma(t[i], power[i], more - sum);
      var inverse = ScalarSeries64.ONE / sum;
      var product = x[i] * inverse;
      var rest = fma(-product, fma(low[i], power[i], lost), fma(-product, sum, x[i]));
      above[i] = fma(rest, inverse, product);
    }
    ScalarSeries64.sign(above, x, y, length); // of zero
    return isNear;
  }

  /** Begins e⁻ˣ: its power of 2, the rest, and what that lost. */
  private boolean prepareMinus(int length) {
    for (int i = 0; i < length; i++) {
      var u = -x[i];
      var rounded = fma(u, ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
      var minus = ScalarSeries64.ROUNDER - rounded;
      var whole = fma(minus, ScalarSeries64.LN2, u);
      var r = fma(minus, ScalarSeries64.LN2_REST, whole);
      var beyond = ScalarSeries64.beyond(r);
      var sum = fma(beyond, r, r);
      t[i] = sum;
      low[i] = fma(beyond, r, r - sum);
      n[i] = rounded;
    }
    return ScalarSeries64.powers(n, ScalarSeries64.NEAR, power, length);
  }

  private boolean tanh(int length) {
    for (int i = 0; i < length; i++) {
      var u = Math.abs(x[i] + x[i]);
      var rounded = fma(u, ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
      var minus = ScalarSeries64.ROUNDER - rounded;
      var whole = fma(minus, ScalarSeries64.LN2, u);
      var r = fma(minus, ScalarSeries64.LN2_REST, whole);
      var rest = fma(minus, ScalarSeries64.LN2_REST, whole - r);
      var beyond = ScalarSeries64.beyond(r);
      var sum = fma(beyond, r, r);
      t[i] = sum;
      low[i] = fma(beyond, r, r - sum) + rest;
      n[i] = rounded;
    }
    boolean isNear = ScalarSeries64.powers(n, ScalarSeries64.NEAR_OF_TANH, power, length);
    divideLessByMore(length);
    ScalarSeries64.sign(above, x, y, length);
    return isNear;
  }

  /** (eᵘ - 1) / (eᵘ + 1): in three loops, for all in one is too long to become vectors. */
  private void divideLessByMore(int length) {
    for (int i = 0; i < length; i++) {
      var less = power[i] - ScalarSeries64.ONE;
      var sum = fma(t[i], power[i], less);
      above[i] = sum;
      lowAbove[i] = fma(low[i], power[i], fma(t[i], power[i], less - sum));
    }
    for (int i = 0; i < length; i++) {
      var more = power[i] + ScalarSeries64.ONE;
      var sum = fma(t[i], power[i], more);
      var lost = fma(t[i], power[i], more - sum) + (ScalarSeries64.ONE - (more - power[i]));
      below[i] = sum;
      low[i] = fma(low[i], power[i], lost);
    }
    for (int i = 0; i < length; i++) {
      var inverse = ScalarSeries64.ONE / below[i];
      var quotient = above[i] * inverse;
      var rest = fma(-quotient, low[i], fma(-quotient, below[i], above[i]) + lowAbove[i]);
      above[i] = fma(rest, inverse, quotient);
    }
  }
}
