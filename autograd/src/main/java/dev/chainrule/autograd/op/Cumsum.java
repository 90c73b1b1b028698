package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.Gather;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;

/** Running sums along an axis. */
final class Cumsum extends Unary {
  private final int axis;

  Cumsum(Shape of, int axis) {
    super("cumsum");
    this.axis = of.axis("cumsum", axis);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    int unused = x.axis(name(), axis);
    return x;
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x) {
    return running(x, axis);
  }

  /** Elements with all before them along an axis, some of them several times. */
  static <T extends Numeric<T>> T running(T x, int axis) {
    int size = x.shape().size(axis);
    int[] after = new int[x.shape().rank()];
    T sum = x;
    for (int step = 1; step < size; step *= 2) {
      int[] before = after.clone();
      before[axis] = step;
      sum = sum.add(sum.slice(axis, 0, size - step).pad(before, after, 0));
    }
    return sum;
  }

  @Override
  public NdArray value(NdArray x) {
    return Gather.cumsum(x, axis);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.cumsum(axis + 1);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.flip(axis).cumsum(axis).flip(axis);
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("axis", axis);
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]";
  }
}
