package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Indices along an axis: checked, and counted from the front. */
final class Indices {
  /** Every whole number up to this one is a float32. */
  private static final int COUNTED_BY_FLOAT32 = 1 << 24;

  private Indices() {}

  /** An index that may count from the end; the axis counts from the front. */
  static int fromFront(String word, Shape shape, int axis, int index) {
    int size = shape.size(axis);
    checkArgument(
        index >= -size && index < size,
        "%s: %s is out of bounds for axis %s of %s",
        word,
        index,
        axis,
        shape);
    return index < 0 ? index + size : index;
  }

  static int[] fromFront(String word, Shape shape, int axis, int[] indices) {
    return Arrays.stream(indices).map(index -> fromFront(word, shape, axis, index)).toArray();
  }

  /** Indices that came as numbers. */
  static int[] fromFront(String word, Shape shape, int axis, NdArray indices) {
    double[] numbers = indices.toArray();
    int[] whole = new int[numbers.length];
    for (int i = 0; i < whole.length; i++) {
      checkArgument(
          numbers[i] == Math.rint(numbers[i]) && Math.abs(numbers[i]) <= Integer.MAX_VALUE,
          "%s: %s is no index into axis %s of %s",
          word,
          numbers[i],
          axis,
          shape);
      whole[i] = fromFront(word, shape, axis, (int) numbers[i]);
    }
    return whole;
  }

  /** Where a mask is not 0, counted in row-major order. */
  static <T extends Numeric<T>> int[] ofMask(T mask) {
    double[] numbers = Reading.of(mask);
    return IntStream.range(0, numbers.length).filter(i -> numbers[i] != 0).toArray();
  }

  /** Refuses to write indices as numbers that do not hold them. */
  static void checkCounted(String word, NdArray x, int axis) {
    checkArgument(
        x.dtype() == DType.FLOAT64 || x.shape().size(axis) <= COUNTED_BY_FLOAT32,
        "%s: float32 can't count along axis %s of %s: convert by to(...)",
        word,
        axis,
        x.shape());
  }
}
