package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Taking parts and putting parts together. A gradient goes back to where each element came from.
 *
 * @param <T> the kind of number
 */
public interface Indexing<T extends Numeric<T>> extends Shaping<T> {
  /**
   * Takes the elements from {@code start} to before {@code stop} along an axis: [.., n, ..] gives
   * [.., stop - start, ..]. Derivative 1: the gradient goes back to where each element came from,
   * and is 0 elsewhere.
   *
   * @param start from 0 to the axis's size
   * @param stop from the start to the axis's size
   * @throws IllegalArgumentException if they are not that
   */
  default T slice(int axis, int start, int stop) {
    int at = shape().axis("slice", axis);
    int[] starts = new int[shape().rank()];
    int[] stops = shape().toArray();
    int[] steps = new int[starts.length];
    Arrays.fill(steps, 1);
    starts[at] = start;
    stops[at] = stop;
    return slice(starts, stops, steps);
  }

  /**
   * Takes every so many elements from a start to before a stop, along each axis. The gradient goes
   * back to where each element came from, and is 0 elsewhere.
   *
   * @param starts one for each axis, from 0 to its size
   * @param stops one for each axis, from the start to the size
   * @param steps one for each axis, at least 1
   * @throws IllegalArgumentException if they are not that
   */
  default T slice(int[] starts, int[] stops, int[] steps) {
    return apply(Slice.between("slice", shape(), starts, stops, steps));
  }

  /**
   * Turns axes around, so that the last element comes first. The shape stays; the gradient is
   * turned around, too.
   *
   * @param axes the axes to turn around; none of them stands for all
   * @throws IllegalArgumentException if there is no such axis, or one is named twice
   */
  default T flip(int... axes) {
    return apply(Slice.backwards(shape(), axes));
  }

  /**
   * Puts elements of one value around this: size n along an axis becomes before + n + after. The
   * gradient of what was put there is dropped.
   *
   * @param before how many to put before the first, for each axis
   * @param after how many to put after the last, for each axis
   * @throws IllegalArgumentException if there is not one count for each axis, or one is negative
   */
  default T pad(int[] before, int[] after, double value) {
    return apply(Place.pad(shape(), before, after, value));
  }

  /**
   * Joins y to this along an axis: [.., n, ..] and [.., m, ..] give [.., n + m, ..]. The gradient
   * is cut at n.
   *
   * @throws IllegalArgumentException if the shapes differ along another axis
   */
  default T concat(int axis, T y) {
    return concat(axis, List.of(y));
  }

  /**
   * Joins any number of others to this along an axis, each copied once: sizes n, m, .. along it
   * give n + m + ..; the gradient is cut where they were joined.
   *
   * @throws IllegalArgumentException if the shapes differ along another axis
   */
  default T concat(int axis, List<T> others) {
    return apply(new Concat(shape(), axis), others).get(0);
  }

  /**
   * Puts any number of others of the same shape beside this along a new axis, each copied once: k
   * operands of shape [n, m] give [k, n, m] for axis 0. Each gets its part of the gradient.
   *
   * @param axis where the new axis stands in the result
   * @throws IllegalArgumentException if the shapes differ
   */
  default T stack(int axis, List<T> others) {
    return apply(new Stack(shape(), axis), others).get(0);
  }

  /**
   * Cuts this into parts along an axis: the opposite of concat.
   *
   * @param sizes of the parts along the axis
   * @throws IllegalArgumentException if one is negative, or they do not add up to the size of the
   *     axis
   */
  default List<T> split(int axis, int... sizes) {
    int at = shape().axis("split", axis);
    checkArgument(
        Arrays.stream(sizes).allMatch(size -> size >= 0)
            && Arrays.stream(sizes).asLongStream().sum() == shape().size(at),
        "split: %s do not add up to axis %s of %s",
        Arrays.toString(sizes),
        axis,
        shape());
    List<T> parts = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      parts.add(slice(at, start, start + size));
      start += size;
    }
    return parts;
  }

  /**
   * Takes slices along an axis, by their numbers: [.., n, ..] and k indices give [.., k, ..].
   * Repeats are allowed, and their gradients add up.
   *
   * @param indices each from 0 to the axis's size - 1
   * @throws IllegalArgumentException if one is not
   */
  default T indexSelect(int axis, int... indices) {
    return apply(new IndexSelect(shape().axis("indexSelect", axis), indices.clone()));
  }

  /**
   * Repeats this as a whole along each axis, by NumPy's rule: with more counts than axes, axes are
   * added in front; with fewer, the first axes are not repeated. Size n and a count c give c n. The
   * gradients of all repetitions add up.
   *
   * @throws IllegalArgumentException if a count is negative
   */
  default T tile(int... counts) {
    int rank = Math.max(counts.length, shape().rank());
    int[] apart = new int[2 * rank];
    int[] repeated = new int[2 * rank];
    int[] joined = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int size = axis < rank - shape().rank() ? 1 : shape().size(axis - rank);
      int count = axis < rank - counts.length ? 1 : counts[axis - rank + counts.length];
      checkArgument(count >= 0, "tile: a count of %s is negative", Arrays.toString(counts));
      apart[2 * axis] = 1;
      repeated[2 * axis] = count;
      apart[2 * axis + 1] = size;
      repeated[2 * axis + 1] = size;
      joined[axis] = count * size;
    }
    Shape whole = Shape.of("tile", repeated); // refuses what would overflow in joined sizes
    return reshape(apart).broadcastTo(whole).reshape(joined);
  }
}
