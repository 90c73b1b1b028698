package dev.chainrule.autograd.op;

import static java.lang.Double.NEGATIVE_INFINITY;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;

/** The logarithm of the sum of exponentials along axes. */
final class LogSumExp extends Reduction {
  LogSumExp(Shape of, boolean keepDims, int... axes) {
    super("logSumExp", of, keepDims, axes);
  }

  @Override
  Reduction along(Shape of, int... others) {
    return new LogSumExp(of, keepDims, others);
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.logSumExp(x, axes).reshape(shape(x.shape()));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T shares = x.apply(new Softmax(x.shape(), axes)).maskedBy(x.notEqualTo(NEGATIVE_INFINITY));
    return shares.mul(cotangent.reshape(kept(x.shape())));
  }
}
