package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value and its tangent: forward mode. Every operation applied to it is applied to the value, and
 * pushes the tangent forward.
 *
 * <p>Duals of several nested derivatives are told apart by their levels: where two kinds of value
 * meet, the one of the higher level lifts the other.
 */
final class Dual extends Value {
  private final long level;
  private final Value primal;
  private final @Nullable Value tangent; // none: zero
  private final boolean isVariable;

  private Dual(
      long level,
      Value primal,
      @Nullable Value tangent,
      boolean isVariable,
      @Nullable Operation operation,
      @Nullable Value x,
      @Nullable Value y) {
    super(primal, operation, x, y);
    this.level = level;
    this.primal = primal;
    this.tangent = tangent;
    this.isVariable = isVariable;
  }

  /** The input of a function that is differentiated forward. */
  static Dual variable(long level, Value primal, Value tangent) {
    return new Dual(level, primal, tangent, true, null, null, null);
  }

  Value primal() {
    return primal;
  }

  /** The tangent, shaped like the value. */
  Value tangent() {
    return tangent == null ? primal.filled(0) : tangent;
  }

  @Override
  public Shape shape() {
    return primal.shape();
  }

  @Override
  public Tensor data() {
    return primal.data();
  }

  @Override
  public double item() {
    return primal.item();
  }

  @Override
  boolean hasNaN() {
    return primal.hasNaN();
  }

  @Override
  Value freed() {
    return new Dual(level, primal, tangent, true, null, null, null);
  }

  @Override
  public long level() {
    return level;
  }

  /** A value of a lower level as one of this one's. */
  private Dual lift(Value lower) {
    return lower instanceof Dual dual && dual.level == level
        ? dual
        : new Dual(level, lower, null, false, null, null, null);
  }

  @Override
  public boolean isConnected() {
    return operation != null || isVariable;
  }

  @Override
  public Value unrecorded() {
    Value t = tangent == null ? null : tangent.unrecorded();
    return new Dual(level, primal.unrecorded(), t, false, null, null, null);
  }

  @Override
  public Value detach() {
    return primal.detach();
  }

  @Override
  public Value apply(Unary operation) {
    Value y = primal.apply(operation);
    return made(y, Tangents.PLAIN.of(operation, tangent, primal, y), operation, this, null);
  }

  @Override
  public Value apply(Binary operation, Value other) {
    return other.level() > level
        ? other.applyTo(operation, this, other)
        : applyTo(operation, this, other);
  }

  @Override
  Value applyTo(Binary operation, Value left, Value right) {
    Dual x = lift(left);
    Dual y = lift(right);
    Value z = x.primal.apply(operation, y.primal);
    return made(
        z,
        Tangents.PLAIN.of(operation, x.tangent, y.tangent, x.primal, y.primal, z),
        operation,
        left,
        right);
  }

  @Override
  List<Value> applyTo(Nary operation, List<Value> inputs) {
    List<Dual> duals = inputs.stream().map(this::lift).toList();
    List<Value> primals = duals.stream().map(Dual::primal).toList();
    List<Value> tangents = duals.stream().map(Dual::tangent).toList();
    List<Value> results = primals.get(0).apply(operation, primals.subList(1, primals.size()));
    List<Value> pushed = Tangents.PLAIN.of(operation, tangents, primals, results);
    boolean records = records(inputs);
    Joint joint = records ? new Joint(operation, inputs) : null;
    List<Value> made = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      Operation recorded = records ? operation : null;
      made.add(new Dual(level, results.get(i), pushed.get(i), false, recorded, joint, null));
    }
    return joint == null ? made : joint.join(made.stream());
  }

  private Dual made(
      Value result, @Nullable Value pushed, Operation operation, Value x, @Nullable Value y) {
    boolean records = (x.isConnected() || (y != null && y.isConnected())) && Recording.isOn();
    return records
        ? new Dual(level, result, pushed, false, operation, x, y)
        : new Dual(level, result, pushed, false, null, null, null);
  }
}
