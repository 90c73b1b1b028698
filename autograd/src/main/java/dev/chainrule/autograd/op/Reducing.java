package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;

/**
 * Operations that make one element of many, along some axes or all of them: [a, b, c] along axis 1
 * gives [a, c], or [a, 1, c] if {@code keepDims} is set; along all axes it gives []. A negative
 * axis counts from the end; one that does not exist, or is named twice, is refused with an {@link
 * IllegalArgumentException}. No axes stand for all of them.
 *
 * @param <T> the kind of number
 */
public interface Reducing<T extends Numeric<T>> extends Choosing<T>, Indexing<T> {
  /**
   * Adds up along axes, which go: [a, b, c] along axis 1 gives [a, c]. Value Σ x, 0 for nothing;
   * derivative 1. Added pairwise, so that the rounding error stays small however many there are.
   *
   * @param axes to add up along; none of them stands for all
   */
  default T sum(int... axes) {
    return sum(false, axes);
  }

  /**
   * Adds up along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c]. Value Σ x, 0 for
   * nothing; derivative 1.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to add up along; none of them stands for all
   */
  default T sum(boolean keepDims, int... axes) {
    return apply(new Sum(shape(), keepDims, axes));
  }

  /**
   * Averages along axes, which go: [a, b, c] along axis 1 gives [a, c]. Value Σ x / n for n
   * elements, NaN for nothing; derivative 1/n.
   *
   * @param axes to average along; none of them stands for all
   */
  default T mean(int... axes) {
    return mean(false, axes);
  }

  /**
   * Averages along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c]. Value Σ x / n for n
   * elements, NaN for nothing; derivative 1/n.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to average along; none of them stands for all
   */
  default T mean(boolean keepDims, int... axes) {
    int count = Operands.count("mean", shape(), axes);
    return sum(keepDims, axes).div(count);
  }

  /**
   * Takes the largest element along axes, which go: [a, b, c] along axis 1 gives [a, c]. NaN if one
   * is. The derivative is shared evenly among those that are largest, and 0 for others. For the
   * larger of two operands see {@link #maximum(double)}.
   *
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if an axis has size 0
   */
  default T max(int... axes) {
    return max(false, axes);
  }

  /**
   * Takes the largest element along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c]. NaN if
   * one is. The derivative is shared evenly among those that are largest, and 0 for others.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if an axis has size 0
   */
  default T max(boolean keepDims, int... axes) {
    return apply(Extreme.max(shape(), keepDims, axes));
  }

  /**
   * Takes the smallest element along axes, which go: [a, b, c] along axis 1 gives [a, c]. NaN if
   * one is. The derivative is shared evenly among those that are smallest, and 0 for others. For
   * the smaller of two operands see {@link #minimum(double)}.
   *
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if an axis has size 0
   */
  default T min(int... axes) {
    return min(false, axes);
  }

  /**
   * Takes the smallest element along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c]. NaN
   * if one is. The derivative is shared evenly among those that are smallest, and 0 for others.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if an axis has size 0
   */
  default T min(boolean keepDims, int... axes) {
    return apply(Extreme.min(shape(), keepDims, axes));
  }

  /**
   * Multiplies along axes, which go: [a, b, c] along axis 1 gives [a, c]. Value Π x, 1 for nothing;
   * the derivative for one element is the product of all others, right also where some are 0.
   *
   * @param axes to multiply along; none of them stands for all
   */
  default T prod(int... axes) {
    return prod(false, axes);
  }

