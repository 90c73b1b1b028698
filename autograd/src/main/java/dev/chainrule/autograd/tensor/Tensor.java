package dev.chainrule.autograd.tensor;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Opcode;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers in n dimensions. Immutable: arrays are copied on the way in and on the way out. Compared
 * by identity. Pointwise operations are computed when their result is first looked at, a whole
 * chain of them in one pass over memory; nothing else tells them from others.
 *
 * <p>Whatever makes a tensor makes it in float64, but for {@code ofFloats}, which takes arrays of
 * floats, and for {@code zerosLike} and its kin; {@link #to} converts: {@code Tensor.zeros(3,
 * 4).to(DType.FLOAT32)}. Every operation keeps the precision, and refuses to mix two.
 */
public final class Tensor extends TensorCreation implements Numeric<Tensor> {
  private final DType dtype;
  private final Shape shape;
  private final double number; // if the rank is 0: a scalar takes no array

  // An array, or what will make one; of rank 0: nothing, or what will make a number, or that number
  private @Nullable Object content;

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

  static Tensor scalar(DType dtype, double number) {
    return new Tensor(dtype, Shape.SCALAR, dtype.round(number), null);
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
   * Gives the only element, whatever the rank.
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  public double item() {
    if (shape.rank() == 0) {
      return number();
    }
    checkArgument(shape.elements() == 1, "item: shape %s does not have one element", shape);
    return array().at(new int[shape.rank()]);
  }

  /**
   * Gives one element.
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
    return shape.rank() == 0 ? number() : array().at(fromFront);
  }

  /**
   * Tells whether all elements are close to those of another tensor: |x - y| ≤ 1e-8 + 1e-5 |y|, as
   * NumPy's allclose; the shapes broadcast. See {@link #allClose(Tensor, double, double)}.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast
   */
  public boolean allClose(Tensor other) {
    return allClose(other, 1e-5, 1e-8);
  }

  /**
   * Tells whether all elements are close to those of another tensor: |x - y| ≤ absolute + relative
   * |y|; the shapes broadcast. Infinities are close to themselves, NaN to nothing. Compared in
   * float64, whatever the precisions. Of nothing, all elements are close.
   *
   * @param other what is expected
   * @param relative how much of what is expected the difference may be
   * @param absolute how much it may be besides
   * @throws IllegalArgumentException if the shapes do not broadcast, or a tolerance is negative or
   *     NaN
   */
  public boolean allClose(Tensor other, double relative, double absolute) {
    checkArgument(other != null, "allClose: an operand is null");
    checkArgument(
        relative >= 0 && absolute >= 0,
        "allClose: tolerances of %s and %s must not be negative",
        relative,
        absolute);
    Shape unused = Shape.broadcast("allClose", shape, other.shape);
    Tensor x = to(DType.FLOAT64);
    Tensor y = other.to(DType.FLOAT64);
    Tensor near = x.sub(y).abs().lessOrEqual(y.abs().mul(relative).add(absolute));
    return near.and(y.isFinite()).or(x.equalTo(y)).all().item() != 0;
  }

  /** Tells whether NaN is among the elements, of whatever shape. */
  public boolean hasNaN() {
    return shape.rank() == 0 ? Double.isNaN(number()) : array().hasNaN();
  }

  /** Gives all numbers in row-major order, in a new array. */
  public double[] toArray() {
    return array().toArray();
  }

  /** Gives all numbers in row-major order, in a new array, rounded to float32. */
  public float[] toFloatArray() {
    return array().toFloatArray();
  }

  /**
   * Gives the rows of a matrix, in a new array: [n, m] gives n rows of m numbers.
   *
   * @throws IllegalArgumentException if this is not a matrix
   */
  public double[][] toRows() {
    checkArgument(shape().rank() == 2, "toRows: shape %s is not that of a matrix", shape());
    return array().toRows();
  }

  @Override
  public Tensor self() {
    return this;
  }

  @Override
  public Tensor apply(Unary operation) {
    return applyLate(operation).settled();
  }

  /** The same, but for a number that may wait. */
  Tensor applyLate(Unary operation) {
    checkArgument(operation != null, "apply: the operation is null");
    Shape result = operation.shape(shape);
    if (operation.isPointwise()) {
      if (shape.rank() > 0) {
        return Lazy.of(result, operation, this, null);
      }
      return isLateNumber()
          ? LateNumber.of(operation, this)
          : scalar(dtype, operation.value(number()));
    }
    if (result.rank() == 0 && lazy() != null && operation.isSumOfAll(shape)) {
      return LateNumber.ofSum(this);
    }
    if (operation.isScatter() && !Fusion.isSmall(result)) {
      return waiting(dtype, result, Scattered.of(null, this, operation));
    }
    return wrap(operation, operation.value(array()), result, operation.dtype(dtype));
  }

  @Override
  public Tensor apply(Binary operation, Tensor other) {
    return applyLate(operation, other).settled();
  }

  /** The same, but for a number that may wait. */
  Tensor applyLate(Binary operation, Tensor other) {
    checkArgument(operation != null, "apply: the operation is null");
    checkArgument(other != null, "%s: an operand is null", operation.name());
    DType precision = operation.dtype(dtype, other.dtype);
    Shape result = operation.shape(shape, other.shape);
    if (operation.isPointwise()) {
      if (result.rank() > 0) {
        // Elements do not wait for sums: or these would wait for each other without end.
        return elements(operation, settled(), other.settled(), result);
      }
      return isLateNumber() || other.isLateNumber()
          ? LateNumber.of(operation, this, other)
          : scalar(dtype, operation.value(number(), other.number()));
    }
    return wrap(operation, operation.value(array(), other.array()), result, precision);
  }

  @Override
  public Tensor run(Program program, List<Tensor> operands) {
    Tensor atOnce = Direct.of(program, operands);
    return atOnce == null ? program.runSteps(operands) : atOnce;
  }

  /** The elements without gaps, if they are there, and of the shape and precision of others. */
  @Nullable NdArray elementsAlike(Tensor other) {
    boolean isAlike = dtype == other.dtype && shape.equals(other.shape);
    return isAlike && content() instanceof NdArray array && array.isRowMajor() ? array : null;
  }

  private static Tensor elements(Binary operation, Tensor x, Tensor y, Shape shape) {
    Opcode opcode = operation.opcode();
    Tensor scattered = opcode == Opcode.ADD ? Scattered.sum(x, y) : null;
    if (scattered != null) {
      return scattered;
    }
    if (opcode == Opcode.MUL && y.isOnes() && x.shape.equals(shape)) {
      return x; // sweeps begin with 1
    }
    if (opcode == Opcode.MUL && x.isOnes() && y.shape.equals(shape)) {
      return y;
    }
    return Lazy.of(shape, operation, x, y);
  }

  @Override
  public List<Tensor> apply(Nary operation, List<Tensor> others) {
    checkArgument(operation != null, "apply: the operation is null");
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
  static Tensor waiting(DType dtype, Shape shape, Waiting waiting) {
    return new Tensor(dtype, shape, 0, waiting);
  }

  /** A number that is computed when somebody looks at it. */
  static Tensor waiting(DType dtype, LateNumber number) {
    return new Tensor(dtype, Shape.SCALAR, 0, number);
  }

  @Nullable LateNumber lateNumber() {
    return content() instanceof LateNumber late ? late : null;
  }

  boolean isLateNumber() {
    return content() instanceof LateNumber;
  }

  /** This, with its number computed if it is one. */
  Tensor settled() {
    if (isLateNumber()) {
      double unused = number();
    }
    return this;
  }

  /** The number of a tensor of rank 0, computed by now. */
  private double number() {
    Object known = content();
    if (known instanceof LateNumber late) {
      double computed = dtype.round(late.compute());
      remember(computed);
      return computed;
    }
    return known instanceof Double computed ? computed : number;
  }

  @Nullable Waiting waiting() {
    return content() instanceof Waiting waiting ? waiting : null;
  }

  @Nullable Lazy lazy() {
    return content() instanceof Lazy lazy ? lazy : null;
  }

  @Nullable Scattered scattered() {
    return content() instanceof Scattered scattered ? scattered : null;
  }

  /** Whether all elements are known to be the same number. */
  boolean isUniform() {
    return shape.rank() == 0 || (content() instanceof NdArray array && array.repeatsOne());
  }

  /** Whether all elements are known to be 1. */
  private boolean isOnes() {
    return isUniform() && (shape.rank() == 0 ? number() : array().first()) == 1;
  }

  /** The array, computed by now. Two threads may both compute it, and get the same. */
  NdArray array() {
    if (shape.rank() == 0) {
      return NdArray.scalar(dtype, number());
    }
    compute();
    return (NdArray) requireNonNull(content());
  }

  /**
   * Makes a tensor of the same shape that holds nothing but its own numbers: whatever they were
   * computed from, or cut from, can be let go. For what outlives a calculation, such as the numbers
   * that an optimiser keeps. Numbers that are not part of something larger are not copied again.
   */
  public Tensor copy() {
    return shape.rank() == 0 ? settled() : wrap(array().copy());
  }

  /** Sees to it that the array is there. */
  void compute() {
    Waiting waiting = waiting();
    if (waiting != null) {
      waiting.compute(this);
    }
  }

  /** Keeps the array, which a pass has computed, and lets go of what it was computed from. */
  void remember(NdArray array) {
    VarHandle.releaseFence(); // what sees the array sees its numbers
    content = array;
  }

  /** Keeps the number, and lets go of what it was computed from. */
  void remember(double computed) {
    content = computed;
  }

  /** A tensor of these elements; arrays of rank 0 become plain numbers. */
  static Tensor wrap(NdArray array) {
    return array.shape().rank() == 0
        ? scalar(array.dtype(), array.at())
        : new Tensor(array.dtype(), array.shape(), 0, array);
  }

  /**
   * Writes the numbers in nested brackets, the columns of a matrix below each other: {@code [1.0,
   * 2.0]}. Of a tensor with more than a thousand elements only the ends of each axis are shown, and
   * the shape; float32 is told: {@code [0.0, 0.0, 0.0, ..., 0.0, 0.0, 0.0] (shape [4096],
   * float32)}.
   */
  @Override
  public String toString() {
    return TensorFormat.format(array());
  }
}
