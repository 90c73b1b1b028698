package dev.chainrule.autograd.op;

/**
 * Norms, and what is divided by one. [a, b, c] along axis 1 gives [a, c], or [a, 1, c] if {@code
 * keepDims} is set; along all axes it gives []. A negative axis counts from the end; one that does
 * not exist, or is named twice, is refused with an {@link IllegalArgumentException}. No axes stand
 * for all of them.
 *
 * @param <T> the kind of number
 */
public interface Normalizing<T extends Numeric<T>> extends Reducing<T>, Exponential<T> {
  /**
   * Takes the sum of absolute values along axes, which go: [a, b, c] along axis 1 gives [a, c].
   * Value Σ |x|, 0 for nothing; derivative the sign of x, 0 at 0.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T norm1(int... axes) {
    return norm1(false, axes);
  }

  /**
   * Takes the sum of absolute values along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c].
   * Value Σ |x|, 0 for nothing; derivative the sign of x, 0 at 0.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   */
  default T norm1(boolean keepDims, int... axes) {
    int[] reduced = shape().axes("norm1", axes);
    return reduced.length == 0 ? abs() : abs().sum(keepDims, reduced);
  }

  /**
   * Takes the Euclidean norm along axes, which go: [a, b, c] along axis 1 gives [a, c]. Value y =
   * √(Σ x²), without overflow on the way, 0 for nothing; derivative x / y, and 0 where all are 0.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T norm2(int... axes) {
    return norm2(false, axes);
  }

  /**
   * Takes the Euclidean norm along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c]. Value y
   * = √(Σ x²), without overflow on the way, 0 for nothing; derivative x / y, and 0 where all are 0.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   */
  default T norm2(boolean keepDims, int... axes) {
    return apply(new Norm2(shape(), keepDims, axes));
  }

  /**
   * Takes the largest absolute value along axes, which go: [a, b, c] along axis 1 gives [a, c].
   * Value max |x|, NaN if one is. The derivative, the sign of x, is shared evenly among those whose
   * absolute value is largest, and 0 for others.
   *
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if an axis has size 0
   */
  default T normInf(int... axes) {
    return normInf(false, axes);
  }

  /**
   * Takes the largest absolute value along axes: [a, b, c] along axis 1 gives [a, c], or [a, 1, c].
   * Value max |x|, NaN if one is. The derivative, the sign of x, is shared evenly among those whose
   * absolute value is largest, and 0 for others.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   * @throws IllegalArgumentException if an axis has size 0
   */
  default T normInf(boolean keepDims, int... axes) {
    for (int axis : shape().axes("normInf", axes)) {
      Extreme.checkNotEmpty("normInf", shape(), axis);
    }
    return abs().max(keepDims, axes);
  }

  /**
   * Takes the logarithm of the sum of exponentials along axes, which go: [a, b, c] along axis 1
   * gives [a, c]. Value log Σ eˣ, without overflow, -Infinity for nothing; derivative softmax. An
   * element of -Infinity counts for nothing, and its derivative is 0.
   *
   * @param axes to reduce; none of them stands for all
   */
  default T logSumExp(int... axes) {
    return logSumExp(false, axes);
  }

  /**
   * Takes the logarithm of the sum of exponentials along axes: [a, b, c] along axis 1 gives [a, c],
   * or [a, 1, c]. Value log Σ eˣ, without overflow, -Infinity for nothing; derivative softmax. An
   * element of -Infinity counts for nothing, and its derivative is 0.
   *
   * @param keepDims whether a reduced axis stays, with size 1
   * @param axes to reduce; none of them stands for all
   */
  default T logSumExp(boolean keepDims, int... axes) {
    return apply(new LogSumExp(shape(), keepDims, axes));
  }

  /**
   * Makes positive numbers with sum 1 along an axis; the shape stays. Value y = eˣ / Σ eˣ, without
   * overflow; derivative y (δ - yᵀ), where δ is the identity matrix. An element of -Infinity gives
   * 0, and its derivative is 0. The axis is always named, since it can't be guessed.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  default T softmax(int axis) {
    return apply(new Softmax(shape(), shape().axis("softmax", axis)));
  }

  /**
   * Takes the logarithm of {@link #softmax}; the shape stays. Value x - log Σ eˣ, without overflow;
   * derivative δ - softmaxᵀ, where δ is the identity matrix.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  default T logSoftmax(int axis) {
    return apply(new LogSoftmax(shape(), shape().axis("logSoftmax", axis)));
  }
}
