package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Shares;
import dev.chainrule.autograd.shape.Shape;

/** Exponentials divided by their sum, along axes. */
final class Softmax extends Unary {
  private final int[] axes; // ascending, counted from the front

  Softmax(Shape of, int... axes) {
    super("softmax");
    this.axes = of.axes("softmax", axes);
  }

  @Override
  public Shape shape(Shape x) {
    int[] unused = x.axes(name(), axes);
    return x;
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
