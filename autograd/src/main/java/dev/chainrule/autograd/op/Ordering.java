package dev.chainrule.autograd.op;

/**
 * Words for elements in an order along an axis: running sums and products, and sorting. A negative
 * axis counts from the end; one that does not exist is refused with an {@link
 * IllegalArgumentException}.
 *
 * @param <T> the kind of number
 */
public interface Ordering<T extends Numeric<T>> extends Selecting<T> {
  /**
   * Adds up step by step along an axis; the shape stays. Value yᵢ = x₀ + .. + xᵢ; the derivative of
   * yᵢ is 1 for each of those.
   */
  default T cumsum(int axis) {
    return apply(new Cumsum(shape(), axis));
  }

  /**
   * Multiplies step by step along an axis; the shape stays. Value yᵢ = x₀ .. xᵢ; the derivative of
   * yᵢ for one of those is the product of the others, right also where some are 0.
   */
  default T cumprod(int axis) {
    int at = shape().axis("cumprod", axis);
    int size = shape().size(at);
    if (size == 0) {
      return self();
    }
    int[] before = new int[shape().rank()];
    int[] after = new int[shape().rank()];
    after[at] = size - 1;
    T first = slice(at, 0, 1).pad(before, after, 0);
    return first.apply(new Recurrence(shape(), at), self());
  }

  /**
   * Sorts along an axis, smallest first; the shape stays. Equal elements keep their order, and NaN
   * comes last. Derivative 1 for the element that came to a place: the gradient goes back to where
   * it was. For largest first, take {@link #topK} of all.
   *
   * @throws IllegalArgumentException if there is no such axis, or it is too long for float32 to
   *     count
   */
  default T sort(int axis) {
    int at = shape().axis("sort", axis);
    return gather(at, apply(ArgSort.ascending("sort", shape(), at)));
  }

  /**
   * Finds what sorts along an axis, smallest first; the shape stays. Value the index at which the
   * element of each place was, so that {@code x.gather(axis, x.argSort(axis))} is sorted. Equal
   * elements keep their order, and NaN comes last. Derivative 0 everywhere.
   *
   * @throws IllegalArgumentException if there is no such axis, or it is too long for float32 to
   *     count
   */
  default T argSort(int axis) {
    return apply(ArgSort.ascending("argSort", shape(), axis));
  }

  /**
   * Takes the k largest elements along an axis, largest first: [a, n, c] along axis 1 gives [a, k,
   * c]. Equal elements keep their order, and NaN counts as the largest. Derivative 1 for each that
   * was taken: the gradient goes back to where it was, and is 0 elsewhere.
   *
   * @throws IllegalArgumentException if there is no such axis, k is not from 0 to its size, or it
   *     is too long for float32 to count
   */
  default T topK(int k, int axis) {
    int at = shape().axis("topK", axis);
    ArgSort.checkCount("topK", shape(), k, at);
    T indices = apply(ArgSort.descending("topK", shape(), at)).slice(at, 0, k);
    return gather(at, indices);
  }

  /**
   * Finds the k largest elements along an axis, largest first: [a, n, c] along axis 1 gives [a, k,
   * c]. Value the index at which each is. Equal elements keep their order, and NaN counts as the
   * largest. Derivative 0 everywhere.
   *
   * @throws IllegalArgumentException if there is no such axis, k is not from 0 to its size, or it
   *     is too long for float32 to count
   */
  default T argTopK(int k, int axis) {
    int at = shape().axis("argTopK", axis);
    ArgSort.checkCount("argTopK", shape(), k, at);
    return apply(ArgSort.descending("argTopK", shape(), at)).slice(at, 0, k);
  }
}
