package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.Gather;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Map;

/** Slices along an axis, by their numbers. */
final class IndexSelect extends Unary {
  private final int axis;
  private final int[] indices;
  private final boolean isOfMask;

  IndexSelect(int axis, int... indices) {
    this(axis, indices, false);
  }

  private IndexSelect(int axis, int[] indices, boolean isOfMask) {
    super("indexSelect");
    this.axis = axis;
    this.indices = indices;
    this.isOfMask = isOfMask;
  }

  /** Takes what a mask says now; of other numbers, it might say something else. */
  static <T extends Numeric<T>> IndexSelect ofMask(int axis, T mask) {
    return new IndexSelect(axis, Indices.ofMask(mask), true);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public boolean isChoice() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    int[] sizes = x.toArray();
    int at = x.axis(name(), axis);
    for (int index : indices) {
      checkArgument(
          index >= 0 && index < sizes[at],
          "indexSelect: %s is out of bounds for axis %s of %s",
          index,
          axis,
          x);
    }
    sizes[at] = indices.length;
    return Shape.of("indexSelect", sizes);
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public NdArray value(NdArray x) {
    return Gather.select(x, axis, indices);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.apply(new IndexSelect(axis < 0 ? axis : axis + 1, indices, isOfMask));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(new IndexAdd(axis, indices, x.shape()));
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of(
        "axis", axis, "indices", Ints.asList(indices), "ofMask", isOfMask ? 1 : 0);
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]" + Arrays.toString(indices);
  }
}
