package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A shape laid over an array: element {@code [i, j, ...]} stands at {@code offset + i * strides[0]
 * + j * strides[1] + ...}. Views (a transpose, a broadcast) share the array and differ in the rest.
 */
public final class NdArray {
  final double[] data;
  final int offset;
  final int[] strides;
  private final Shape shape;

  private NdArray(double[] data, int offset, Shape shape, int[] strides) {
    this.data = data;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }

  /** Row-major numbers, not copied: the caller hands the array over. */
  static NdArray wrap(Shape shape, double[] data) {
    return new NdArray(data, 0, shape, rowMajor(shape));
  }

  /** Row-major numbers, copied. */
  public static NdArray copyOf(Shape shape, double[] numbers) {
    return wrap(shape, numbers.clone());
  }

  /** An array of rank 0. */
  public static NdArray scalar(double number) {
    return wrap(Shape.SCALAR, new double[] {number});
  }

  /** The same number everywhere; takes the memory of one. */
  public static NdArray full(Shape shape, double number) {
    return new NdArray(new double[] {number}, 0, shape, new int[shape.rank()]);
  }

  /** The sizes of the axes. */
  public Shape shape() {
    return shape;
  }

  /** The element at a full index, each entry counted from the front and in bounds. */
  public double at(int... index) {
    int at = offset;
    for (int axis = 0; axis < index.length; axis++) {
      at += index[axis] * strides[axis];
    }
    return data[at];
  }

  /** The numbers in row-major order, in a new array. */
  public double[] toArray() {
    if (isRowMajor()) {
      return Arrays.copyOfRange(data, offset, offset + shape.elements());
    }
    double[] numbers = new double[shape.elements()];
    Rows rows = new Rows(shape, this);
    int to = 0;
    while (rows.next()) {
      for (int i = 0, from = rows.start(0); i < rows.length(); i++, from += rows.stride(0)) {
        numbers[to++] = data[from];
      }
    }
    return numbers;
  }

  /** The same elements in row-major order under another shape; shares the array where it can. */
  public NdArray reshape(Shape target) {
    return isRowMajor()
        ? new NdArray(data, offset, target, rowMajor(target))
        : wrap(target, toArray());
  }

  /** A view whose axis {@code i} is this one's {@code order[i]}. */
  public NdArray permute(int... order) {
    int[] sizes = Arrays.stream(order).map(shape::size).toArray();
    return new NdArray(
        data, offset, Shape.of(sizes), Arrays.stream(order).map(axis -> strides[axis]).toArray());
  }

  /** A view that repeats this array to fill {@code target}, which it must broadcast to. */
  public NdArray broadcastTo(Shape target) {
    if (shape.equals(target)) {
      return this;
    }
    int added = target.rank() - shape.rank();
    int[] repeated = new int[target.rank()];
    for (int axis = 0; axis < shape.rank(); axis++) {
      repeated[axis + added] = shape.size(axis) == 1 ? 0 : strides[axis];
    }
    return new NdArray(data, offset, target, repeated);
  }

  /**
   * A view of every so many elements from a start on, along each axis.
   *
   * @param steps may be negative: backwards
   */
  public NdArray slice(int[] starts, int[] steps, Shape target) {
    int first = offset;
    int[] strided = new int[strides.length];
    for (int axis = 0; axis < strided.length; axis++) {
      first += starts[axis] * strides[axis];
      strided[axis] = steps[axis] * strides[axis];
    }
    return new NdArray(data, first, target, strided);
  }

  /** A view of one slice along an axis, which goes. */
  NdArray layer(int axis, int index) {
    int[] rest = IntStream.range(0, strides.length).filter(a -> a != axis).toArray();
    return new NdArray(
        data,
        offset + index * strides[axis],
        shape.reduce(false, axis),
        Arrays.stream(rest).map(a -> strides[a]).toArray());
  }

  /** A view of the elements that stand first along the last axis, without that axis. */
  NdArray firstOfLastAxis() {
    int rank = shape.rank() - 1;
    return new NdArray(
        data, offset, Shape.of(Arrays.copyOf(shape.toArray(), rank)), Arrays.copyOf(strides, rank));
  }

  /** These axes last, in the order given; the others before them in their own order. */
  NdArray withLast(int... axes) {
    int[] others =
        IntStream.range(0, shape.rank())
            .filter(axis -> Arrays.stream(axes).noneMatch(last -> last == axis))
            .toArray();
    return permute(IntStream.concat(Arrays.stream(others), Arrays.stream(axes)).toArray());
  }

  private boolean isRowMajor() {
    int expected = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      int size = shape.size(axis);
      if (size != 1 && strides[axis] != expected) {
        return shape.elements() == 0;
      }
      expected *= size;
    }
    return true;
  }

  private static int[] rowMajor(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(shape.size(axis), 1);
    }
    return strides;
  }
}
