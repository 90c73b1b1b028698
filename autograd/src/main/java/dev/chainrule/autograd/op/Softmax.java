package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Shares;
import dev.chainrule.autograd.shape.Shape;

/** Exponentials divided by their sum, along axes. */
final class Softmax extends Normalization {
  Softmax(Shape of, int... axes) {
    super("softmax", of, axes);
  }

  @Override
  public NdArray value(NdArray x) {
    return Shares.of(x, axes);
  }

  /**
   * With h = g y it is h (1 - y) less y times the other elements of h: as 1 - y comes from the
   * logarithm, and h is taken off its sum, nothing is lost where one y is close to 1.
   */
  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T own = cotangent.mul(y);
    T rest = x.apply(new LogSoftmax(x.shape(), axes)).expm1().neg();
    return own.mul(rest).sub(y.mul(own.sum(true, axes).sub(own)));
  }
}
