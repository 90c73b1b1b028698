package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import java.util.Arrays;

/** The largest along axes. */
final class Max extends Unary implements ArrayFunction.OfOne {
  private final boolean keepDims;
  private final int[] axes;

  Max(boolean keepDims, int[] axes) {
    super("max");
    this.keepDims = keepDims;
    this.axes = axes;
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.max(x, axes).reshape(x.shape().reduce(keepDims, axes));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    // Shared evenly among those that are largest.
    T largest = x.equalTo(y.reshape(x.shape().reduce(true, axes)));
    T each = cotangent.reshape(x.shape().reduce(true, axes)).div(largest.sum(true, axes));
    return largest.mul(each);
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(axes);
  }
}
