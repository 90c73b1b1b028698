package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;

/**
 * Something that is learned. It holds a variable; an update puts a new variable in its place, so
 * that an expression built before keeps the numbers that it was built from.
 */
public final class Parameter {
  private volatile Value value;

  /** A parameter that begins with these numbers. */
  public Parameter(Tensor initial) {
    this.value = Value.of(initial);
  }

  /** The variable that stands here now. */
  public Value value() {
    return value;
  }

  /**
   * Puts new numbers here.
   *
   * @throws IllegalArgumentException if their shape or precision differs from the present one
   */
  public void update(Tensor numbers) {
    checkArgument(
        numbers.shape().equals(value.shape()),
        "update: shape %s for a parameter of shape %s",
        numbers.shape(),
        value.shape());
    checkArgument(
        numbers.dtype() == value.dtype(),
        "update: %s for a parameter of %s",
        numbers.dtype(),
        value.dtype());
    value = Value.of(numbers.computed());
  }
}
