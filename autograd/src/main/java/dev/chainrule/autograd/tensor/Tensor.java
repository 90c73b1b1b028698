package dev.chainrule.autograd.tensor;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.chainrule.autograd.kernel.Computation;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in n dimensions, float64 unless said otherwise. Immutable: arrays are copied on the way
 * in and on the way out. Compared by identity. Pointwise operations are computed when their result
 * is first looked at, a whole chain of them in one pass over memory; nothing else tells them from
 * others.
 */
public final class Tensor implements Numeric<Tensor> {
  private final DType dtype;
  private final Shape shape;
  private final double number; // if the rank is 0: a scalar takes no array
  private @Nullable Object content; // otherwise: an array, or a calculation that will make one

  private Tensor(DType dtype, Shape shape, double number, @Nullable Object content) {
    this.dtype = dtype;
    this.shape = shape;
    this.number = number;
    this.content = content;
    VarHandle.releaseFence(); // as if the field were final: no thread sees a tensor without it
  }

  private @Nullable Object content() {
    Object known = content;
    VarHandle.acquireFence();
    return known;
  }

  /** A scalar. */
  public static Tensor of(double number) {
    return scalar(DType.FLOAT64, number);
  }

  private static Tensor scalar(DType dtype, double number) {
    return new Tensor(dtype, Shape.SCALAR, dtype.round(number), null);
  }

  /** A vector of these numbers. */
  public static Tensor of(double... numbers) {
    return of(Shape.of(numbers.length), numbers);
  }

