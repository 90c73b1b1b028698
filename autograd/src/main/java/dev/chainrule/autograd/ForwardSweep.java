package dev.chainrule.autograd;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Lists;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Unary;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forward mode along a record: from some values on, each value that was computed of them gets its
 * tangent by those of its inputs. A tangent is let go after its last use.
 */
final class ForwardSweep {
  private final IdentityHashMap<Value, Value> tangents = new IdentityHashMap<>();
  private final IdentityHashMap<Value, Value> lastUsers = new IdentityHashMap<>();

  private ForwardSweep() {}

  /** The tangent of a result; zeros where it does not depend on the inputs. */
  static Value tangent(Value result, List<Value> inputs, List<Value> directions) {
    ForwardSweep sweep = new ForwardSweep();
    for (int i = 0; i < inputs.size(); i++) {
      sweep.tangents.put(inputs.get(i), directions.get(i));
    }
    Value pushed = result.isConnected() ? sweep.run(result, inputs) : null;
    return pushed == null ? result.filled(0) : pushed;
  }

  private @Nullable Value run(Value result, List<Value> inputs) {
    List<Value> fromResult = Order.of(result, inputs);
    for (Value value : fromResult) {
      value.inputs().forEach(input -> lastUsers.putIfAbsent(input, value));
    }
    for (Value value : Lists.reverse(fromResult)) {
      if (!tangents.containsKey(value)) { // or else it was given, or came with a sibling
        push(value);
      }
      value.inputs().forEach(input -> letGo(input, value));
    }
    return tangents.get(result);
  }

  private void letGo(Value input, Value user) {
    if (lastUsers.get(input) == user) {
      tangents.remove(input);
    }
  }

  private void push(Value value) {
    Value x = value.x;
    Value y = value.y;
    if (x instanceof Joint joint) {
      push(joint);
    } else if (y != null) {
      Binary operation = (Binary) requireNonNull(value.operation);
      Value t = tangents.get(requireNonNull(x));
      put(value, Tangents.of(operation, t, tangents.get(y), x, y, value));
    } else if (x != null) {
      put(value, Tangents.of((Unary) requireNonNull(value.operation), tangents.get(x), x, value));
    }
  }

  private void push(Joint joint) {
    List<Value> inputs = joint.operands();
    List<Value> known =
        inputs.stream()
            .map(input -> tangents.containsKey(input) ? tangents.get(input) : input.filled(0))
            .toList();
    List<Value> results = joint.results();
    List<Value> pushed =
        Tangents.of((Nary) requireNonNull(joint.operation), known, inputs, results);
    for (int i = 0; i < results.size(); i++) {
      put(results.get(i), pushed.get(i));
    }
  }

  private void put(Value value, @Nullable Value tangent) {
    if (tangent != null) {
      tangents.put(value, tangent);
    }
  }
}
