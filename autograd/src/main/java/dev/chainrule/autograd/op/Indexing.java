package dev.chainrule.autograd.op;

/**
 * Taking ranges of elements, and putting elements around. A gradient goes back to where each
 * element came from, and is 0 elsewhere. An axis, an index, a start and a stop that is negative
 * counts from the end.
 *
 * @param <T> the kind of number
 */
public interface Indexing<T extends Numeric<T>> extends Shaping<T> {
  /**
   * Takes the elements from {@code start} to before {@code stop} along an axis: [a, n, c] along
   * axis 1 gives [a, stop - start, c]. Derivative 1 for what is taken, 0 elsewhere.
   *
   * @param start from -n to n; a negative one counts from the end
   * @param stop from the start to n; a negative one counts from the end
   * @throws IllegalArgumentException if they are not that, or there is no such axis
   */
  default T slice(int axis, int start, int stop) {
    int at = shape().axis("slice", axis);
    return apply(Slice.along("slice", shape(), at, start, stop));
  }

  /**
   * Takes the elements from {@code start} to the end along an axis: [a, n, c] along axis 1 gives
   * [a, n - start, c], or [a, -start, c] for a negative start. Derivative 1 for what is taken, 0
   * elsewhere.
   *
   * @param start from -n to n; a negative one counts from the end
   * @throws IllegalArgumentException if it is not that, or there is no such axis
   */
  default T sliceFrom(int axis, int start) {
    int at = shape().axis("sliceFrom", axis);
    return apply(Slice.along("sliceFrom", shape(), at, start, shape().size(at)));
  }

  /**
   * Takes every so many elements from a start to before a stop, along each axis: size n gives (stop
   * - start) / step, rounded up. Derivative 1 for what is taken, 0 elsewhere.
   *
   * @param starts one for each axis, from -n to n; a negative one counts from the end
   * @param stops one for each axis, from the start to n; a negative one counts from the end
   * @param steps one for each axis, at least 1
   * @throws IllegalArgumentException if they are not that
   */
  default T slice(int[] starts, int[] stops, int[] steps) {
    return apply(Slice.between("slice", shape(), starts, stops, steps));
  }

  /**
   * Turns axes around, so that the last element comes first; the shape stays. Derivative 1: the
   * gradient is turned around, too.
   *
   * @param axes to turn around; none of them stands for all
   * @throws IllegalArgumentException if there is no such axis, or one is named twice
   */
  default T flip(int... axes) {
    return apply(Slice.backwards(shape(), axes));
  }

  /**
   * Puts elements of one value around this: size n along an axis becomes before + n + after.
   * Derivative 1: the gradient of what was put there is dropped.
   *
   * @param before how many to put before the first, for each axis
   * @param after how many to put after the last, for each axis
   * @throws IllegalArgumentException if there is not one count for each axis, or one is negative
   */
  default T pad(int[] before, int[] after, double value) {
    return apply(Place.pad(shape(), before, after, value));
  }
}
