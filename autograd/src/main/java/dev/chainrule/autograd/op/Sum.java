package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;

/** The sum along axes. */
final class Sum extends Reduction {
  Sum(Shape of, boolean keepDims, int... axes) {
    super("sum", of, keepDims, axes);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  Reduction along(Shape of, int... others) {
    return new Sum(of, keepDims, others);
  }

  @Override
  public Movement movement() {
    return Movement.SCATTER;
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.sum(x, axes).reshape(shape(x.shape()));
  }

  @Override
  public boolean isSumOfAll(Shape x) {
    return axes.length == x.rank();
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.reshape(kept(x.shape())).broadcastTo(x.shape());
  }
}
