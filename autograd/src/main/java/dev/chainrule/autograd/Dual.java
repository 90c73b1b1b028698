package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value and its tangent: forward mode. Every operation applied to it is applied to the value, and
 * pushes the tangent forward by the derivative rule that there is for the backward sweep: a
 * pointwise operation's Jacobian is diagonal, and so its own transpose; any other rule is linear in
 * its cotangent, and the tangent goes through its transpose.
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
    Value pushed = tangent == null || operation.isFlat(0) ? null : push(operation, tangent, y);
    return made(y, pushed, operation, this, null);
  }

  private Value push(Unary operation, Value t, Value y) {
    return operation.isLinear()
        ? t.apply(operation)
        : push(operation, g -> operation.cotangent(g, primal, y), t, y);
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
    return made(z, push(operation, x, y, z), operation, left, right);
  }

  private static @Nullable Value push(Binary operation, Dual left, Dual right, Value z) {
    Value x = left.primal;
    Value y = right.primal;
    Value tangentX = operation.isFlat(0) ? null : left.tangent;
    Value tangentY = operation.isFlat(1) ? null : right.tangent;
    if (tangentX != null && tangentY != null && operation.isLinear()) {
      return tangentX.apply(operation, tangentY);
    }
    Value forX = tangentX == null ? null : pushX(operation, tangentX, x, y, z);
    Value forY = tangentY == null ? null : pushY(operation, tangentY, x, y, z);
    return forX == null || forY == null ? (forX == null ? forY : forX) : forX.add(forY);
  }

  private static Value pushX(Binary operation, Value t, Value x, Value y, Value z) {
    return push(operation, g -> operation.cotangentX(g, x, y, z), t, z);
  }

  private static Value pushY(Binary operation, Value t, Value x, Value y, Value z) {
    return push(operation, g -> operation.cotangentY(g, x, y, z), t, z);
  }

  private static Value push(
      Operation operation, UnaryOperator<Value> rule, Value tangent, Value result) {
    if (operation.isPointwise()) {
      Value pushed = rule.apply(tangent.broadcastTo(result.shape()));
      if (pushed.shape().equals(result.shape())) {
        return pushed;
      }
    }
    return transposed(rule, result, tangent); // also where a rule sums up what was broadcast
  }

  @Override
  List<Value> applyTo(Nary operation, List<Value> inputs) {
    List<Dual> duals = inputs.stream().map(this::lift).toList();
    List<Value> primals = duals.stream().map(Dual::primal).toList();
    List<Value> tangents = duals.stream().map(Dual::tangent).toList();
    List<Value> results = primals.get(0).apply(operation, primals.subList(1, primals.size()));
    List<Value> pushed =
        operation.isLinear()
            ? tangents.get(0).apply(operation, tangents.subList(1, tangents.size()))
            : operation
                .tangents(tangents, primals, results)
                .orElseGet(() -> transposed(operation, primals, results, tangents));
    if (!records(primals) && !records(tangents)) {
      // A rule that is run again is recorded with the cotangents that its transpose began with.
      pushed = pushed.stream().map(Value::unrecorded).toList();
    }
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
    boolean records = Recording.isOn() && (x.isConnected() || (y != null && y.isConnected()));
    return records
        ? new Dual(level, result, pushed, false, operation, x, y)
        : new Dual(level, result, pushed, false, null, null, null);
  }

  /** A tangent sent through the transpose of a rule, which is linear in its cotangent. */
  private static Value transposed(UnaryOperator<Value> rule, Value result, Value tangent) {
    return transposed(g -> List.of(rule.apply(g.get(0))), List.of(result), List.of(tangent)).get(0);
  }

  private static List<Value> transposed(
      Nary operation, List<Value> primals, List<Value> results, List<Value> tangents) {
    return transposed(g -> operation.cotangents(g, primals, results), results, tangents);
  }

  private static List<Value> transposed(
      Function<List<Value>, List<Value>> rule, List<Value> results, List<Value> tangents) {
    List<Value> pushed =
        Recording.on(
            () -> {
              List<Value> cotangents =
                  results.stream().map(result -> Value.of(result.filled(0).data())).toList();
              List<Value> sent = rule.apply(cotangents);
              Value product = null;
              for (int i = 0; i < sent.size(); i++) {
                Value tangent = tangents.get(i).broadcastTo(sent.get(i).shape());
                Value part = sent.get(i).mul(tangent).sum().to(DType.FLOAT64);
                product = product == null ? part : product.add(part);
              }
              return product == null ? results : product.derivatives(cotangents);
            });
    return Recording.isOn() ? pushed : pushed.stream().map(Value::unrecorded).toList();
  }
}
