package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.op.Unary;

/**
 * An operation on one whole tensor, to be defined by extending this class: its value on tensors,
 * and its derivative rule in the vocabulary. Applied by {@code x.apply(operation)}, checked by
 * {@code GradCheck} like any other, and usable at second order. For a function of single numbers,
 * {@link dev.chainrule.autograd.op.PointwiseUnary} is simpler.
 */
public abstract class TensorUnary extends Unary {
  /** An operation of this name. */
  protected TensorUnary(String name) {
    super(name);
  }

  /** The operation's value. */
  public abstract Tensor value(Tensor x);
}
