package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The same elements under another shape. Nothing is copied where a view will do.
 *
 * @param <T> the kind of number
 */
public interface Shaping<T extends Numeric<T>> extends Operand<T> {
  /** A constant of this shape: the same number everywhere. */
  default T filled(double number) {
    return literal(number).broadcastTo(shape());
  }

  /**
   * The same elements, in row-major order, under another shape.
   *
   * @throws IllegalArgumentException if the number of elements differs
   */
  default T reshape(Shape target) {
    checkArgument(
        shape().elements() == target.elements(),
        "reshape: %s has %s elements, %s has %s",
        shape(),
        shape().elements(),
        target,
        target.elements());
    return apply(new Reshape(target));
  }

  /**
   * The same elements, in row-major order, under another shape.
   *
   * @param sizes one of them may be -1: whatever is left
   * @throws IllegalArgumentException if the number of elements differs
   */
  default T reshape(int... sizes) {
    int open = Ints.indexOf(sizes, -1);
    if (open < 0) {
      return reshape(Shape.of(sizes));
    }
    int[] known = sizes.clone();
    known[open] = 1;
    int rest = Shape.of(known).elements();
    checkArgument(
        rest > 0 && shape().elements() % rest == 0,
        "reshape: %s elements of %s can't fill %s",
        shape().elements(),
        shape(),
        Arrays.toString(sizes));
    known[open] = shape().elements() / rest;
    return reshape(Shape.of(known));
  }

  /**
   * The axes in another order: axis {@code i} of the result is axis {@code order[i]} of this one.
   *
   * @param order every axis once
   * @throws IllegalArgumentException if it is not that
   */
  default T permute(int... order) {
    int[] axes = order.clone();
    int named = 0;
    for (int i = 0; i < axes.length; i++) {
      axes[i] = shape().axis("permute", axes[i]);
      named += Ints.indexOf(axes, axes[i]) == i ? 1 : 0;
    }
    checkArgument(
        axes.length == shape().rank() && named == axes.length,
        "permute: %s does not name every axis of %s once",
        Ints.asList(order),
        shape());
    return apply(new Permute(axes));
  }

  /** The axes in reverse order; for a matrix, rows and columns exchanged. */
  default T transpose() {
    int rank = shape().rank();
    int[] order = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      order[axis] = rank - 1 - axis;
    }
    return apply(new Permute(order));
  }

  /**
   * Repeated to fill a shape, by NumPy's rule: axes of size 1 are repeated, missing ones are added
   * in front.
   *
   * @throws IllegalArgumentException if this shape does not broadcast to it
   */
  default T broadcastTo(Shape target) {
    checkArgument(
        shape().broadcastsTo(target), "broadcastTo: %s does not fill %s", shape(), target);
    return apply(new BroadcastTo(target));
  }

  /**
   * Some axes moved to the end and joined there: shape [others..., product of those].
   *
   * @param axes counted from the front, ascending
   */
  default T lines(int... axes) {
    int[] others =
        IntStream.range(0, shape().rank()).filter(a -> !Ints.contains(axes, a)).toArray();
    int[] sizes = Arrays.stream(others).map(shape()::size).toArray();
    int[] joined = Arrays.copyOf(sizes, sizes.length + 1);
    joined[sizes.length] = Arrays.stream(axes).map(shape()::size).reduce(1, (a, b) -> a * b);
    return permute(Ints.concat(others, axes)).reshape(joined);
  }

  /** The last two axes exchanged: each matrix of a batch transposed. */
  default T matrixTranspose() {
    int last = shape().axis("matrixTranspose", -1);
    int[] order = new int[last + 1];
    Arrays.setAll(order, axis -> axis);
    order[shape().axis("matrixTranspose", -2)] = last;
    order[last] = last - 1;
    return apply(new Permute(order));
  }

  /**
   * Without axes of size 1.
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
   * With a new axis of size 1.
   *
   * @param axis where it stands in the result
   * @throws IllegalArgumentException if the result can't have such an axis
   */
  default T expandDims(int axis) {
    int rank = shape().rank() + 1;
    checkArgument(
        axis >= -rank && axis < rank, "expandDims: no axis %s can be put into %s", axis, shape());
    int at = axis < 0 ? axis + rank : axis;
    int[] sizes = shape().toArray();
    return reshape(
        Ints.concat(
            Arrays.copyOf(sizes, at), new int[] {1}, Arrays.copyOfRange(sizes, at, sizes.length)));
  }
}
