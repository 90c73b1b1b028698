package dev.chainrule.autograd.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How tensors are made: these are static methods of {@link Tensor}. */
abstract sealed class TensorCreation permits Tensor {
  TensorCreation() {}

  /** Makes a scalar, of shape []. */
  public static Tensor of(double number) {
    return Tensor.scalar(DType.FLOAT64, number);
  }

  /** Makes a vector of these n numbers: shape [n]. */
  public static Tensor of(double... numbers) {
    return of(Shape.of(numbers.length), numbers);
  }

  /**
   * Makes a matrix of n rows of m numbers: shape [n, m].
   *
   * @param rows all of the same length
   * @throws IllegalArgumentException if they are not
   */
  public static Tensor of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] numbers = new double[Shape.of("of", rows.length, columns).elements()];
    for (int i = 0; i < rows.length; i++) {
      checkArgument(
          rows[i].length == columns,
          "of: row 0 has %s numbers, row %s has %s",
          columns,
          i,
          rows[i].length);
      System.arraycopy(rows[i], 0, numbers, i * columns, columns);
    }
    return of(Shape.of(rows.length, columns), numbers);
  }

  /**
   * Makes a tensor of k matrices, one after the other, of n rows of m numbers: shape [k, n, m].
   *
   * @throws IllegalArgumentException if the matrices, or their rows, differ in size
   */
  public static Tensor of(double[][][] matrices) {
    return beside("of", Arrays.stream(matrices).map(Tensor::of).toList(), zeros(0, 0, 0));
  }

  /**
   * Makes a tensor of any shape.
   *
   * @param numbers in row-major order: the last axis runs fastest
   * @throws IllegalArgumentException if there are more or fewer than the shape has elements
   */
  public static Tensor of(Shape shape, double... numbers) {
    checkCount("of", shape, numbers.length);
    return Tensor.wrap(NdArray.copyOf(shape, numbers));
  }

  /** Makes a float32 vector of these n numbers: shape [n]. */
  public static Tensor ofFloats(float... numbers) {
    return ofFloats(Shape.of(numbers.length), numbers);
  }

  /**
   * Makes a float32 matrix of n rows of m numbers: shape [n, m].
   *
   * @param rows all of the same length
   * @throws IllegalArgumentException if they are not
   */
  public static Tensor ofFloats(float[][] rows) {
    List<Tensor> parts = Arrays.stream(rows).map(Tensor::ofFloats).toList();
    return beside("ofFloats", parts, ofFloats(Shape.of(0, 0)));
  }

  /**
   * Makes a float32 tensor of k matrices, one after the other, of n rows of m numbers: shape [k, n,
   * m].
   *
   * @throws IllegalArgumentException if the matrices, or their rows, differ in size
   */
  public static Tensor ofFloats(float[][][] matrices) {
    List<Tensor> parts = Arrays.stream(matrices).map(Tensor::ofFloats).toList();
    return beside("ofFloats", parts, ofFloats(Shape.of(0, 0, 0)));
  }

  /**
   * Makes a float32 tensor of any shape.
   *
   * @param numbers in row-major order: the last axis runs fastest
   * @throws IllegalArgumentException if there are more or fewer than the shape has elements
   */
  public static Tensor ofFloats(Shape shape, float... numbers) {
    checkCount("ofFloats", shape, numbers.length);
    return Tensor.wrap(NdArray.copyOf(shape, numbers));
  }

  private static void checkCount(String method, Shape shape, int numbers) {
    checkArgument(
        numbers == shape.elements(),
        "%s: shape %s has %s elements, but %s numbers are given",
        method,
        shape,
        shape.elements(),
        numbers);
  }

  /** Puts the rows, or matrices, of an array beside each other along a new first axis. */
  private static Tensor beside(String method, List<Tensor> parts, Tensor nothing) {
    for (Tensor part : parts) {
      checkArgument(
          part.shape().equals(parts.get(0).shape()),
          "%s: parts differ in shape: %s and %s",
          method,
          parts.get(0).shape(),
          part.shape());
    }
    return parts.isEmpty() ? nothing : stack(parts, 0);
  }

  /** Makes a tensor of any shape with the same number everywhere. */
  public static Tensor full(Shape shape, double number) {
    return Tensor.wrap(NdArray.full(DType.FLOAT64, shape, number));
  }

  /** Makes a tensor of any shape with 0 everywhere. */
  public static Tensor zeros(Shape shape) {
    return full(shape, 0);
  }

  /**
   * Makes a tensor with 0 everywhere: sizes n and m give shape [n, m].
   *
   * @param sizes of the axes; none of them for a scalar
   * @throws IllegalArgumentException if one of them is negative
   */
  public static Tensor zeros(int... sizes) {
    return zeros(Shape.of("zeros", sizes));
  }

  /** Makes a tensor of any shape with 1 everywhere. */
  public static Tensor ones(Shape shape) {
    return full(shape, 1);
  }

  /**
   * Makes a tensor with 1 everywhere: sizes n and m give shape [n, m].
   *
   * @param sizes of the axes; none of them for a scalar
   * @throws IllegalArgumentException if one of them is negative
   */
  public static Tensor ones(int... sizes) {
    return ones(Shape.of("ones", sizes));
  }

  /** Makes a tensor of the shape and precision of another one with 0 everywhere. */
  public static Tensor zerosLike(Tensor like) {
    return like.filled(0);
  }

  /** Makes a tensor of the shape and precision of another one with 1 everywhere. */
  public static Tensor onesLike(Tensor like) {
    return like.filled(1);
  }

  /** Makes a tensor of the shape and precision of another one with the same number everywhere. */
  public static Tensor fullLike(Tensor like, double number) {
    return like.filled(number);
  }

  /**
   * Makes a vector of the numbers 0, 1, and so on, to before n: shape [n].
   *
   * @throws IllegalArgumentException if n is negative
   */
  public static Tensor arange(int n) {
    return of(IntStream.range(0, Shape.of("arange", n).elements()).asDoubleStream().toArray());
  }

  /**
   * Makes a vector of the numbers from {@code start} on, 1 apart, to before {@code stop}: shape [n]
   * for n of them.
   *
   * @throws IllegalArgumentException if the stop is below the start, or one is NaN
   */
  public static Tensor arange(double start, double stop) {
    return arange(start, stop, 1);
  }

  /**
   * Makes a vector of the numbers from {@code start} on, {@code step} apart, to before {@code
   * stop}: shape [n] for n of them.
   *
   * @throws IllegalArgumentException if the step is 0 or leads away from the stop, or one is NaN
   */
  public static Tensor arange(double start, double stop, double step) {
    double steps = (stop - start) / step;
    checkArgument(
        step != 0 && steps >= 0,
        "arange: steps of %s do not lead from %s to %s",
        step,
        start,
        stop);
    checkArgument(steps <= Integer.MAX_VALUE, "arange: more than 2^31 - 1 steps of %s", step);
    int count = (int) Math.ceil(steps);
    return of(IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray());
  }

  /**
   * Makes a vector of evenly spaced numbers from {@code start} to {@code stop}, both of them
   * included: shape [count].
   *
   * @throws IllegalArgumentException if the count is below 2
   */
  public static Tensor linspace(double start, double stop, int count) {
    checkArgument(count >= 2, "linspace: %s numbers do not include both ends", count);
    double step = (stop - start) / (count - 1);
    return of(
        IntStream.range(0, count)
            .mapToDouble(i -> i == count - 1 ? stop : start + i * step)
            .toArray());
  }

  /**
   * Makes the identity matrix: shape [size, size], 1 on the diagonal and 0 elsewhere.
   *
   * @throws IllegalArgumentException if the size is negative
   */
  public static Tensor eye(int size) {
    Shape shape = Shape.of("eye", size, size);
    double[] numbers = new double[shape.elements()];
    for (int i = 0; i < size; i++) {
      numbers[i * (size + 1)] = 1;
    }
    return of(shape, numbers);
  }

  /**
   * Lays vectors out as the axes of a grid: [n] and [m] give two tensors of shape [n, m]; the first
   * holds the first vector's number for each row, the second the second one's for each column. So
   * it is with more of them, as PyTorch's meshgrid with "ij"; NumPy's default exchanges the first
   * two axes.
   *
   * @throws IllegalArgumentException if one is not a vector
   */
  public static List<Tensor> meshgrid(Tensor... vectors) {
    int[] sizes = new int[vectors.length];
    for (int i = 0; i < sizes.length; i++) {
      Shape shape = vectors[i].shape();
      checkArgument(shape.rank() == 1, "meshgrid: takes vectors, not %s", shape);
      sizes[i] = shape.size(0);
    }
    Shape grid = Shape.of("meshgrid", sizes);
    List<Tensor> grids = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      int[] along = new int[sizes.length];
      Arrays.fill(along, 1);
      along[i] = sizes[i];
      grids.add(vectors[i].reshape(along).broadcastTo(grid));
    }
    return grids;
  }

  /**
   * Joins tensors along an axis, each copied once: [a, n, c] and [a, m, c] along axis 1 give [a, n
   * + m, c].
   *
   * @param axis a negative one counts from the end
   * @throws IllegalArgumentException if there are none, there is no such axis, the shapes differ
   *     along another one, or precisions differ
   */
  public static Tensor concat(List<Tensor> parts, int axis) {
    checkArgument(!parts.isEmpty(), "concat: there is nothing to join");
    return parts.get(0).concat(axis, parts.subList(1, parts.size()));
  }

  /**
   * Puts tensors beside each other along a new axis, each copied once: k of shape [n, m] give [k,
   * n, m] for axis 0, [n, m, k] for axis 2 or -1.
   *
   * @param axis where the new axis stands in the result
   * @throws IllegalArgumentException if there are none, the result can't have such an axis, or
   *     shapes or precisions differ
   */
  public static Tensor stack(List<Tensor> parts, int axis) {
    checkArgument(!parts.isEmpty(), "stack: there is nothing to put together");
    return parts.get(0).stack(axis, parts.subList(1, parts.size()));
  }

  /**
   * Draws numbers evenly from {@code low} to before {@code high}: any shape, in row-major order.
   * {@link Random} specifies its algorithm: the same seed gives the same numbers on every platform.
   */
  public static Tensor uniform(Shape shape, double low, double high, Random random) {
    return draw(shape, () -> low + (high - low) * random.nextDouble());
  }

  /**
   * Draws numbers from a normal distribution: any shape, in row-major order. By {@link
   * Random#nextGaussian}, so that the same seed gives the same numbers on every platform.
   *
   * @param deviation the standard deviation
   */
  public static Tensor normal(Shape shape, double mean, double deviation, Random random) {
    return draw(shape, () -> mean + deviation * random.nextGaussian());
  }

  private static Tensor draw(Shape shape, DoubleSupplier number) {
    return of(shape, DoubleStream.generate(number).limit(shape.elements()).toArray());
  }
}
