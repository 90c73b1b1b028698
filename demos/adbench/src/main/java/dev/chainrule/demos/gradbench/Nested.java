package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.tensor.Tensor;

/** Tensors as lists within lists. */
final class Nested {
  private Nested() {}

  /** A list of a tensor's parts along its first axis, down to its numbers. */
  static Object of(Tensor tensor) {
    return tensor.shape().rank() <= 1
        ? tensor.toArray()
        : tensor.unstack(0).stream().map(Nested::of).toList();
  }
}
