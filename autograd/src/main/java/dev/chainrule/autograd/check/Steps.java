package dev.chainrule.autograd.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The function at equal distances to both sides of the point, for steps that halve from level to
 * level. Each is computed once, when it is asked for.
 */
final class Steps {
  private static final int HALVINGS = 64; // down to the smallest step at zero
  private static final int MOST = 300; // the same beside zero
  private static final int ULPS = 10; // the smallest step is two to the power of this, in ulps
  // No power of two, lest a wave looks constant; few digits, so that the point moves by just that.
  private static final double FRACTION = 91.0 / 128;

  private final Line line;
  private final double[] centre;
  private final int exponent;
  private final int bottom;
  private final Map<Integer, Step> steps = new HashMap<>();

  /**
   * A pair of values.
   *
   * @param size the step
   * @param odd what the function rises by from the left one to the right one
   * @param even what the two rise by from the point itself, together
   * @param magnitude of the terms that moved, or of all if none did
   */
  record Step(double size, double odd, double even, double magnitude) {
    /** The slope from the point to the right. */
    double right() {
      return (odd + even) / 2 / size;
    }

    /** The slope from the left to the point. */
    double left() {
      return (odd - even) / 2 / size;
    }

    double steepest() {
      return Math.max(Math.abs(left()), Math.abs(right()));
    }

    boolean isFinite() {
      return Double.isFinite(odd + even);
    }

    boolean rests() {
      return odd == 0 && even == 0;
    }
  }

  /** The unit step is 1, or for larger numbers about the number itself. */
  Steps(Line line, double[] centre) {
    this(line, centre, Math.max(0, Math.getExponent(line.here())));
  }

  /** The unit step is this power of two. */
  Steps(Line line, double[] centre, int exponent) {
    this.line = line;
    this.centre = centre;
    this.exponent = exponent;
    int lastDigit = Math.getExponent(line.here()) + Math.getExponent(line.roundoff()) + 1;
    this.bottom = line.here() == 0 ? HALVINGS : Math.min(MOST, exponent - lastDigit - ULPS);
  }

  Line line() {
    return line;
  }

  double[] centre() {
    return centre;
  }

  /** The level of the smallest step. */
  int bottom() {
    return bottom;
  }

  double size(int level) {
    return Math.scalb(FRACTION, exponent - level);
  }

  Step step(int level) {
    return steps.computeIfAbsent(level, this::measured);
  }

  private Step measured(int level) {
    double size = size(level);
    double[] right = terms(line.here() + size);
    double[] left = terms(line.here() - size);
    double odd = 0;
    double even = 0;
    double moved = 0;
    double all = 0;
    for (int i = 0; i < centre.length; i++) {
      double y = centre[i];
      all += Math.abs(y);
      if (right[i] != y || left[i] != y) {
        moved += Math.max(Math.abs(y), Math.max(Math.abs(right[i]), Math.abs(left[i])));
        odd += right[i] - left[i];
        even += right[i] - y + (left[i] - y);
      }
    }
    return new Step(size, odd, even, moved == 0 ? all : moved);
  }

  /** The terms at a number beside the point; NaN where the function can't be computed. */
  double[] terms(double number) {
    double[] terms = {};
    try {
      terms = line.terms(number);
    } catch (RuntimeException e) { // outside of where the function is defined
      return nothing();
    }
    return terms.length == centre.length ? terms : nothing();
  }

  private double[] nothing() {
    double[] nothing = new double[centre.length];
    Arrays.fill(nothing, Double.NaN);
    return nothing;
  }

  /** What the function rises by to one side, by a step of any size. */
  double rise(double step) {
    double[] there = terms(line.here() + step);
    double rise = 0;
    for (int i = 0; i < centre.length; i++) {
      rise += there[i] == centre[i] ? 0 : there[i] - centre[i];
    }
    return rise;
  }
}
