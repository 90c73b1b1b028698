package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;

/**
 * Operations that make one element of many, along some axes or all of them. Axes may be negative
 * (from the end); one that does not exist, or is named twice, is refused with an {@link
 * IllegalArgumentException}. A reduced axis goes, or stays with size 1 if {@code keepDims} is set.
 *
 * @param <T> the kind of number
 */
public interface Reductions<T extends Numeric<T>> extends Elementwise<T>, Shaping<T> {
  /**
   * The sum; derivative 1. A sum over nothing is 0. Summed pairwise, so that the rounding error
   * stays small however many elements there are.
   *
   * @param axes the axes to sum over; none of them stands for all
   */
  default T sum(int... axes) {
    return sum(false, axes);
  }

  /**
   * The sum; derivative 1.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes the axes to sum over; none of them stands for all
   */
  default T sum(boolean keepDims, int... axes) {
    return apply(new Sum(keepDims, shape().axes("sum", axes)));
  }

  /**
   * The mean: the sum divided by the number n of elements; derivative 1/n. NaN over nothing.
   *
   * @param axes the axes to average over; none of them stands for all
   */
  default T mean(int... axes) {
    return mean(false, axes);
  }

  /**
   * The mean; derivative 1/n.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes the axes to average over; none of them stands for all
   */
  default T mean(boolean keepDims, int... axes) {
    int count = 1;
    for (int axis : shape().axes("mean", axes)) {
      count *= shape().size(axis);
    }
    return sum(keepDims, axes).div(count);
  }

  /**
   * Sums what broadcasting would repeat: the transpose of {@code broadcastTo}.
   *
   * @param target a shape that broadcasts to this one
   * @throws IllegalArgumentException if it does not
   */
  default T sumTo(Shape target) {
    checkArgument(target.broadcastsTo(shape()), "sumTo: %s does not fill %s", target, shape());
    int[] repeated = target.repeatedAxes(shape());
    return repeated.length == 0 ? reshape(target) : sum(true, repeated).reshape(target);
  }
}
