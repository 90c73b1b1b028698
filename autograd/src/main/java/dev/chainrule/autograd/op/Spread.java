package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Placing;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** Placed where a slice would take it from, on a background: the transpose of a slice. */
final class Spread extends Unary implements ArrayFunction.OfOne {
  private final int[] starts;
  private final int[] steps;
  private final Shape target;
  private final double background;

  Spread(int[] starts, int[] steps, Shape target, double background) {
    super("spread");
    this.starts = starts;
    this.steps = steps;
    this.target = target;
    this.background = background;
  }

  @Override
  public NdArray value(NdArray x) {
    return Placing.spread(x, starts, steps, target, background);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(new Slice(starts, steps, x.shape()));
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(starts) + target;
  }
}
