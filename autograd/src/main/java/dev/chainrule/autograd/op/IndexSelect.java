package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Placing;

/** Slices along an axis, by their numbers. */
final class IndexSelect extends Unary implements ArrayFunction.OfOne {
  private final int axis;
  private final ImmutableList<Integer> indices;

  IndexSelect(int axis, ImmutableList<Integer> indices) {
    super("indexSelect");
    this.axis = axis;
    this.indices = indices;
  }

  @Override
  public NdArray value(NdArray x) {
    return Placing.select(x, axis, indices);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(new IndexAdd(axis, indices, x.shape()));
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]" + indices;
  }
}
