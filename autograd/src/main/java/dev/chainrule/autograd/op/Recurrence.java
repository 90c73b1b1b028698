package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.Gather;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;

/**
 * A linear recurrence along an axis: z₀ = x₀, and zᵢ = xᵢ + yᵢ zᵢ₋₁. Its gradient is one that runs
 * backwards: the cotangent of xᵢ is gᵢ + yᵢ₊₁ times that of xᵢ₊₁, and that of yᵢ is zᵢ₋₁ times it.
 */
final class Recurrence extends Binary {
  private final int axis;

  Recurrence(Shape of, int axis) {
    super("recurrence");
    this.axis = of.axis("recurrence", axis);
  }

  @Override
  public Shape shape(Shape x, Shape y) {
    checkArgument(x.equals(y), "%s: shapes differ: %s and %s", name(), x, y);
    int unused = x.axis(name(), axis);
    return x;
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x, T y) {
    return Cumsum.running(x.add(y), axis);
  }

  @Override
  public NdArray value(NdArray x, NdArray y) {
    return Gather.recurrence(x, y, axis);
  }

  @Override
  public <T extends Numeric<T>> T each(Batch<T> x, Batch<T> y) {
    int count = (x.isStacked() ? x : y).numbers().shape().size(0);
    T all = x.stacked(count);
    return all.apply(new Recurrence(all.shape(), axis + 1), y.stacked(count));
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
    T factors = y.flip(axis).roll(1, axis); // the first of them is not used
    return cotangent.flip(axis).apply(this, factors).flip(axis);
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
    int size = x.shape().size(axis);
    int[] before = new int[x.shape().rank()];
    before[axis] = Math.min(1, size);
    T last = z.slice(axis, 0, size - before[axis]).pad(before, new int[before.length], 0);
    return cotangentX(cotangent, x, y, z).mul(last);
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
