package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;

/** Numbers that belong to a layer and are not learned by gradients, such as running means. */
public final class Buffer {
  private volatile Tensor tensor;

  /** A buffer that begins with these numbers. */
  public Buffer(Tensor initial) {
    this.tensor = initial;
  }

  /** The present numbers. */
  public Tensor tensor() {
    return tensor;
  }

  /**
   * Puts new numbers here.
   *
   * @throws IllegalArgumentException if their shape or precision differs from the present one
   */
  public void update(Tensor numbers) {
    checkArgument(
        numbers.shape().equals(tensor.shape()) && numbers.dtype() == tensor.dtype(),
        "update: %s of %s for a buffer of shape %s of %s",
        numbers.shape(),
        numbers.dtype(),
        tensor.shape(),
        tensor.dtype());
    tensor = numbers.computed();
  }
}
