package dev.chainrule.nn.optim;

import java.util.function.DoubleFunction;

/**
 * Looks along a line for a step that satisfies the strong Wolfe conditions: the value has fallen
 * enough for the length of the step, and the slope is much less steep than where the line begins
 * (J. Nocedal, S. Wright, Numerical Optimization, 2006, algorithms 3.5 and 3.6).
 */
final class LineSearch<P extends LineSearch.Point> {
  private static final double SUFFICIENT_FALL = 1e-4; // of the fall that the first slope promises
  private static final double FLAT_SLOPE = 0.9; // of the first slope
  private static final int MAX_EVALUATIONS = 40;

  private final DoubleFunction<P> line;
  private final P start;
  private int evaluations;

  /** A point of the line; one that is not finite is treated as infinitely high. */
  interface Point {
    /** Where on the line. */
    double step();

    /** How high. */
    double value();

    /** The derivative along the line. */
    double slope();
  }

  /** Begins at a point from which the line falls. */
  LineSearch(DoubleFunction<P> line, P start) {
    this.line = line;
    this.start = start;
  }

  /**
   * Finds a point that satisfies the conditions, or where there is none within reach, the lowest
   * that has fallen enough; the start if there is not even that.
   *
   * @param step to begin with
   */
  P from(double step) {
    P before = start;
    double next = step;
    while (evaluations < MAX_EVALUATIONS) {
      P here = at(next);
      // Where nothing changes yet, as in a small step among large numbers, it goes on.
      if (!hasFallen(here) || (before != start && here.value() > before.value())) {
        return between(before, here);
      }
      if (isFlat(here)) {
        return here;
      }
      if (here.slope() >= 0) {
        return between(here, before);
      }
      before = here;
      next *= 2;
    }
    return before;
  }

  private P at(double step) {
    evaluations++;
    return line.apply(step);
  }

  private boolean hasFallen(P point) {
    return point.value() <= start.value() + SUFFICIENT_FALL * point.step() * start.slope();
  }

  private boolean isFlat(P point) {
    return Math.abs(point.slope()) <= -FLAT_SLOPE * start.slope();
  }

  /** Finds a point between two that have one between them; the first of them is the lower. */
  private P between(P low, P high) {
    P lower = low;
    P other = high;
    while (evaluations < MAX_EVALUATIONS) {
      P here = at(guess(lower, other));
      if (!hasFallen(here) || !(here.value() < lower.value())) {
        other = here;
      } else {
        if (isFlat(here)) {
          return here;
        }
        if (here.slope() * (other.step() - lower.step()) >= 0) {
          other = lower;
        }
        lower = here;
      }
    }
    return lower;
  }

  /**
   * Gives the minimum of the cubic through both points (formula 3.59), unless it is too near to one
   * of them to get on; then the middle.
   */
  static double guess(Point x, Point y) {
    double d1 = x.slope() + y.slope() - 3 * (x.value() - y.value()) / (x.step() - y.step());
    double d2 = Math.copySign(Math.sqrt(d1 * d1 - x.slope() * y.slope()), y.step() - x.step());
    double minimum =
        y.step() - (y.step() - x.step()) * (y.slope() + d2 - d1) / (y.slope() - x.slope() + 2 * d2);
    double part = (minimum - x.step()) / (y.step() - x.step());
    return part > 0.1 && part < 0.9 ? minimum : (x.step() + y.step()) / 2; // also if it is NaN
  }
}
