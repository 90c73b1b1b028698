package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/**
 * Picking elements by their numbers, or by a mask. An index counts from 0, or from the end if it is
 * negative. A gradient goes back to where each element came from, and adds up where one was picked
 * several times.
 *
 * @param <T> the kind of number
 */
public interface Selecting<T extends Numeric<T>> extends Indexing<T>, Arithmetic<T> {
  /**
   * Takes one slice along an axis, which goes: [a, n, c] along axis 1 gives [a, c]. Derivative 1
   * for what is taken, 0 elsewhere.
   *
   * @param index from -n to n - 1; a negative one counts from the end
   * @throws IllegalArgumentException if there is no such axis, or no such index
   */
  default T select(int axis, int index) {
    int at = shape().axis("select", axis);
    int start = Indices.fromFront("select", shape(), at, index);
    return slice(at, start, start + 1).reshape(shape().reduce(false, at));
  }

  /**
   * Takes what stands at an index, or at several along the first axes, which go: [a, b, c] gives
   * [b, c] for one index, [c] for two, a scalar for three. Derivative 1 for what is taken, 0
   * elsewhere. In Kotlin this is {@code x[i, j]}.
   *
   * @param indices along the first axes; a negative one counts from the end
   * @throws IllegalArgumentException if there are more of them than axes, or one is out of bounds
   */
  default T get(int... indices) {
    int rank = shape().rank();
    checkArgument(indices.length <= rank, "get: %s indices into %s", indices.length, shape());
    int[] starts = new int[rank];
    int[] stops = shape().toArray();
    int[] steps = new int[rank];
    Arrays.fill(steps, 1);
    int[] first = new int[indices.length];
    for (int axis = 0; axis < indices.length; axis++) {
      starts[axis] = Indices.fromFront("get", shape(), axis, indices[axis]);
      stops[axis] = starts[axis] + 1;
      first[axis] = axis;
    }
    return slice(starts, stops, steps).reshape(shape().reduce(false, first));
  }

  /**
   * Takes slices along an axis, by their numbers: [a, n, c] along axis 1 and k indices give [a, k,
   * c]. Derivative 1 for what is taken, 0 elsewhere; repeats are allowed, and their gradients add
   * up.
   *
   * @param indices each from -n to n - 1; a negative one counts from the end
   * @throws IllegalArgumentException if there is no such axis, or no such index
   */
  default T indexSelect(int axis, int... indices) {
    int at = shape().axis("indexSelect", axis);
    return apply(new IndexSelect(at, Indices.fromFront("indexSelect", shape(), at, indices)));
  }

  /**
   * Takes elements along an axis, each by a number of its own, as NumPy's take_along_axis: [a, n,
   * c] along axis 1 and an index [a, k, c] give [a, k, c]. Value {@code x[i, index[i, j, l], l]} at
   * {@code [i, j, l]}. Derivative 1 for what is taken, 0 elsewhere; repeats are allowed, and their
   * gradients add up; 0 for the index.
   *
   * @param index whole numbers from -n to n - 1, in either precision; a negative one counts from
   *     the end. Its shape is that of x, but for the size along the axis
   * @throws IllegalArgumentException if there is no such axis, the index is of another shape, or
   *     one of its numbers is not whole or out of bounds
   */
  default T gather(int axis, T index) {
    return apply(new Gathering(shape(), axis), Operands.check("gather", index));
  }

  /**
   * Adds to elements along an axis, each found by a number of its own: [a, n, c] along axis 1 with
   * index and source [a, k, c] gives [a, n, c]. Value x, with {@code source[i, j, l]} added at
   * {@code [i, index[i, j, l], l]}; derivative 1 for x and for the source, 0 for the index. Repeats
   * are allowed, and add up.
   *
   * @param index whole numbers from -n to n - 1, in either precision; a negative one counts from
   *     the end. Its shape is that of x, but for the size along the axis
   * @param source shaped like the index
   * @throws IllegalArgumentException if there is no such axis, a shape does not go with the others,
   *     precisions differ, or an index is not whole or out of bounds
   */
  default T scatterAdd(int axis, T index, T source) {
    Scattering operation = new Scattering(shape(), axis);
    T added = Operands.same("scatterAdd", this, source);
    return add(added.apply(operation, Operands.check("scatterAdd", index)));
  }

  /**
   * Takes the slices along an axis whose mask is not 0: [a, n, c] along axis 1 and a mask [n] with
   * k numbers that are not 0 give [a, k, c]. Derivative 1 for what is taken, 0 elsewhere.
   *
   * @throws IllegalArgumentException if there is no such axis, or the mask is not a vector of its
   *     size
   */
  default T compress(T mask, int axis) {
    int at = shape().axis("compress", axis);
    Shape masked = Operands.check("compress", mask).shape();
    checkArgument(
        masked.equals(Shape.of(shape().size(at))),
        "compress: a mask of shape %s does not go with axis %s of %s",
        masked,
        axis,
        shape());
    return apply(IndexSelect.ofMask(at, mask));
  }

  /**
   * Takes the elements whose mask is not 0, in row-major order: with k of those, a vector [k]; the
   * shapes of x and mask broadcast. Derivative 1 for what is taken, 0 elsewhere.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T maskedSelect(T mask) {
    Shape both = Operands.broadcast("maskedSelect", this, mask);
    T whole = mask.broadcastTo(both);
    return broadcastTo(both).flatten().apply(IndexSelect.ofMask(0, whole));
  }
}
