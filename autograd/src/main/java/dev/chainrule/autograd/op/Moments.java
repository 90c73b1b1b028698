package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;

/** What variances divide by. */
final class Moments {
  private Moments() {}

  /** Refuses a correction that would turn the sign of a variance. */
  static void check(String word, Shape shape, int count, int correction) {
    checkArgument(
        correction <= count,
        "%s: a correction of %s is more than the %s elements that are reduced of %s",
        word,
        correction,
        count,
        shape);
  }
}
