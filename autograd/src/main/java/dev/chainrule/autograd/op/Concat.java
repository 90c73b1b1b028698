package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Placing;

/** One after the other along an axis. */
final class Concat extends Binary implements ArrayFunction.OfTwo {
  private final int axis;

  Concat(int axis) {
    super("concat");
    this.axis = axis;
  }

  @Override
  public NdArray value(NdArray x, NdArray y) {
    return Placing.concat(x, y, axis);
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
    return cotangent.slice(axis, 0, x.shape().size(axis));
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
    return cotangent.slice(axis, x.shape().size(axis), z.shape().size(axis));
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]";
  }
}
