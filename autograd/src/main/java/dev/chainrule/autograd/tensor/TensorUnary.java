package dev.chainrule.autograd.tensor;

/**
 * An operation on one whole tensor, to be defined by extending this class: the shape of its result,
 * its value on tensors, and its derivative rule in the vocabulary. Applied by {@code
 * x.apply(operation)}, checked by {@code GradCheck} like any other, and usable forward and backward
 * and at second order. For a function of single numbers, {@link
 * dev.chainrule.autograd.op.PointwiseUnary} is simpler.
 */
public abstract class TensorUnary extends TensorUnaryForm {
  /** Names an operation. */
  protected TensorUnary(String name) {
    super(name);
  }

  /**
   * Computes the operation's value.
   *
   * @return a tensor of the shape that {@link #shape} states
   */
  public abstract Tensor value(Tensor x);

  @Override
  final Tensor compute(Tensor x) {
    return Results.checked(this, value(x));
  }
}
