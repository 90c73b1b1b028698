package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;

/** The logarithm of the sum of exponentials along axes. */
final class LogSumExp extends Reduction {
  LogSumExp(Shape of, boolean keepDims, int... axes) {
    super("logSumExp", of, keepDims, axes);
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.logSumExp(x, axes).reshape(shape(x.shape()));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    Shape kept = kept(x.shape());
    T softmax = x.sub(y.reshape(kept)).exp().maskedBy(x.notEqualTo(Double.NEGATIVE_INFINITY));
    return softmax.mul(cotangent.reshape(kept));
  }
}
