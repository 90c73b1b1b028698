package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Shares;
import dev.chainrule.autograd.shape.Shape;

/** The logarithms of {@link Softmax}. */
final class LogSoftmax extends Normalization {
  LogSoftmax(Shape of, int... axes) {
    super("logSoftmax", of, axes);
  }

  @Override
  public NdArray value(NdArray x) {
    return Shares.logarithms(x, axes);
  }

  /** Written as that of softmax is, so that nothing is lost where one element outweighs all. */
  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T others = cotangent.sum(true, axes).sub(cotangent);
    return cotangent.mul(y.expm1().neg()).sub(y.exp().mul(others));
  }
}
