package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Shares;
import dev.chainrule.autograd.shape.Shape;
import java.util.Optional;

/** The logarithms of {@link Softmax}. */
final class LogSoftmax extends Normalization {
  LogSoftmax(Shape of, int... axes) {
    super("logSoftmax", of, axes);
  }

  @Override
  Normalization along(Shape of, int... others) {
    return new LogSoftmax(of, others);
  }

  @Override
  public NdArray value(NdArray x) {
    return Shares.logarithms(x, axes);
  }

  /**
   * That is g - p Σ g for shares p. For the largest of a line, whose p may be close to 1, it is
   * written as g (1 - p) - p Σ g with a sum over the others alone, so that nothing is lost.
   */
  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T largest = largest(x);
    T own = cotangent.maskedBy(largest);
    T rest = cotangent.maskedBy(largest.not()).sum(true, axes);
    T sum = rest.add(own.sum(true, axes).sub(own));
    return cotangent.mul(y.expm1().neg().where(largest, 1)).sub(y.exp().mul(sum));
  }

  /** That is t - Σ p t, written as the cotangent is. */
  @Override
  public <T extends Numeric<T>> Optional<T> tangent(T tangent, T x, T y) {
    T largest = largest(x);
    T weighted = tangent.mul(y.exp());
    T own = weighted.maskedBy(largest);
    T rest = weighted.maskedBy(largest.not()).sum(true, axes);
    T sum = rest.add(own.sum(true, axes).sub(own));
    return Optional.of(tangent.mul(y.expm1().neg().where(largest, 1)).sub(sum));
  }
}
