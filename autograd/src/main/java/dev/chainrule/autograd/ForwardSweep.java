package dev.chainrule.autograd;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Lists;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Unary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forward sweep: forward mode along a record. From some values on, each value that was computed
 * of them gets its tangent by those of its inputs. A tangent is let go after its last use.
 */
final class ForwardSweep {
  private final Order order;
  private final Value result;

  private ForwardSweep(Order order, Value result) {
    this.order = order;
    this.result = result;
  }

  /** The tangent of a result; zeros where it does not depend on the inputs. */
  static Value tangent(Value result, List<Value> inputs, List<Value> directions) {
    if (!result.isConnected()) {
      return result.filled(0);
    }
    try (Order order = new Order(result, inputs)) {
      Value pushed = new ForwardSweep(order, result).run(inputs, directions);
      order.done();
      return pushed == null ? result.filled(0) : pushed;
    }
  }

  private @Nullable Value run(List<Value> inputs, List<Value> directions) {
    List<Value> values = order.rest();
    values.forEach(this::countUses);
    for (int i = 0; i < inputs.size(); i++) {
      add(inputs.get(i), directions.get(i));
    }
    for (Value value : Lists.reverse(values)) {
      push(value);
      letInputsGo(value);
    }
    Value pushed = tangent(result);
    order.notes(result).cotangent = null;
    return pushed;
  }

  private void countUses(Value value) {
    for (int i = 0; i < value.inputCount(); i++) {
      if (value.input(i).isConnected()) {
        order.notes(value.input(i)).usesLeft++;
      }
    }
  }

  private void letInputsGo(Value value) {
    for (int i = 0; i < value.inputCount(); i++) {
      if (value.input(i).isConnected()) {
        Notes notes = order.notes(value.input(i));
        if (--notes.usesLeft == 0) {
          notes.cotangent = null;
        }
      }
    }
  }

  /** The tangent of a value, so far; none stands for zeros. */
  private @Nullable Value tangent(Value value) {
    return value.isConnected() ? (Value) order.notes(value).cotangent : null;
  }

  /** Adds to a tangent, as an input may be given twice, or be computed of another one. */
  private void add(Value value, @Nullable Value tangent) {
    Notes notes = order.notes(value);
    if (tangent != null && (notes.usesLeft > 0 || value == result)) {
      Value known = tangent(value);
      notes.cotangent = known == null ? tangent : known.add(tangent);
    }
  }

  private void push(Value value) {
    if (value instanceof Joint joint) {
      push(joint);
    } else if (value.y != null) {
      Value x = requireNonNull(value.x);
      Value y = value.y;
      Binary operation = (Binary) requireNonNull(value.operation);
      add(value, Tangents.of(operation, tangent(x), tangent(y), x, y, value));
    } else if (value.x != null && !(value.x instanceof Joint)) {
      Unary operation = (Unary) requireNonNull(value.operation);
      add(value, Tangents.of(operation, tangent(value.x), value.x, value));
    }
  }

  private void push(Joint joint) {
    Nary operation = (Nary) requireNonNull(joint.operation);
    List<Value> inputs = joint.operands();
    if (inputs.stream().allMatch(input -> tangent(input) == null)) {
      return;
    }
    List<Value> results = joint.results();
    List<Value> pushed =
        Tangents.of(operation, Lists.transform(inputs, this::filled), inputs, results);
    for (int i = 0; i < results.size(); i++) {
      add(results.get(i), pushed.get(i));
    }
  }

  private Value filled(Value input) {
    Value known = tangent(input);
    return known == null ? input.filled(0) : known;
  }
}
