package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.kernel.NdArray;

/**
 * The sum of tensors of one small shape, in one array of its own: a cotangent to which many uses of
 * a value contribute takes no new array for each. The bits are those of tensors added up in order.
 */
public final class RunningSum {
  private final NdArray sum;

  /** Begins with two tensors, of a shape that {@link #isFor} approves of and of one precision. */
  public RunningSum(Tensor first, Tensor second) {
    sum = first.add(second).array();
  }

  /**
   * Tells whether tensors of this one's shape are computed at once, and so can be added at once.
   */
  public static boolean isFor(Tensor tensor) {
    return tensor.shape().rank() > 0 && Fusion.isSmall(tensor.shape());
  }

  /** Adds another tensor, of the same shape and precision. */
  public void add(Tensor next) {
    NdArray more = Direct.elements(next, sum.shape());
    more.storage().addTo(more.offset(), 1, sum.storage(), sum.offset(), 1, sum.shape().elements());
  }

  /** The sum, to which nothing may be added any more. */
  public Tensor total() {
    return Tensor.wrap(sum);
  }
}
