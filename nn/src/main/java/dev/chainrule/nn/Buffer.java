package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;

/** Numbers that belong to a layer and are not learned by gradients, such as running means. */
public final class Buffer {
  private volatile Tensor tensor;

  private Buffer(Tensor initial) {
    this.tensor = initial;
  }

  /** Makes a buffer that begins with these numbers, of any shape and precision. */
  public static Buffer of(Tensor initial) {
    return new Buffer(initial);
  }

  /** Gives the present numbers. */
  public Tensor tensor() {
    return tensor;
  }

  /**
   * Puts new numbers here.
   *
   * @param numbers in the buffer's shape and precision
   * @throws IllegalArgumentException if they are of another shape or precision
   */
  public void update(Tensor numbers) {
    tensor = next(numbers);
  }

  /** Makes what is to stand here, and changes nothing. */
  Tensor next(Tensor numbers) {
    check(numbers);
    return numbers.copy();
  }

  /** Puts here what {@link #next} has made. */
  void replace(Tensor next) {
    tensor = next;
  }

  void check(Tensor numbers) {
    checkArgument(
        numbers.shape().equals(tensor.shape()) && numbers.dtype() == tensor.dtype(),
        "update: shape %s of %s for a buffer of shape %s of %s",
        numbers.shape(),
        numbers.dtype(),
        tensor.shape(),
        tensor.dtype());
  }

  /** Gives the shape, and the numbers as a tensor prints them. */
  @Override
  public String toString() {
    return "Buffer" + tensor.shape() + ": " + tensor;
  }
}
