package dev.chainrule.autograd.tensor;

import java.util.List;

/**
 * An operation on any number of tensors, with one result or several, to be defined by extending
 * this class: the shapes of its results, its values on tensors, and its derivative rule in the
 * vocabulary. Applied by {@code x.apply(operation, others)}.
 */
public abstract class TensorNary extends TensorNaryForm {
  /** Names an operation. */
  protected TensorNary(String name) {
    super(name);
  }

  /**
   * Computes the operation's results.
   *
   * @param inputs as the operation was applied to
   * @return tensors of the shapes that {@link #shapes} states
   */
  public abstract List<Tensor> values(List<Tensor> inputs);

  @Override
  final List<Tensor> compute(List<Tensor> inputs) {
    return Results.checked(this, values(inputs));
  }
}
