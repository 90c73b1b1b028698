package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Shares;
import dev.chainrule.autograd.shape.Shape;

/** The logarithms of {@link Softmax}. */
final class LogSoftmax extends Unary {
  private final int[] axes; // ascending, counted from the front

  LogSoftmax(Shape of, int... axes) {
    super("logSoftmax");
    this.axes = of.axes("logSoftmax", axes);
  }

  @Override
  public Shape shape(Shape x) {
    int[] unused = x.axes(name(), axes);
    return x;
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
