package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same elements under another shape. Nothing is copied where a view will do. The derivative is
 * 1: a cotangent gets the old shape back. A negative axis counts from the end.
 *
 * @param <T> the kind of number
 */
public interface Shaping<T extends Numeric<T>> extends Operand<T> {
  /**
   * Makes a constant of this shape and precision; the shape stays. Value the same number
   * everywhere; derivative 0.
   */
  default T filled(double number) {
    return literal(number).broadcastTo(shape());
  }

  /**
   * Puts the same elements, in row-major order, under another shape: [2, 6] gives [3, 4], say.
   * Derivative 1: the gradient gets the old shape.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  default T reshape(Shape target) {
    return target.equals(shape()) ? self() : apply(new Reshape(target));
  }

  /**
   * Puts the same elements, in row-major order, under another shape: [2, 6] with sizes 3 and -1
   * gives [3, 4]. Derivative 1: the gradient gets the old shape.
   *
   * @param sizes of the result's axes; one of them may be -1: whatever is left
   * @throws IllegalArgumentException if the number of elements differs
   */
  default T reshape(int... sizes) {
    int open = Ints.indexOf(sizes, -1);
    if (open < 0) {
      return reshape(Shape.of("reshape", sizes));
    }
    checkArgument(
        Ints.lastIndexOf(sizes, -1) == open,
        "reshape: only one of %s can be left open by -1",
        Arrays.toString(sizes));
    int[] known = sizes.clone();
    known[open] = 1;
    int rest = Shape.of("reshape", known).elements();
    checkArgument(
        rest > 0 && shape().elements() % rest == 0,
        "reshape: %s elements of %s can't fill %s",
        shape().elements(),
        shape(),
        Arrays.toString(sizes));
    known[open] = shape().elements() / rest;
    return reshape(Shape.of("reshape", known));
  }

  /**
   * Puts all elements, in row-major order, into a vector: [a, b, c] gives [a b c], a scalar gives
   * [1]. Derivative 1: the gradient gets the old shape.
   */
  default T flatten() {
    return reshape(Shape.of("flatten", shape().elements()));
  }

  /**
   * Joins the axes from one on to the last into one: [a, b, c] from axis 1 on gives [a, b c].
   * Derivative 1: the gradient gets the old shape.
   *
   * @param startAxis the first of those that are joined
   * @throws IllegalArgumentException if there is no such axis
   */
  default T flatten(int startAxis) {
    int start = shape().axis("flatten", startAxis);
    int[] sizes = Arrays.copyOf(shape().toArray(), start + 1);
    for (int axis = start + 1; axis < shape().rank(); axis++) {
      sizes[start] *= shape().size(axis);
    }
    return reshape(Shape.of("flatten", sizes));
  }

  /**
   * Puts the axes into another order: [a, b, c] with order 2, 0, 1 gives [c, a, b]. Derivative 1:
   * the axes of the gradient go back to their places.
   *
   * @param order every axis once: axis i of the result is axis {@code order[i]} of this
   * @throws IllegalArgumentException if it is not that
   */
  default T permute(int... order) {
    return apply(Permute.of(shape(), order));
  }

  /**
   * Puts the axes into reverse order: [a, b, c] gives [c, b, a], so a matrix exchanges rows and
   * columns. Derivative 1: the axes of the gradient go back to their places.
   */
  default T transpose() {
    int rank = shape().rank();
    return apply(new Permute(IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray()));
  }

  /**
   * Exchanges the last two axes, so that each matrix of a batch is transposed: [a, n, m] gives [a,
   * m, n]. Derivative 1: the axes of the gradient go back to their places.
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T matrixTranspose() {
    int last = shape().axis("matrixTranspose", -1);
    return swapAxes(shape().axis("matrixTranspose", -2), last);
  }

  /**
   * Exchanges two axes: [a, b, c] with axes 0 and 2 gives [c, b, a]. Derivative 1: the axes of the
   * gradient go back to their places.
   *
   * @throws IllegalArgumentException if one of them does not exist
   */
  default T swapAxes(int first, int second) {
    int[] order = IntStream.range(0, shape().rank()).toArray();
    int at = shape().axis("swapAxes", first);
    int to = shape().axis("swapAxes", second);
    order[at] = to;
    order[to] = at;
    return apply(new Permute(order));
  }

  /**
   * Moves one axis to another place, the others in their order: [a, b, c] with axis 0 moved to 2
   * gives [b, c, a]. Derivative 1: the axes of the gradient go back to their places.
   *
   * @param from which axis
   * @param to where it stands in the result
   * @throws IllegalArgumentException if one of them does not exist
   */
  default T moveAxis(int from, int to) {
    int moved = shape().axis("moveAxis", from);
    List<Integer> order = new ArrayList<>();
    IntStream.range(0, shape().rank()).filter(axis -> axis != moved).forEach(order::add);
    order.add(shape().axis("moveAxis", to), moved);
    return apply(new Permute(Ints.toArray(order)));
  }

  /**
   * Repeats to fill a shape, by NumPy's rule: axes of size 1 are repeated, missing ones are added
   * in front, so [n, 1] gives [k, n, m]. Derivative 1 for each repetition: the gradient is summed
   * over what was repeated.
   *
   * @throws IllegalArgumentException if this shape does not broadcast to it
   */
  default T broadcastTo(Shape target) {
    return target.equals(shape()) ? self() : apply(new BroadcastTo(target));
  }

  /**
   * Moves some axes to the end and joins them there: [a, b, c] with axes 0 and 1 gives [c, a b].
   * Without axes, adds one of size 1 there. Derivative 1: the gradient gets the old shape.
   *
   * @throws IllegalArgumentException if there is no such axis, or one is named twice
   */
  default T joinAxes(int... axes) {
    int[] joined = axes.length == 0 ? axes : shape().axes("joinAxes", axes);
    int[] others =
        IntStream.range(0, shape().rank()).filter(a -> !Ints.contains(joined, a)).toArray();
    int[] sizes = Arrays.stream(others).map(shape()::size).toArray();
    int[] all = Arrays.copyOf(sizes, sizes.length + 1);
    all[sizes.length] = Arrays.stream(joined).map(shape()::size).reduce(1, (a, b) -> a * b);
    return permute(Ints.concat(others, joined)).reshape(all);
  }

  /**
   * Drops axes of size 1: [n, 1, m, 1] gives [n, m], or [n, 1, m] for axis 3. Derivative 1: the
   * gradient gets the old shape.
   *
   * @param axes to drop; none of them stands for every axis of size 1
   * @throws IllegalArgumentException if there is no such axis, one is named twice, or the size of
   *     one is not 1
   */
  default T squeeze(int... axes) {
    int[] dropped =
        Arrays.stream(shape().axes("squeeze", axes))
            .filter(axis -> axes.length > 0 || shape().size(axis) == 1)
            .toArray();
    for (int axis : dropped) {
      checkArgument(
          shape().size(axis) == 1, "squeeze: axis %s of %s is not of size 1", axis, shape());
    }
    return reshape(shape().reduce(false, dropped));
  }

  /**
   * Adds a new axis of size 1: [n, m] gives [n, 1, m] for axis 1, [n, m, 1] for axis -1. Derivative
   * 1: the gradient gets the old shape.
   *
   * @param axis where it stands in the result
   * @throws IllegalArgumentException if the result can't have such an axis
   */
  default T expandDims(int axis) {
    int at = Stack.newAxis("expandDims", shape(), axis);
    return reshape(Shape.of("expandDims", Stack.withAxis(shape(), at, 1)));
  }
}
