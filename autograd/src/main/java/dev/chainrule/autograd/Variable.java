package dev.chainrule.autograd;

import dev.chainrule.autograd.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A value that wants a gradient, and keeps it. */
final class Variable extends Value {
  private @Nullable Tensor grad;

  Variable(double number, @Nullable Tensor tensor) {
    super(number, tensor, null, null, null);
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public synchronized Tensor grad() {
    return grad == null ? data().filled(0) : grad;
  }

  @Override
  public synchronized void zeroGrad() {
    grad = null;
  }

  /** Nothing is lost when several threads add at once. */
  synchronized void addToGrad(Tensor more) {
    grad = grad == null ? more : grad.add(more);
  }
}
