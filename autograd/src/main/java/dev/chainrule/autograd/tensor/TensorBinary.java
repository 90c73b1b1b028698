package dev.chainrule.autograd.tensor;

/**
 * An operation on two whole tensors, to be defined by extending this class: the shape of its
 * result, its value on tensors, and its derivative rules in the vocabulary. Applied by {@code
 * x.apply(operation, y)}.
 */
public abstract class TensorBinary extends TensorBinaryForm {
  /** Names an operation. */
  protected TensorBinary(String name) {
    super(name);
  }

  /**
   * Computes the operation's value.
   *
   * @return a tensor of the shape that {@link #shape} states
   */
  public abstract Tensor value(Tensor x, Tensor y);

  @Override
  final Tensor compute(Tensor x, Tensor y) {
    return Results.checked(this, value(x, y));
  }
}
