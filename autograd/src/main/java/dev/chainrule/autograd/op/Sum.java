package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** The sum along axes. */
final class Sum extends Unary implements ArrayFunction.OfOne, ArrayFunction.Total {
  private final boolean keepDims;
  private final int[] axes;

  Sum(boolean keepDims, int... axes) {
    super("sum");
    this.keepDims = keepDims;
    this.axes = axes;
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.sum(x, axes).reshape(shape(x.shape()));
  }

  @Override
  public boolean addsAll(int rank) {
    return axes.length == rank;
  }

  @Override
  public Shape shape(Shape summed) {
    return summed.reduce(keepDims, axes);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.reshape(x.shape().reduce(true, axes)).broadcastTo(x.shape());
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(axes);
  }
}
