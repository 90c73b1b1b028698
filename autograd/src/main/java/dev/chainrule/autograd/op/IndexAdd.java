package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Scatter;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Map;

/** Slices added where they were selected from: the transpose of a selection. */
final class IndexAdd extends Unary {
  private final int axis;
  private final int[] indices;
  private final Shape target;

  IndexAdd(int axis, int[] indices, Shape target) {
    super("indexAdd");
    this.axis = axis;
    this.indices = indices;
    this.target = target;
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    int[] sizes = target.toArray();
    sizes[axis] = indices.length;
    checkArgument(
        Arrays.equals(sizes, x.toArray()),
        "indexAdd: %s does not hold %s slices of %s along axis %s",
        x,
        indices.length,
        target,
        axis);
    return target;
  }

  @Override
  public Movement movement() {
    return Movement.SCATTER;
  }

  @Override
  public NdArray value(NdArray x) {
    return Scatter.add(x, axis, indices, target);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    Shape all = target.stacked(stacked.shape().size(0));
    return stacked.apply(new IndexAdd(axis + 1, indices, all));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(new IndexSelect(axis, indices));
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of(
        "axis", axis, "indices", Ints.asList(indices), "shape", Ints.asList(target.toArray()));
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]" + Arrays.toString(indices);
  }
}