  /**
   * Multiplies along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c]. Value Π x, 1 for
   * nothing; the derivative for one element is the product of all others, right also where some are
   * 0.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to multiply along; none of them stands for all
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
   * Takes the variance along axes, which go: [a, b, c] along axis 1 gives [a, c]. Value Σ (x -
   * mean)² / n for n elements, which is NumPy's default; PyTorch divides by n - 1, as {@code
   * variance(1, false, axes)} does. Derivative 2 (x - mean) / n. NaN for nothing.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T variance(int... axes) {
    return variance(0, false, axes);
  }

  /**
   * Takes the variance along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c]. Value Σ (x -
   * mean)² / (n - correction) for n elements; derivative 2 (x - mean) / (n - correction). NaN if
   * the correction is n.
   *
   * @param correction 0 for the variance of just these n elements, 1 for an estimate from a sample
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if the correction is greater than n
   */
  default T variance(int correction, boolean keepDims, int... axes) {
    int count = Operands.count("variance", shape(), axes);
    Moments.check("variance", shape(), count, correction);
    return sub(mean(true, axes)).square().sum(keepDims, axes).div(count - correction);
  }

  /**
   * Takes the standard deviation along axes, which go: [a, b, c] along axis 1 gives [a, c]. Value s
   * = √(Σ (x - mean)² / n) for n elements, which is NumPy's default; PyTorch divides by n - 1, as
   * {@code standardDeviation(1, false, axes)} does. Derivative (x - mean) / (n s), and 0 where s is
   * 0. NaN for nothing.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T standardDeviation(int... axes) {
    return standardDeviation(0, false, axes);
  }

  /**
   * Takes the standard deviation along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c].
   * Value s = √(Σ (x - mean)² / m) with m = n - correction for n elements; derivative (x - mean) /
   * (m s), and 0 where s is 0. NaN if the correction is n.
   *
   * @param correction 0 for that of just these n elements, 1 for an estimate from a sample
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if the correction is greater than n
   */
  default T standardDeviation(int correction, boolean keepDims, int... axes) {
    int count = Operands.count("standardDeviation", shape(), axes);
    Moments.check("standardDeviation", shape(), count, correction);
    T variance = variance(correction, keepDims, axes);
    return variance.sqrt().maskedBy(variance);
  }

  /**
   * Finds the largest element along an axis, which goes: [a, n, c] along axis 1 gives [a, c]. Value
   * its index, from 0 to n - 1; of equal ones the first counts, and a NaN counts as the largest.
   * Derivative 0 everywhere.
   *
   * @throws IllegalArgumentException if there is no such axis, or nothing along it; or if it is too
   *     long for float32 to count
   */
  default T argMax(int axis) {
    return apply(ArgExtreme.max(shape(), axis));
  }

  /**
   * Finds the smallest element along an axis, which goes: [a, n, c] along axis 1 gives [a, c].
   * Value its index, from 0 to n - 1; of equal ones the first counts, and a NaN counts as the
   * smallest. Derivative 0 everywhere.
   *
   * @throws IllegalArgumentException if there is no such axis, or nothing along it; or if it is too
   *     long for float32 to count
   */
  default T argMin(int axis) {
    return apply(ArgExtreme.min(shape(), axis));
  }

  /**
   * Tells whether any element along axes, which go, is not 0: [a, b, c] along axis 1 gives [a, c].
   * Value 1 if there is one, else 0, so 0 for nothing; NaN is not 0. Derivative 0 everywhere.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T any(int... axes) {
    return notEqualTo(0).sum(shape().axes("any", axes)).greater(0);
  }

  /**
   * Tells whether all elements along axes, which go, are not 0: [a, b, c] along axis 1 gives [a,
   * c]. Value 0 if one is 0, else 1, so 1 for nothing; NaN is not 0. Derivative 0 everywhere.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T all(int... axes) {
    return equalTo(0).sum(shape().axes("all", axes)).equalTo(0);
  }

  /**
   * Counts the elements along axes, which go, that are not 0: [a, b, c] along axis 1 gives [a, c].
   * Value from 0 to the number of elements; NaN is not 0. Derivative 0 everywhere.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T countNonzero(int... axes) {
    return notEqualTo(0).sum(shape().axes("countNonzero", axes));
  }

  /**
   * Adds up what broadcasting would repeat, so that this takes a shape that broadcasts to its own:
   * [a, b, c] gives [b, 1], say. Value Σ x; derivative 1. The transpose of {@code broadcastTo}.
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
