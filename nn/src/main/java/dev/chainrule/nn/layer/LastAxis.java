package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.nn.Layer;

/** Checks what comes into a layer that has a number for each place along the last axis. */
final class LastAxis {
  private LastAxis() {}

  /**
   * Refuses an input whose last axis has another size, for an axis of size 1 would be stretched,
   * silently and hardly ever as meant; and an input of another precision.
   *
   * @param method that was called
   * @param layer that it is of, to be named
   * @param size of the last axis
   * @param things what the layer has that many of
   * @param own one of the layer's parameters
   */
  static void check(String method, Layer layer, Value x, int size, String things, Value own) {
    Shape shape = x.shape();
    checkArgument(
        shape.rank() >= 1 && shape.size(shape.rank() - 1) == size,
        "%s: an input of shape %s for %s %s; its last axis must have that size",
        method,
        shape,
        size,
        things);
    checkArgument(
        x.dtype() == own.dtype(),
        "%s: an input of %s for %s, which is of %s; convert the input by to(DType.%s), or make the"
            + " layer in the other precision",
        method,
        x.dtype(),
        layer,
        own.dtype(),
        own.dtype().name());
  }
}