  /**
   * A matrix.
   *
   * @param rows the rows, all of the same length
   * @throws IllegalArgumentException if they are not
   */
  public static Tensor of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] numbers = new double[Shape.of(rows.length, columns).elements()];
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
   * A tensor of any shape.
   *
   * @param numbers in row-major order: the last axis runs fastest
   * @throws IllegalArgumentException if there are more or fewer than the shape has elements
   */
  public static Tensor of(Shape shape, double... numbers) {
    checkCount(shape, numbers.length);
    return wrap(NdArray.copyOf(shape, numbers));
  }

  /** A float32 vector of these numbers. */
  public static Tensor ofFloats(float... numbers) {
    return ofFloats(Shape.of(numbers.length), numbers);
  }

  /**
   * A float32 tensor of any shape.
   *
   * @param numbers in row-major order: the last axis runs fastest
   * @throws IllegalArgumentException if there are more or fewer than the shape has elements
   */
  public static Tensor ofFloats(Shape shape, float... numbers) {
    checkCount(shape, numbers.length);
    return wrap(NdArray.copyOf(shape, numbers));
  }

  private static void checkCount(Shape shape, int numbers) {
    checkArgument(
        numbers == shape.elements(),
        "of: shape %s has %s elements, but %s numbers are given",
        shape,
        shape.elements(),
        numbers);
  }

  /** The same number everywhere. */
  public static Tensor full(Shape shape, double number) {
    return wrap(NdArray.full(DType.FLOAT64, shape, number));
  }

  /** Zero everywhere. */
  public static Tensor zeros(Shape shape) {
    return full(shape, 0);
  }

  /** One everywhere. */
  public static Tensor ones(Shape shape) {
    return full(shape, 1);
  }

  /**
   * A tensor of rank 3: matrices one after the other.
   *
   * @throws IllegalArgumentException if the matrices, or their rows, differ in size
   */
  public static Tensor of(double[][][] matrices) {
    if (matrices.length == 0) {
      return of(Shape.of(0, 0, 0));
    }
    Tensor first = of(matrices[0]);
    List<Tensor> others = Arrays.stream(matrices).skip(1).map(Tensor::of).toList();
    return first.stack(0, others);
  }

  /**
   * The numbers from {@code start} on, {@code step} apart, to before {@code stop}: a vector.
   *
   * @throws IllegalArgumentException if the step is 0, or leads away from the stop
   */
  public static Tensor arange(double start, double stop, double step) {
    double count = Math.ceil((stop - start) / step);
    checkArgument(
        step != 0 && count >= 0,
        "arange: steps of %s do not lead from %s to %s",
        step,
        start,
        stop);
    checkArgument(count <= Integer.MAX_VALUE, "arange: more than 2^31 - 1 steps of %s", step);
    return of(IntStream.range(0, (int) count).mapToDouble(i -> start + i * step).toArray());
  }

  /**
   * Evenly spaced numbers from {@code start} to {@code stop}, both of them included: a vector.
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

  /** The identity matrix of shape [size, size]. */
  public static Tensor eye(int size) {
    double[] numbers = new double[Shape.of(size, size).elements()];
    for (int i = 0; i < size; i++) {
      numbers[i * (size + 1)] = 1;
    }
    return of(Shape.of(size, size), numbers);
  }

  /**
   * Numbers drawn evenly from {@code low} to before {@code high}, in row-major order. {@link
   * Random} specifies its algorithm: the same seed gives the same numbers on every platform.
   */
  public static Tensor uniform(Shape shape, double low, double high, Random random) {
    return draw(shape, () -> low + (high - low) * random.nextDouble());
  }

  /**
   * Numbers drawn from a normal distribution, in row-major order; by {@link Random#nextGaussian},
   * so that the same seed gives the same numbers on every platform.
   */
  public static Tensor normal(Shape shape, double mean, double deviation, Random random) {
    return draw(shape, () -> mean + deviation * random.nextGaussian());
  }

  private static Tensor draw(Shape shape, DoubleSupplier number) {
    return of(shape, DoubleStream.generate(number).limit(shape.elements()).toArray());
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  /**
   * The only element.
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  public double item() {
    if (shape.rank() == 0) {
      return number;
    }
    checkArgument(shape.elements() == 1, "item: shape %s does not have one element", shape);
    return array().at(new int[shape.rank()]);
  }

  /**
   * One element.
   *
   * @param index one entry for each axis; a negative one counts from the end
   * @throws IllegalArgumentException if the number of entries is not the rank, or one is out of
   *     bounds
   */
  public double at(int... index) {
    checkArgument(
        index.length == shape().rank(),
        "at: an index of %s entries into shape %s",
        index.length,
        shape());
    int[] fromFront = new int[index.length];
    for (int axis = 0; axis < index.length; axis++) {
      int size = shape().size(axis);
      checkArgument(
          index[axis] >= -size && index[axis] < size,
          "at: index %s is out of bounds for axis %s of shape %s",
          index[axis],
          axis,
          shape());
      fromFront[axis] = index[axis] < 0 ? index[axis] + size : index[axis];
    }
    return shape.rank() == 0 ? number : array().at(fromFront);
  }

  /** Tells whether NaN is among the elements. */
  public boolean hasNaN() {
    return shape.rank() == 0 ? Double.isNaN(number) : array().hasNaN();
  }

  /** The numbers in row-major order, in a new array. */
  public double[] toArray() {
    return array().toArray();
  }

  /** The numbers in row-major order, in a new array, rounded to float32. */
  public float[] toFloatArray() {
    return array().toFloatArray();
  }

  /**
   * The rows of a matrix, in a new array.
   *
   * @throws IllegalArgumentException if this is not a matrix
   */
  public double[][] toRows() {
    checkArgument(shape().rank() == 2, "toRows: shape %s is not that of a matrix", shape());
    int columns = shape().size(1);
    double[] numbers = toArray();
    return IntStream.range(0, shape().size(0))
        .mapToObj(i -> Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns))
        .toArray(double[][]::new);
  }

  @Override
  public Tensor self() {
    return this;
  }

  @Override
  public Tensor apply(Unary operation) {
    Shape result = operation.shape(shape);
    if (operation.isPointwise()) {
      return shape.rank() == 0
          ? scalar(dtype, operation.value(number))
          : Lazy.of(result, operation, this, null);
    }
    NdArray value =
        lazy() == null ? operation.value(array()) : operation.value(new WaitingArray(this));
    return wrap(operation, value, result, operation.dtype(dtype));
  }

  @Override
  public Tensor apply(Binary operation, Tensor other) {
    DType precision = operation.dtype(dtype, other.dtype);
    Shape result = operation.shape(shape, other.shape);
    if (operation.isPointwise()) {
      return result.rank() == 0
          ? scalar(dtype, operation.value(number, other.number))
          : Lazy.of(result, operation, this, other);
    }
    return wrap(operation, operation.value(array(), other.array()), result, precision);
  }

  @Override
  public List<Tensor> apply(Nary operation, List<Tensor> others) {
    List<Tensor> inputs = ImmutableList.<Tensor>builder().add(this).addAll(others).build();
    DType precision = operation.dtype(Lists.transform(inputs, Tensor::dtype));
    List<Shape> shapes = operation.shapes(Lists.transform(inputs, Tensor::shape));
    List<NdArray> values = operation.value(inputs.stream().map(Tensor::array).toList());
    checkState(
        values.size() == shapes.size(),
        "%s: it has %s values, where it states %s",
        operation,
        values.size(),
        shapes.size());
    List<Tensor> results = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      results.add(wrap(operation, values.get(i), shapes.get(i), precision));
    }
    return results;
  }

  private static Tensor wrap(Operation operation, NdArray value, Shape shape, DType dtype) {
    Tensor result = wrap(value);
    Results.check(operation, result, shape, dtype);
    return result;
  }

  @Override
  public Tensor literal(double literal) {
    return scalar(dtype, literal);
  }

  /** The result of an operation that is computed when somebody looks at it. */
  static Tensor waiting(DType dtype, Shape shape, Lazy lazy) {
    return new Tensor(dtype, shape, 0, lazy);
  }

  @Nullable Lazy lazy() {
    return content() instanceof Lazy lazy ? lazy : null;
  }

  /** The array, computed by now. Two threads may both compute it, and get the same. */
  NdArray array() {
    Object known = content();
    if (known instanceof NdArray array) {
      return array;
    }
    if (known instanceof Lazy lazy) {
      NdArray array = lazy.array(this);
      remember(array);
      return array;
    }
    return NdArray.scalar(dtype, number);
  }

  /** A tensor whose elements nobody has looked at, as kernels see it. */
  private record WaitingArray(Tensor tensor) implements Computation.Deferred {
    @Override
    public Shape shape() {
      return tensor.shape;
    }

    @Override
    public NdArray array() {
      return tensor.array();
    }

    @Override
    public NdArray sum() {
      Lazy lazy = tensor.lazy();
      return lazy == null
          ? Reduce.sum(tensor.array(), tensor.shape.axes("sum")).reshape(Shape.SCALAR)
          : NdArray.scalar(tensor.dtype, lazy.sum(tensor));
    }
  }

  /**
   * Makes a tensor that holds nothing but its own numbers: whatever they were computed from, or cut
   * from, can be let go. For what outlives a calculation, such as the numbers that an optimiser
   * keeps. Numbers that stand by themselves already are not copied again.
   */
  public Tensor copy() {
    return shape.rank() == 0 ? this : wrap(array().copy());
  }

  /** Sees to it that the array is there. */
  void compute() {
    if (content() instanceof Lazy) {
      remember(array());
    }
  }

  /** Keeps the array, which a pass has computed, and lets go of what it was computed from. */
  void remember(NdArray array) {
    VarHandle.releaseFence(); // what sees the array sees its numbers
    content = array;
  }

  /** A tensor of these elements; arrays of rank 0 become plain numbers. */
  static Tensor wrap(NdArray array) {
    return array.shape().rank() == 0
        ? scalar(array.dtype(), array.at())
        : new Tensor(array.dtype(), array.shape(), 0, array);
  }

  /** The numbers in nested brackets; of a long axis only the ends are shown. */
  @Override
  public String toString() {
    return TensorFormat.format(array());
  }
}
