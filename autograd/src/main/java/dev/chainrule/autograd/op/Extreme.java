package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;
import java.util.function.BiFunction;

/** The largest or the smallest along axes; the gradient is shared evenly among equals. */
final class Extreme extends Reduction {
  private final BiFunction<NdArray, int[], NdArray> reduce;

  private Extreme(
      String name,
      BiFunction<NdArray, int[], NdArray> reduce,
      Shape of,
      boolean keepDims,
      int... axes) {
    super(name, of, keepDims, axes);
    this.reduce = reduce;
  }

  static Extreme max(Shape of, boolean keepDims, int... axes) {
    return new Extreme("max", Reduce::max, of, keepDims, axes);
  }

  static Extreme min(Shape of, boolean keepDims, int... axes) {
    return new Extreme("min", Reduce::min, of, keepDims, axes);
  }

  @Override
  public boolean isChoice() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    for (int axis : axes) {
      checkNotEmpty(name(), x, axis);
    }
    return super.shape(x);
  }

  static void checkNotEmpty(String operation, Shape x, int axis) {
    checkArgument(x.size(axis) > 0, "%s: there is nothing along axis %s of %s", operation, axis, x);
  }

  @Override
  Reduction along(Shape of, int... others) {
    return new Extreme(name(), reduce, of, keepDims, others);
  }

  @Override
  public NdArray value(NdArray x) {
    return reduce.apply(x, axes).reshape(shape(x.shape()));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    Shape kept = kept(x.shape());
    T extreme = y.reshape(kept);
    T chosen = x.equalTo(extreme).maximum(x.notEqualTo(x)); // NaN beats every number
    T each = cotangent.reshape(kept).div(chosen.sum(true, axes));
    return each.broadcastTo(x.shape()).maskedBy(chosen);
  }
}
