package dev.chainrule.autograd.kernel;

import static java.lang.Math.fma;

/**
 * The exponential, and what is made of it, a number at a time, by the steps of the loops on vector
 * instructions: so with the same bits. Those say what the steps are for. Float32Exponential is made
 * from this text by the build.
 */
final class Float64Exponential {
  private Float64Exponential() {}

  /** eˣ. */
  static void exp(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      var x = data[from + i];
      if (x < ScalarSeries64.LEAST_NORMAL) {
        out[to + i] = ScalarSeries64.rounded(Math.exp(x));
        continue;
      }
      var n = fma(x, ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
      var minus = ScalarSeries64.ROUNDER - n;
      var whole = fma(minus, ScalarSeries64.LN2, x); // exact
      var r = fma(minus, ScalarSeries64.LN2_REST, whole);
      var low = fma(minus, ScalarSeries64.LN2_REST, whole - r);
      var sum = r + ScalarSeries64.ONE;
      low = low + (ScalarSeries64.ONE - sum + r);
      var e = ScalarSeries64.scaled(fma(ScalarSeries64.beyond(r), r, low) + sum, n);
      out[to + i] = x <= ScalarSeries64.HIGHEST ? e : x + ScalarSeries64.INFINITY;
    }
  }

  /** 1 / (1 + e⁻ˣ). */
  static void sigmoid(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      var x = data[from + i];
      if (x < ScalarSeries64.LEAST_NORMAL) {
        out[to + i] = ScalarSeries64.rounded(Math.exp(x));
        continue;
      }
      var u = -(x > ScalarSeries64.FARTHEST ? ScalarSeries64.FARTHEST : x);
      var n = fma(u, ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
      var minus = ScalarSeries64.ROUNDER - n;
      var whole = fma(minus, ScalarSeries64.LN2, u); // exact
      var r = fma(minus, ScalarSeries64.LN2_REST, whole);
      var beyond = ScalarSeries64.beyond(r);
      var t = fma(beyond, r, r);
      var low = fma(beyond, r, r - t);
      var power = ScalarSeries64.power(n);
      var more = power + ScalarSeries64.ONE;
      var sum = fma(t, power, more);
      var lost = ScalarSeries64.ONE - (more - power) + fma(t, power, more - sum);
      var y = ScalarSeries64.ONE / sum;
      var rest = fma(-y, fma(low, power, lost), fma(-y, sum, ScalarSeries64.ONE));
      out[to + i] = fma(rest, y, y);
    }
  }

  /** x / (1 + e⁻ˣ). */
  static void silu(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      var x = data[from + i];
      if (x < ScalarSeries64.LEAST_NORMAL) {
        out[to + i] = ScalarSeries64.rounded(SiluTail.of(x));
        continue;
      }
      if (x > ScalarSeries64.FARTHEST || x == 0) {
        out[to + i] = x;
        continue;
      }
      var u = -x;
      var n = fma(u, ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
      var minus = ScalarSeries64.ROUNDER - n;
      var whole = fma(minus, ScalarSeries64.LN2, u); // exact
      var r = fma(minus, ScalarSeries64.LN2_REST, whole);
      var beyond = ScalarSeries64.beyond(r);
      var t = fma(beyond, r, r);
      var low = fma(beyond, r, r - t);
      var power = ScalarSeries64.power(n);
      var more = power + ScalarSeries64.ONE;
      var sum = fma(t, power, more);
      var lost = ScalarSeries64.ONE - (more - power) + fma(t, power, more - sum);
      var inverse = ScalarSeries64.ONE / sum;
      var y = x * inverse;
      var rest = fma(-y, fma(low, power, lost), fma(-y, sum, x));
      out[to + i] = fma(rest, inverse, y);
    }
  }

  /** The hyperbolic tangent. */
  static void tanh(double[] data, int from, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      var x = data[from + i];
      var u = Math.abs(x + x);
      var n = fma(u, ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
      var minus = ScalarSeries64.ROUNDER - n;
      var whole = fma(minus, ScalarSeries64.LN2, u); // exact
      var r = fma(minus, ScalarSeries64.LN2_REST, whole);
      var low = fma(minus, ScalarSeries64.LN2_REST, whole - r);
      var beyond = ScalarSeries64.beyond(r);
      var t = fma(beyond, r, r);
      low = fma(beyond, r, r - t) + low;
      var power = ScalarSeries64.power(n);
      var less = power - ScalarSeries64.ONE;
      var more = power + ScalarSeries64.ONE;
      var above = fma(t, power, less);
      var below = fma(t, power, more);
      var lowAbove = fma(low, power, fma(t, power, less - above));
      var lost = fma(t, power, more - below) + (ScalarSeries64.ONE - (more - power));
      var lowBelow = fma(low, power, lost);
      var inverse = ScalarSeries64.ONE / below;
      var y = above * inverse;
      var rest = fma(-y, lowBelow, fma(-y, below, above) + lowAbove);
      y = fma(rest, inverse, y);
      y = u > ScalarSeries64.FAR ? ScalarSeries64.LESS_THAN_ONE : y;
      y = u > ScalarSeries64.FARTHEST ? ScalarSeries64.ONE : y;
      out[to + i] = Math.copySign(y, x);
    }
  }

  /** y (1 - y), the derivative of the sigmoid y of x. */
  static void sigmoidSlope(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      var value = y[fromY + i];
      out[to + i] = value * (ScalarSeries64.ONE - value);
      if (value > ScalarSeries64.NEAR_ONE) {
        slopeNearOne(1, x, from + i, out, to + i);
      }
    }
  }

  /** 1 - y², the derivative of the hyperbolic tangent y of x. */
  static void tanhSlope(
      double[] x, int from, double[] y, int fromY, double[] out, int to, int length) {
    for (int i = 0; i < length; i++) {
      var value = y[fromY + i];
      out[to + i] = fma(-value, value, ScalarSeries64.ONE);
      if (Math.abs(value) > ScalarSeries64.NEAR_ONE) {
        slopeNearOne(2, x, from + i, out, to + i);
      }
    }
  }

  /** k² eᵘ / (1 + eᵘ)², u = -k|x|. */
  private static void slopeNearOne(int k, double[] x, int from, double[] out, int to) {
    var u = Math.abs(x[from]) * -k;
    if (u < ScalarSeries64.LEAST_NORMAL) {
      out[to] = ScalarSeries64.rounded(k * k * Math.exp(u));
      return;
    }
    var n = fma(u, ScalarSeries64.LOG2_E, ScalarSeries64.ROUNDER);
    var minus = ScalarSeries64.ROUNDER - n;
    var r = fma(minus, ScalarSeries64.LN2_REST, fma(minus, ScalarSeries64.LN2, u));
    var e = ScalarSeries64.scaled(fma(ScalarSeries64.beyond(r), r, r) + ScalarSeries64.ONE, n);
    var root = e + ScalarSeries64.ONE;
    out[to] = e * (k * k) / (root * root);
  }
}
