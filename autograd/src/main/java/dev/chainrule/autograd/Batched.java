package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Batch;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a function of one example sees while it runs on many of them: a value of one example's
 * shape, whose numbers are those of all, stacked along a leading axis. Every operation applied to
 * it is applied to each example. Derivatives taken inside the function are each example's own.
 */
final class Batched extends Value {
  private final long level;
  private final Value stacked; // of a lower level
  private final Shape shape;
  private final boolean isVariable;

  private Batched(
      long level,
      Value stacked,
      boolean isVariable,
      @Nullable Operation operation,
      @Nullable Value x,
      @Nullable Value y) {
    super(stacked, operation, x, y);
    this.level = level;
    this.stacked = stacked;
    this.shape = stacked.shape().unstacked();
    this.isVariable = isVariable;
  }

  /** The input of a function of one example. */
  static Batched variable(long level, Value stacked) {
    return new Batched(level, stacked, true, null, null, null);
  }

  /** The values of all examples. */
  Value stacked() {
    return stacked;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor data() {
    throw new IllegalStateException(
        "vmap: inside the function, there are no numbers of one example to look at (data, item,"
            + " gradients and the like): the function runs once, for all of them; derivatives are"
            + " taken there by derivative(...)");
  }

  @Override
  public double item() {
    return data().item();
  }

  @Override
  boolean hasNaN() {
    return stacked.hasNaN();
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
    return variable(level, stacked);
  }

  @Override
  public Value unrecorded() {
    return new Batched(level, stacked.unrecorded(), false, null, null, null);
  }

  @Override
  public Value detach() {
    return new Batched(level, stacked.detach(), false, null, null, null);
  }

  /** Any value as an operand: all examples', if it is of this level, or the same for all. */
  private Batch<Value> operand(Value value) {
    return value instanceof Batched batched && batched.level == level
        ? new Batch<>(batched.stacked, /* isStacked= */ true)
        : new Batch<>(value, /* isStacked= */ false);
  }

  @Override
  public Value apply(Unary operation) {
    Shape unused = operation.shape(shape); // refuses what it does not take
    boolean records = isConnected() && Recording.isOn();
    return made(operation.each(stacked), records, operation, this, null);
  }

  @Override
  public Value apply(Binary operation, Value other) {
    return other.level() > level
        ? other.applyTo(operation, this, other)
        : applyTo(operation, this, other);
  }

  @Override
  Value applyTo(Binary operation, Value left, Value right) {
    Shape unused = operation.shape(left.shape(), right.shape());
    boolean records = (left.isConnected() || right.isConnected()) && Recording.isOn();
    Value result = operation.each(operand(left), operand(right));
    return made(result, records, operation, left, right);
  }

  private Value made(
      Value result, boolean records, Operation operation, Value x, @Nullable Value y) {
    return records
        ? new Batched(level, result, false, operation, x, y)
        : new Batched(level, result, false, null, null, null);
  }

  @Override
  List<Value> applyTo(Nary operation, List<Value> inputs) {
    List<Shape> unused = operation.shapes(inputs.stream().map(Value::shape).toList());
    List<Value> results = operation.each(inputs.stream().map(this::operand).toList());
    if (!records(inputs)) {
      return results.stream()
          .<Value>map(result -> new Batched(level, result, false, null, null, null))
          .toList();
    }
    Joint joint = new Joint(operation, inputs);
    return joint.join(
        results.stream()
            .<Value>map(result -> new Batched(level, result, false, operation, joint, null)));
  }

  @Override
  public String toString() {
    return "one of " + stacked.shape().size(0) + " examples of shape " + shape;
  }
}
