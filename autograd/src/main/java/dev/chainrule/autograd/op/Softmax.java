package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Shares;
import dev.chainrule.autograd.shape.Shape;
import java.util.Optional;

/** Exponentials divided by their sum, along axes. */
final class Softmax extends Normalization {
  Softmax(Shape of, int... axes) {
    super("softmax", of, axes);
  }

  @Override
  Normalization along(Shape of, int... others) {
    return new Softmax(of, others);
  }

  @Override
  public NdArray value(NdArray x) {
    return Shares.of(x, axes);
  }

  /**
   * That is y (g - Σ g y), which stays the same if all g are shifted. They are shifted so that the
   * g of the largest y is 0: then nothing is lost where that y is close to 1.
   */
  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T largest = largest(x);
    T count = largest.sum(true, axes);
    T shifted = cotangent.sub(cotangent.maskedBy(largest).sum(true, axes).div(count));
    return y.mul(shifted.sub(shifted.mul(y).sum(true, axes)));
  }

  /** The Jacobian matrix is symmetric. */
  @Override
  public <T extends Numeric<T>> Optional<T> tangent(T tangent, T x, T y) {
    return Optional.of(cotangent(tangent, x, y));
  }
}
