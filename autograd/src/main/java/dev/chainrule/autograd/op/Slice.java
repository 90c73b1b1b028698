package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** Every so many elements along each axis, from a start on. */
final class Slice extends Unary implements ArrayFunction.OfOne {
  private final int[] starts;
  private final int[] steps;
  private final Shape target;

  Slice(int[] starts, int[] steps, Shape target) {
    super("slice");
    this.starts = starts;
    this.steps = steps;
    this.target = target;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.slice(starts, steps, target);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(new Spread(starts, steps, x.shape(), 0));
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(starts) + target;
  }
}
