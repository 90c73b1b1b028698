package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Putting operands together, cutting one apart, and repeating one. A gradient goes back to where
 * each element came from. A negative axis counts from the end.
 *
 * @param <T> the kind of number
 */
public interface Joining<T extends Numeric<T>> extends Indexing<T> {
  /**
   * Joins y to this along an axis: [a, n, c] and [a, m, c] along axis 1 give [a, n + m, c].
   * Derivative 1: the gradient is cut at n.
   *
   * @throws IllegalArgumentException if there is no such axis, the shapes differ along another one,
   *     or precisions differ
   */
  default T concat(int axis, T y) {
    return concat(axis, List.of(Operands.check("concat", y)));
  }

  /**
   * Joins any number of others to this along an axis, each copied once: [a, n, c], [a, m, c] and so
   * on along axis 1 give [a, n + m + .., c]. Derivative 1: the gradient is cut where they were
   * joined.
   *
   * @throws IllegalArgumentException if there is no such axis, the shapes differ along another one,
   *     or precisions differ
   */
  default T concat(int axis, List<T> others) {
    Concat operation = new Concat(shape(), axis);
    return apply(operation, Operands.same("concat", this, others)).get(0);
  }

  /**
   * Puts any number of others beside this along a new axis, each copied once: k operands of shape
   * [n, m] give [k, n, m] for axis 0, [n, m, k] for axis 2 or -1. Derivative 1: each gets its part
   * of the gradient.
   *
   * @param axis where the new axis stands in the result
   * @throws IllegalArgumentException if the result can't have such an axis, or if shapes or
   *     precisions differ
   */
  default T stack(int axis, List<T> others) {
    Stack operation = new Stack(shape(), axis);
    return apply(operation, Operands.same("stack", this, others)).get(0);
  }

  /**
   * Takes this apart along an axis, which goes: [k, n, m] along axis 0 gives k parts of shape [n,
   * m]; what {@link #stack} would put together again. One operation for all of them: what works
   * through a sequence step by step rather takes it apart once than selects each step. Derivative
   * 1: the gradients are put together again.
   *
   * @throws IllegalArgumentException if there is no such axis
   */
  default List<T> unstack(int axis) {
    return apply(new Unstack(shape(), axis), List.of());
  }

  /**
   * Cuts this into parts along an axis: [a, n + m, c] along axis 1 with sizes n and m gives [a, n,
   * c] and [a, m, c]. Derivative 1: the gradients are joined again.
   *
   * @param sizes of the parts along the axis
   * @throws IllegalArgumentException if there is no such axis, one of the sizes is negative, or
   *     they do not add up to the size of the axis
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
   * Repeats this as a whole along each axis, by NumPy's rule: [n, m] with counts 2 and 3 gives [2
   * n, 3 m]. With more counts than axes, axes are added in front; with fewer, the first axes are
   * not repeated. Derivative 1 for each repetition: their gradients add up.
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

  /**
   * Repeats each element so many times along an axis, as NumPy's repeat: [a, n, c] along axis 1
   * gives [a, count n, c], where [1, 2] becomes [1, 1, 2, 2] for 2. Derivative 1 for each
   * repetition: their gradients add up.
   *
   * @throws IllegalArgumentException if there is no such axis, or the count is negative
   */
  default T repeatInterleave(int count, int axis) {
    int at = shape().axis("repeatInterleave", axis);
    checkArgument(count >= 0, "repeatInterleave: a count of %s for %s", count, shape());
    int[] joined = shape().toArray();
    Shape repeated = Shape.of("repeatInterleave", Stack.withAxis(shape(), at + 1, count));
    joined[at] *= count;
    return expandDims(at + 1).broadcastTo(repeated).reshape(joined);
  }

  /**
   * Moves elements along an axis, those at the end back to the front; the shape stays: element i
   * comes to i + shift. Derivative 1: the gradient is moved back.
   *
   * @param shift how far; a negative one towards the front
   * @throws IllegalArgumentException if there is no such axis
   */
  default T roll(int shift, int axis) {
    int at = shape().axis("roll", axis);
    int size = shape().size(at);
    int cut = size == 0 ? 0 : Math.floorMod(-(long) shift, size);
    return cut == 0 ? self() : slice(at, cut, size).concat(at, slice(at, 0, cut));
  }
}
