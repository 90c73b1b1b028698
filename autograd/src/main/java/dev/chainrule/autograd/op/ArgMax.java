package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;

/** The place of the largest along an axis. */
final class ArgMax extends Unary implements ArrayFunction.OfOne {
  private final boolean keepDims;
  private final int axis;

  ArgMax(boolean keepDims, int axis) {
    super("argMax");
    this.keepDims = keepDims;
    this.axis = axis;
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.argMax(x, axis).reshape(x.shape().reduce(keepDims, axis));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return x.filled(0);
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]";
  }
}
