package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
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
  /** The elements from {@code start} to before {@code stop} along an axis; see the other slice. */
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
   * Every so many elements from a start to before a stop, along each axis; a gradient goes back to
   * where its elements came from.
   *
   * @param starts one for each axis, from 0 to its size
   * @param stops from the start to the size
   * @param steps at least 1
   * @throws IllegalArgumentException if they are not that
   */
  default T slice(int[] starts, int[] stops, int[] steps) {
    int rank = shape().rank();
    checkArgument(
        starts.length == rank && stops.length == rank && steps.length == rank,
        "slice: %s starts, %s stops and %s steps for shape %s",
        starts.length,
        stops.length,
        steps.length,
        shape());
    int[] sizes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      checkArgument(
          0 <= starts[axis]
              && starts[axis] <= stops[axis]
              && stops[axis] <= shape().size(axis)
              && steps[axis] >= 1,
          "slice: from %s to %s by %s is not within axis %s of %s",
          starts[axis],
          stops[axis],
          steps[axis],
          axis,
          shape());
      sizes[axis] = (stops[axis] - starts[axis] + steps[axis] - 1) / steps[axis];
    }
    return apply(new Slice(starts.clone(), steps.clone(), Shape.of(sizes)));
  }

  /**
   * Backwards along axes.
   *
   * @param axes the axes to turn around; none of them stands for all
   */
  default T flip(int... axes) {
    int[] starts = new int[shape().rank()];
    int[] steps = new int[starts.length];
    Arrays.fill(steps, 1);
    for (int axis : shape().axes("flip", axes)) {
      starts[axis] = Math.max(shape().size(axis) - 1, 0);
      steps[axis] = -1;
    }
    return apply(new Slice(starts, steps, shape()));
  }

  /**
   * With elements of one value around it.
   *
   * @param before how many to put before the first, for each axis
   * @param after how many to put after the last, for each axis
   * @throws IllegalArgumentException if there is not one count for each axis, or one is negative
   */
  default T pad(int[] before, int[] after, double value) {
    int rank = shape().rank();
    checkArgument(
        before.length == rank && after.length == rank,
        "pad: %s counts before and %s after for shape %s",
        before.length,
        after.length,
        shape());
    int[] sizes = shape().toArray();
    int[] steps = new int[rank];
    Arrays.fill(steps, 1);
    for (int axis = 0; axis < rank; axis++) {
      checkArgument(
          before[axis] >= 0 && after[axis] >= 0,
          "pad: %s before and %s after axis %s; neither can be negative",
          before[axis],
          after[axis],
          axis);
      sizes[axis] += before[axis] + after[axis];
    }
    return apply(new Spread(before.clone(), steps, Shape.of(sizes), value));
  }

  /**
   * Followed by another one along an axis.
   *
   * @throws IllegalArgumentException if the shapes differ along another axis
   */
  default T concat(int axis, T y) {
    int at = shape().axis("concat", axis);
    checkArgument(
        shape().rank() == y.shape().rank()
            && shape().reduce(false, at).equals(y.shape().reduce(false, at)),
        "concat: shapes differ along another axis than %s: %s and %s",
        axis,
        shape(),
        y.shape());
    return apply(new Concat(at), y);
  }

  /** Followed by others along an axis; halves are joined first, so that little is copied twice. */
  default T concat(int axis, List<T> others) {
    if (others.isEmpty()) {
      return self();
    }
    int half = others.size() / 2;
    T first = concat(axis, others.subList(0, half));
    return first.concat(
        axis, others.get(half).concat(axis, others.subList(half + 1, others.size())));
  }

  /** Side by side with others of the same shape, along a new axis of the result. */
  default T stack(int axis, List<T> others) {
    return expandDims(axis)
        .concat(axis, others.stream().map(other -> other.expandDims(axis)).toList());
  }

  /**
   * Parts along an axis: the opposite of concat.
   *
   * @param sizes of the parts
   * @throws IllegalArgumentException if they do not add up to the size of the axis
   */
  default List<T> split(int axis, int... sizes) {
    checkArgument(
        Arrays.stream(sizes).sum() == shape().size(axis),
        "split: %s do not add up to axis %s of %s",
        Arrays.toString(sizes),
        axis,
        shape());
    List<T> parts = new ArrayList<>();
    int start = 0;
    for (int size : sizes) {
      parts.add(slice(axis, start, start + size));
      start += size;
    }
    return parts;
  }

  /**
   * Slices along an axis, by their numbers; repeats are allowed, and their gradients add up.
   *
   * @throws IllegalArgumentException if a number is not from 0 to the axis's size - 1
   */
  default T indexSelect(int axis, int... indices) {
    int at = shape().axis("indexSelect", axis);
    for (int index : indices) {
      checkArgument(
          index >= 0 && index < shape().size(at),
          "indexSelect: %s is out of bounds for axis %s of %s",
          index,
          axis,
          shape());
    }
    return apply(new IndexSelect(at, ImmutableList.copyOf(Ints.asList(indices))));
  }

  /**
   * Repeated as a whole along each axis, by NumPy's rule: with more counts than axes, axes are
   * added in front; with fewer, the first axes are not repeated.
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
    return reshape(apart).broadcastTo(Shape.of(repeated)).reshape(joined);
  }
}
