package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkState;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Gives what it is applied to, and shows its numbers to the word that applies it: for the few whose
 * result has a shape that depends on numbers. Each is applied once, and kept by nobody.
 */
final class Reading extends Unary {
  private @Nullable NdArray seen;

  Reading() {
    super("reading");
  }

  /** The numbers of an operand, in row-major order. */
  static <T extends Numeric<T>> double[] of(T operand) {
    Reading reading = new Reading();
    T unused = operand.apply(reading);
    NdArray seen = reading.seen;
    checkState(
        seen != null,
        "%s: a result's shape would depend on numbers, and there are none yet, or they differ from"
            + " point to point, as while a sparsity pattern is found",
        reading);
    return seen.toArray();
  }

  @Override
  public boolean isLinear() {
    return false; // for a tangent would be seen, too
  }

  @Override
  public Shape shape(Shape x) {
    return x;
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x) {
    return x; // asked for in vain: nothing was seen
  }

  @Override
  public NdArray value(NdArray x) {
    seen = seen == null ? x : seen;
    return x;
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    throw new IllegalStateException(
        "vmap: a result's shape would depend on numbers, which differ from example to example");
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent;
  }
}
