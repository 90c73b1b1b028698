package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The sum of what operations scatter over zeros, however many they are: the first few wait; then
 * there is one array, to which each part is added at its places alone. So the gradient of what was
 * cut into many parts takes no array for each of them.
 */
public final class ScatteredSum {
  private final Shape shape;
  private final DType dtype;
  private @Nullable Scattered waiting;
  private @Nullable NdArray sum; // of all parts, once they are many

  /** Begins with no part, for a sum of some shape and precision. */
  public ScatteredSum(Shape shape, DType dtype) {
    this.shape = shape;
    this.dtype = dtype;
  }

  /**
   * Adds what an operation makes of a part.
   *
   * @param scatter an operation whose results have the shape and the precision of the sum
   */
  public void add(Tensor part, Unary scatter) {
    if (sum != null) {
      scatter.addTo(sum, part.array());
      return;
    }
    waiting = Scattered.of(waiting, part, scatter);
    if (waiting.isFull()) {
      sum = total().array();
      waiting = null;
    }
  }

  /** The sum, to which nothing may be added any more. */
  public Tensor total() {
    if (sum != null) {
      return Tensor.wrap(sum);
    }
    return waiting == null
        ? Tensor.scalar(dtype, 0).broadcastTo(shape)
        : Tensor.waiting(dtype, shape, waiting);
  }
}
