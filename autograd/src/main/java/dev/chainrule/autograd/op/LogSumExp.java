package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** The logarithm of the sum of exponentials along axes. */
final class LogSumExp extends Unary implements ArrayFunction.OfOne {
  private final boolean keepDims;
  private final int[] axes;

  LogSumExp(boolean keepDims, int[] axes) {
    super("logSumExp");
    this.keepDims = keepDims;
    this.axes = axes;
  }

  @Override
  public NdArray value(NdArray x) {
    return Reduce.logSumExp(x, axes).reshape(x.shape().reduce(keepDims, axes));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    Shape kept = x.shape().reduce(true, axes);
    T softmax = x.sub(y.reshape(kept)).exp().maskedBy(x.greater(Double.NEGATIVE_INFINITY));
    return softmax.mul(cotangent.reshape(kept));
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(axes);
  }
}
