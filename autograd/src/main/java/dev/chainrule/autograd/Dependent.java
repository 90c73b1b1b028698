package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function sees while its sparsity pattern is found: a value without numbers, of which each
 * element knows the inputs that it may depend on, wherever the function is evaluated. It is
 * recorded like any other, so that the pattern of a derivative is found by differentiating.
 */
final class Dependent extends Value {
  private final long level;
  private final IndexSets sets;
  private final boolean isVariable;

  private Dependent(
      long level,
      IndexSets sets,
      DType dtype,
      boolean isVariable,
      @Nullable Operation operation,
      @Nullable Value x,
      @Nullable Value y) {
    super(unknown(sets.shape(), dtype), operation, x, y);
    this.level = level;
    this.sets = sets;
    this.isVariable = isVariable;
  }

  private static Value unknown(Shape shape, DType dtype) {
    return unnoted(Tensor.of(Double.NaN).to(dtype).broadcastTo(shape));
  }

  /** The input of a function: each element depends on itself. */
  static Dependent variable(long level, Shape shape, DType dtype) {
    return new Dependent(level, IndexSets.inputs(shape), dtype, true, null, null, null);
  }

  private Dependent unrecorded(IndexSets other, boolean isFree) {
    return new Dependent(level, other, dtype(), isFree, null, null, null);
  }

  /** The inputs that each element depends on, of a value of a level or a lower one. */
  static IndexSets sets(Value value, long level) {
    if (value instanceof Dependent dependent && dependent.level == level) {
      return dependent.sets;
    }
    return value.level() == 0 ? IndexSets.constant(value.data()) : IndexSets.none(value.shape());
  }

  @Override
  public Tensor data() {
    throw new IllegalStateException(
        "sparsity pattern: inside the function, there are no numbers to look at (data, item,"
            + " gradients and the like), for the pattern must hold at every point; choose by"
            + " where(...), take derivatives by derivative(...), or give the pattern yourself by"
            + " SparsityPattern.of(rowCount, columnCount, rows, columns)");
  }

  @Override
  public double item() {
    return data().item();
  }

  @Override
  boolean hasNaN() {
    return false;
  }

  @Override
  public long level() {
    return level;
  }

  @Override
  public boolean isConnected() {
    return operation != null || isVariable;
  }

  @Override
  Value freed() {
    return unrecorded(sets, true);
  }

  @Override
  public Value unrecorded() {
    return unrecorded(sets, false);
  }

  @Override
  public Value detach() {
    return unrecorded(IndexSets.none(shape()), false);
  }

  @Override
  public Value apply(Unary operation) {
    boolean records = isConnected() && Recording.isOn();
    DType dtype = operation.dtype(dtype());
    return made(sets.apply(operation), dtype, records ? operation : null, this, null);
  }

  @Override
  public Value apply(Binary operation, Value other) {
    return other.level() > level
        ? other.applyTo(operation, this, other)
        : applyTo(operation, this, other);
  }

  @Override
  Value applyTo(Binary operation, Value left, Value right) {
    boolean records = (left.isConnected() || right.isConnected()) && Recording.isOn();
    DType dtype = operation.dtype(left.dtype(), right.dtype());
    IndexSets result = sets(left, level).apply(operation, sets(right, level));
    return made(result, dtype, records ? operation : null, left, right);
  }

  private Value made(
      IndexSets result,
      DType dtype,
      @Nullable Operation recorded,
      @Nullable Value x,
      @Nullable Value y) {
    return recorded == null
        ? new Dependent(level, result, dtype, false, null, null, null)
        : new Dependent(level, result, dtype, false, recorded, x, y);
  }

  @Override
  List<Value> applyTo(Nary operation, List<Value> inputs) {
    DType dtype = operation.dtype(inputs.stream().map(Value::dtype).toList());
    List<IndexSets> all = inputs.stream().map(input -> sets(input, level)).toList();
    List<IndexSets> results = operation.results(all);
    if (!records(inputs)) {
      return results.stream().map(result -> made(result, dtype, null, null, null)).toList();
    }
    Joint joint = new Joint(operation, inputs);
    return joint.join(results.stream().map(result -> made(result, dtype, operation, joint, null)));
  }

  @Override
  public String toString() {
    return "a value of shape " + shape() + " while a sparsity pattern is found";
  }
}
