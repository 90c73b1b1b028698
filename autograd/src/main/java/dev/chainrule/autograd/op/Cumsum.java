package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Placing;

/** Running sums along an axis. */
final class Cumsum extends Unary implements ArrayFunction.OfOne {
  private final int axis;

  Cumsum(int axis) {
    super("cumsum");
    this.axis = axis;
  }

  @Override
  public NdArray value(NdArray x) {
    return Placing.cumsum(x, axis);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.flip(axis).cumsum(axis).flip(axis);
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]";
  }
}
