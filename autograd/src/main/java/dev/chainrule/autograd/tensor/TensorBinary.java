package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.op.Binary;

/**
 * An operation on two whole tensors, to be defined by extending this class: its value on tensors,
 * and its derivative rules in the vocabulary. Applied by {@code x.apply(operation, y)}.
 */
public abstract class TensorBinary extends Binary {
  /** An operation of this name. */
  protected TensorBinary(String name) {
    super(name);
  }

  /** The operation's value. */
  public abstract Tensor value(Tensor x, Tensor y);
}
