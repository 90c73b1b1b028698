package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Placing;
import dev.chainrule.autograd.shape.Shape;

/** Slices added where they were selected from: the transpose of a selection. */
final class IndexAdd extends Unary implements ArrayFunction.OfOne {
  private final int axis;
  private final ImmutableList<Integer> indices;
  private final Shape target;

  IndexAdd(int axis, ImmutableList<Integer> indices, Shape target) {
    super("indexAdd");
    this.axis = axis;
    this.indices = indices;
    this.target = target;
  }

  @Override
  public NdArray value(NdArray x) {
    return Placing.addSelected(x, axis, indices, target);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(new IndexSelect(axis, indices));
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]" + indices;
  }
}
