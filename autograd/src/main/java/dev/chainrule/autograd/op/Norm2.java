package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** The Euclidean norm along axes. */
final class Norm2 extends Unary implements ArrayFunction.OfOne {
  private final boolean keepDims;
  private final int[] axes;

  Norm2(boolean keepDims, int[] axes) {
    super("norm2");
    this.keepDims = keepDims;
    this.axes = axes;
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.norm2(x, axes).reshape(x.shape().reduce(keepDims, axes));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    Shape kept = x.shape().reduce(true, axes);
    T norm = y.reshape(kept);
    return x.div(norm).maskedBy(norm).mul(cotangent.reshape(kept));
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(axes);
  }
}
