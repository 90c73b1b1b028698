package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;

/** The Euclidean norm along axes. */
final class Norm2 extends Reduction {
  Norm2(Shape of, boolean keepDims, int... axes) {
    super("norm2", of, keepDims, axes);
  }

  @Override
  Reduction along(Shape of, int... others) {
    return new Norm2(of, keepDims, others);
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.norm2(x, axes).reshape(shape(x.shape()));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    Shape kept = kept(x.shape());
    T norm = y.reshape(kept);
    return x.div(norm).maskedBy(norm).mul(cotangent.reshape(kept));
  }
}
