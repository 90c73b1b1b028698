package dev.chainrule.autograd.check;

import dev.chainrule.autograd.check.Steps.Step;

/**
 * What four steps, each half of the one before, say together. The mean slope of a smooth function
 * is its derivative plus even powers of the step, and the slope to the right less that to the left
 * has odd powers alone; Richardson's extrapolation removes the first three of each (C. J. F.
 * Ridders, Accurate computation of F'(x) and F'(x) F''(x), Advances in Engineering Software 4(2),
 * 1982). Where the function is smooth at this scale, the gap between the slopes vanishes; at a
 * kink, or where one lies within the steps, it stays.
 *
 * @param level of the first and largest step
 * @param step the last and smallest one
 * @param derivative the mean slope, extrapolated
 * @param spread by how much that may be wrong, judged by the extrapolation before
 * @param gap between the slopes to both sides, extrapolated
 * @param gapSpread by how much that may be wrong
 * @param floor by how much both may be wrong because the function's value is rounded
 * @param slope the steepest that was seen
 * @param around the steepest slope beyond the first step; 0 if that is the first of all
 * @param nil what counts as zero: the rounding of the function's value, over the unit step
 */
record Window(
    int level,
    double step,
    double derivative,
    double spread,
    double gap,
    double gapSpread,
    double floor,
    double slope,
    double around,
    double nil) {
  static final int SIZE = 4;
  // The operations that end in a result round a few times, and an extrapolation adds errors up.
  private static final double ROUNDINGS = 8;
  private static final double RULE_ROUNDINGS = 16; // a rule rounds, too

  static Window of(Steps steps, int level) {
    double[] means = new double[SIZE];
    double[] gaps = new double[SIZE];
    double slope = 0;
    double magnitude = 0;
    for (int i = 0; i < SIZE; i++) {
      Step step = steps.step(level + i);
      means[i] = step.odd() / 2 / step.size();
      gaps[i] = step.even() / step.size();
      slope = Math.max(slope, step.steepest());
      magnitude = Math.max(magnitude, step.magnitude());
    }
    double spread = extrapolate(means, 4);
    double gapSpread = extrapolate(gaps, 2);
    double derivative = means[SIZE - 1];
    double smallest = steps.size(level + SIZE - 1);
    double reach = Math.abs(steps.line().here()) + steps.size(level);
    double rounded = steps.line().roundoff() * (magnitude + reach * Math.abs(derivative));
    double floor = ROUNDINGS * rounded / smallest;
    double nil = RULE_ROUNDINGS * steps.line().roundoff() * magnitude / steps.size(0);
    double gap = gaps[SIZE - 1];
    return new Window(
        level,
        smallest,
        derivative,
        spread,
        gap,
        gapSpread,
        floor,
        slope,
        around(steps, level),
        nil);
  }

  private static double around(Steps steps, int level) {
    double around = 0;
    for (int wider = Math.max(Search.FIRST, level - 2); wider < level; wider++) {
      double slope = steps.step(wider).steepest();
      around = Double.isFinite(slope) ? Math.max(around, slope) : around;
    }
    return around;
  }

  /**
   * Extrapolates to the step zero, in place: the last entry is the best.
   *
   * @param factor by which the first error falls when the step is halved; those after it by four
   *     times that each
   * @return by how much the last extrapolation but one disagrees with its neighbour
   */
  private static double extrapolate(double[] row, double factor) {
    double spread = 0;
    for (int k = 1; k < row.length; k++, factor *= 4) {
      spread = Math.abs(row[row.length - 1] - row[row.length - 2]);
      for (int i = row.length - 1; i >= k; i--) {
        row[i] += (row[i] - row[i - 1]) / (factor - 1);
      }
    }
    return spread;
  }

  boolean isFinite() {
    return Double.isFinite(derivative + spread + gap + gapSpread + floor);
  }

  /** By how much the derivative may be wrong, all told. */
  double error() {
    return error(floor);
  }

  /** The same if the function's digits are known to be worse than its value tells. */
  double error(double noise) {
    return spread + Math.abs(gap) / 2 + noise;
  }

  /** The slope from the point to the right. */
  double right() {
    return derivative + gap / 2;
  }

  /** The slope from the left to the point. */
  double left() {
    return derivative - gap / 2;
  }
}
