package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;

/** Checks the axis along which layers have a number for each place. */
final class LastAxis {
  private LastAxis() {}

  /**
   * Refuses an input whose last axis has another size: an axis of size 1 would be stretched,
   * silently and hardly ever as meant.
   *
   * @param method that was called
   * @param things what the layer has that many of
   */
  static void check(String method, Shape shape, int size, String things) {
    checkArgument(
        shape.rank() >= 1 && shape.size(shape.rank() - 1) == size,
        "%s: an input of shape %s for %s %s; its last axis must have that size",
        method,
        shape,
        size,
        things);
  }
}
