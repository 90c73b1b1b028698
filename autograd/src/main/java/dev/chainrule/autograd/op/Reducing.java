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
public interface Reducing<T extends Numeric<T>> extends Choosing<T>, Exponential<T>, Indexing<T> {
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
    return apply(new Sum(shape(), keepDims, axes));
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
   * The largest; NaN if there is one. The gradient is shared evenly among those that are largest.
   * Refuses an axis of size 0 with an {@link IllegalArgumentException}.
   *
   * @param axes the axes to reduce; none of them stands for all
   */
  default T max(int... axes) {
    return max(false, axes);
  }

  /**
   * As {@link #max(int...)}.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   */
  default T max(boolean keepDims, int... axes) {
    return apply(Extreme.max(shape(), keepDims, axes));
  }

  /**
   * The smallest; NaN if there is one. The gradient is shared evenly among those that are smallest.
   * Refuses an axis of size 0 with an {@link IllegalArgumentException}.
   *
   * @param axes the axes to reduce; none of them stands for all
   */
  default T min(int... axes) {
    return min(false, axes);
  }

  /**
   * As {@link #min(int...)}.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   */
  default T min(boolean keepDims, int... axes) {
    return apply(Extreme.min(shape(), keepDims, axes));
  }

  /**
   * The product; the derivative for one element is the product of all others, right also where some
   * are 0. A product of nothing is 1.
   *
   * @param axes the axes to reduce; none of them stands for all
   */
  default T prod(int... axes) {
    return prod(false, axes);
  }

  /**
   * As {@link #prod(int...)}.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   */
  default T prod(boolean keepDims, int... axes) {
    int[] reduced = shape().axes("prod", axes);
    T line = joinAxes(reduced);
    int length = line.shape().size(-1);
    if (length == 0) {
      return sum(keepDims, reduced).add(1); // the sum of nothing is 0
    }
    while (length > 1) { // a knock-out tournament, so that no rule has to divide
      int half = length / 2;
      T winners = line.slice(-1, 0, half).mul(line.slice(-1, half, 2 * half));
      line = length % 2 == 0 ? winners : winners.concat(-1, line.slice(-1, length - 1, length));
      length = line.shape().size(-1);
    }
    return line.reshape(shape().reduce(keepDims, reduced));
  }

  /**
   * The logarithm of the sum of exponentials, without overflow; derivative softmax. An element of
   * -Infinity counts for nothing, and its derivative is 0; of nothing it is -Infinity.
   *
   * @param axes the axes to reduce; none of them stands for all
   */
  default T logSumExp(int... axes) {
    return logSumExp(false, axes);
  }

  /**
   * As {@link #logSumExp(int...)}.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   */
  default T logSumExp(boolean keepDims, int... axes) {
    return apply(new LogSumExp(shape(), keepDims, axes));
  }

  /**
   * The Euclidean norm y, the root of the sum of squares, without overflow; derivative x / y, and 0
   * where all are 0.
   *
   * @param axes the axes to reduce; none of them stands for all
   */
  default T norm2(int... axes) {
    return norm2(false, axes);
  }

  /**
   * As {@link #norm2(int...)}.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   */
  default T norm2(boolean keepDims, int... axes) {
    return apply(new Norm2(shape(), keepDims, axes));
  }

  /**
   * The variance: the sum of squared deviations from the mean, divided by n - {@code correction}.
   *
   * @param correction 0 for the variance of just these n elements, 1 for an estimate from a sample
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes the axes to reduce; none of them stands for all
   */
  default T variance(int correction, boolean keepDims, int... axes) {
    int count = 1;
    for (int axis : shape().axes("variance", axes)) {
      count *= shape().size(axis);
    }
    return sub(mean(true, axes)).square().sum(keepDims, axes).div(count - correction);
  }

  /** The standard deviation: the root of the variance, with derivative 0 where that is 0. */
  default T standardDeviation(int correction, boolean keepDims, int... axes) {
    int[] unused = shape().axes("standardDeviation", axes);
    T variance = variance(correction, keepDims, axes);
    return variance.sqrt().maskedBy(variance);
  }

  /**
   * Gives the index of the largest element along an axis: [.., n, ..] gives [.., ..] without that
   * axis. Of equal ones the first counts; a NaN counts as the largest. Derivative 0 everywhere.
   *
   * @throws IllegalArgumentException if there is no such axis, or nothing along it
   */
  default T argMax(int axis) {
    return apply(ArgExtreme.max(shape(), axis));
  }

  /**
   * Gives the index of the smallest element along an axis: [.., n, ..] gives [.., ..] without that
   * axis. Of equal ones the first counts; a NaN counts as the smallest. Derivative 0 everywhere.
   *
   * @throws IllegalArgumentException if there is no such axis, or nothing along it
   */
  default T argMin(int axis) {
    return apply(ArgExtreme.min(shape(), axis));
  }

  /** Positive numbers in the proportion of exponentials eˣ, with sum 1 along an axis. */
  default T softmax(int axis) {
    int unused = shape().axis("softmax", axis);
    return logSoftmax(axis).exp();
  }

  /** The logarithm of {@link #softmax}, without overflow. */
  default T logSoftmax(int axis) {
    int unused = shape().axis("logSoftmax", axis);
    return sub(logSumExp(true, axis));
  }

  /** Running sums along an axis. */
  default T cumsum(int axis) {
    return apply(new Cumsum(shape(), axis));
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
