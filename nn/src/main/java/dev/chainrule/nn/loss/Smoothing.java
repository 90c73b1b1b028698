package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

/** Bounds how much of a label may be taken away. */
final class Smoothing {
  private Smoothing() {}

  static double checked(double share) {
    checkArgument(share >= 0 && share < 1, "labelSmoothing: %s must be in [0, 1)", (Object) share);
    return share;
  }
}
