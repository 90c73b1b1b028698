package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import java.util.Arrays;

/** The axes in another order. */
final class Permute extends Unary implements ArrayFunction.OfOne {
  private final int[] order;

  Permute(int... order) {
    super("permute");
    this.order = order;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.permute(order);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    int[] back = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      back[order[axis]] = axis;
    }
    return cotangent.permute(back);
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(order);
  }
}
