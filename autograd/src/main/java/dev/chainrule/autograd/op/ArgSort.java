package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Sort;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;

/** The indices that sort along an axis; equal elements keep their order. */
final class ArgSort extends Unary {
  private final int axis;
  private final boolean isDescending;

  private ArgSort(String name, Shape of, int axis, boolean isDescending) {
    super(name);
    this.axis = of.axis(name, axis);
    this.isDescending = isDescending;
    declareFlat(0);
  }

  /** Smallest first, and NaN last. */
  static ArgSort ascending(String word, Shape of, int axis) {
    return new ArgSort(word, of, axis, false);
  }

  /** NaN first, then the largest. */
  static ArgSort descending(String word, Shape of, int axis) {
    return new ArgSort(word, of, axis, true);
  }

  static void checkCount(String word, Shape shape, int k, int axis) {
    checkArgument(
        k >= 0 && k <= shape.size(axis),
        "%s: there are no %s elements along axis %s of %s",
        word,
        k,
        axis,
        shape);
  }

  @Override
  public Shape shape(Shape x) {
    int unused = x.axis(name(), axis);
    return x;
  }

  @Override
  public NdArray value(NdArray x) {
    Indices.checkCounted(name(), x, axis);
    return Sort.indices(x, axis, isDescending);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.apply(new ArgSort(name(), stacked.shape(), axis + 1, isDescending));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return x.filled(0);
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("axis", axis, "descending", isDescending ? 1 : 0);
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]";
  }
}
