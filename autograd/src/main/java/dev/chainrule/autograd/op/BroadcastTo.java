package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;

/** Repeated to fill a shape. */
final class BroadcastTo extends Unary implements ArrayFunction.OfOne {
  private final Shape target;

  BroadcastTo(Shape target) {
    super("broadcastTo");
    this.target = target;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.broadcastTo(target);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.sumTo(x.shape());
  }

  @Override
  public String toString() {
    return name() + target;
  }
}
