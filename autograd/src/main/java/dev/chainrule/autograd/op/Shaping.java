package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

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
   * @throws IllegalArgumentException if the number of elements differs
   */
  default T reshape(int... sizes) {
    return reshape(Shape.of(sizes));
  }

  /**
   * The axes in another order: axis {@code i} of the result is axis {@code order[i]} of this one.
   *
   * @param order every axis once
   * @throws IllegalArgumentException if it is not that
   */
  default T permute(int... order) {
    int[] axes = Arrays.stream(order).map(axis -> shape().axis("permute", axis)).toArray();
    checkArgument(
        axes.length == shape().rank() && Arrays.stream(axes).distinct().count() == axes.length,
        "permute: %s does not name every axis of %s once",
        Arrays.toString(order),
        shape());
    return apply(new Permute(axes));
  }

  /** The axes in reverse order; for a matrix, rows and columns exchanged. */
  default T transpose() {
    int rank = shape().rank();
    return permute(IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray());
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
}
