package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The same elements under another shape. Nothing is copied where a view will do. Derivative 1: a
 * cotangent gets the old shape back.
 *
 * @param <T> the kind of number
 */
public interface Shaping<T extends Numeric<T>> extends Operand<T> {
  /** Makes a constant of this shape: the same number everywhere. */
  default T filled(double number) {
    return literal(number).broadcastTo(shape());
  }

  /**
   * Puts the same elements, in row-major order, under another shape.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  default T reshape(Shape target) {
    return target.equals(shape()) ? self() : apply(new Reshape(target));
  }

  /**
   * Puts the same elements, in row-major order, under another shape.
   *
   * @param sizes of the result's axes; one of them may be -1: whatever is left
   * @throws IllegalArgumentException if the number of elements differs
   */
  default T reshape(int... sizes) {
    int open = Ints.indexOf(sizes, -1);
    if (open < 0) {
      return reshape(Shape.of("reshape", sizes));
    }
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
   * Puts the axes into another order: axis {@code i} of the result is axis {@code order[i]} of this
   * one.
   *
   * @param order every axis once; a negative one counts from the end
   * @throws IllegalArgumentException if it is not that
   */
  default T permute(int... order) {
    return apply(Permute.of(shape(), order));
  }

  /**
   * Puts the axes into reverse order; for a matrix, exchanges rows and columns: shape [n, m] gives
   * [m, n].
   */
  default T transpose() {
    int rank = shape().rank();
    int[] order = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = rank - 1 - axis;
    }
    return apply(new Permute(order));
  }

  /**
   * Exchanges the last two axes, so that each matrix of a batch is transposed: shape [.., n, m]
   * gives [.., m, n].
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T matrixTranspose() {
    int last = shape().axis("matrixTranspose", -1);
    int[] order = new int[last + 1];
    Arrays.setAll(order, axis -> axis);
    order[shape().axis("matrixTranspose", -2)] = last;
    order[last] = last - 1;
    return apply(new Permute(order));
  }

  /**
   * Repeats to fill a shape, by NumPy's rule: axes of size 1 are repeated, missing ones are added
   * in front. Derivative 1 for each repetition: a cotangent is summed over what was repeated.
   *
   * @throws IllegalArgumentException if this shape does not broadcast to it
   */
  default T broadcastTo(Shape target) {
    return target.equals(shape()) ? self() : apply(new BroadcastTo(target));
  }

  /**
   * Moves some axes to the end and joins them there: shape [others.., product of those].
   *
   * @param axes each from -rank to rank - 1
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
   * Drops axes of size 1.
   *
   * @param axes the axes to drop; none of them stands for every axis of size 1
   * @throws IllegalArgumentException if the size of one is not 1
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
   * Adds a new axis of size 1.
   *
   * @param axis where it stands in the result
   * @throws IllegalArgumentException if the result can't have such an axis
   */
  default T expandDims(int axis) {
    return reshape(Stack.withAxis(shape(), Stack.newAxis("expandDims", shape(), axis), 1));
  }
}
