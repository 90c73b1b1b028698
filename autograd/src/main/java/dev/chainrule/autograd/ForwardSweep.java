package dev.chainrule.autograd;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.Lists;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Unary;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The forward sweep: forward mode along a record. From some values on, each value that was computed
 * of them gets its tangent by those of its inputs. A tangent is let go after its last use.
 *
 * @param <T> what the rules compute with
 */
abstract class ForwardSweep<T extends Numeric<T>> {
  final Order order;
  private final Value result;
  private final Tangents<T> rules;

  private ForwardSweep(Order order, Value result, Tangents<T> rules) {
    this.order = order;
    this.result = result;
    this.rules = rules;
  }

  /**
   * The tangent of a result; zeros where it does not depend on the inputs. As backward, only where
   * NaN comes out, there is one more sweep, which knows what was cut off. Constants that were
   * joined with what depends on the inputs are, too.
   */
  static Value tangent(Value result, List<Value> inputs, List<Value> directions) {
    return tangent(result, inputs, directions, /* isOnce= */ false);
  }

  /**
   * Does the same.
   *
   * @param isOnce whether NaN is left to the sweep around, which then sweeps once more
   */
  static Value tangent(Value result, List<Value> inputs, List<Value> directions, boolean isOnce) {
    if (!result.isConnected()) {
      return result.filled(0);
    }
    try (Order order = new Order(result, inputs)) {
      Value pushed = new Plain(order, result).run(inputs, directions);
      if (pushed == null) {
        return result.filled(0);
      }
      if (isOnce || !pushed.hasNaN()) {
        return pushed;
      }
    }
    return careful(result, inputs, Lists.transform(directions, Guarded::cotangent)).value();
  }

  /** The same, of tangents that know what was cut off before. */
  static Guarded<Value> careful(Value result, List<Value> inputs, List<Guarded<Value>> directions) {
    if (!result.isConnected()) {
      return Guarded.cut(result);
    }
    try (Order order = new Order(result, inputs)) {
      Guarded<Value> pushed = new Careful(order, result).run(inputs, directions);
      return pushed == null ? Guarded.cut(result) : pushed;
    }
  }

  final @Nullable T run(List<Value> inputs, List<T> directions) {
    List<Value> values = order.rest();
    values.forEach(this::countUses);
    for (int i = 0; i < inputs.size(); i++) {
      add(inputs.get(i), directions.get(i));
    }
    for (Value value : Lists.reverse(values)) {
      push(value);
      letInputsGo(value);
    }
    T pushed = tangent(result);
    note(result, null);
    order.done();
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
        if (--order.notes(value.input(i)).usesLeft == 0) {
          note(value.input(i), null);
        }
      }
    }
  }

  /** What is known of the tangent of a connected value; none stands for zeros. */
  abstract @Nullable T known(Value value);

  /** Remembers the tangent of a value, or lets it go. */
  abstract void note(Value value, @Nullable T tangent);

  private @Nullable T tangent(Value value) {
    return value.isConnected() ? known(value) : null;
  }

  /** Adds to a tangent, as an input may be given twice, or be computed of another one. */
  private void add(Value value, @Nullable T tangent) {
    if (tangent != null && (order.notes(value).usesLeft > 0 || value == result)) {
      T known = known(value);
      note(value, known == null ? tangent : known.add(tangent));
    }
  }

  private void push(Value value) {
    if (value instanceof Joint joint) {
      push(joint);
    } else if (value.y != null) {
      Value x = requireNonNull(value.x);
      Value y = value.y;
      Binary operation = (Binary) requireNonNull(value.operation);
      add(value, rules.of(operation, tangent(x), tangent(y), x, y, value));
    } else if (value.x != null && !(value.x instanceof Joint)) {
      Unary operation = (Unary) requireNonNull(value.operation);
      add(value, rules.of(operation, tangent(value.x), value.x, value));
    }
  }

  private void push(Joint joint) {
    Nary operation = (Nary) requireNonNull(joint.operation);
    List<Value> inputs = joint.operands();
    if (inputs.stream().allMatch(input -> tangent(input) == null)) {
      return;
    }
    List<Value> results = joint.results();
    List<T> pushed = rules.of(operation, Lists.transform(inputs, this::filled), inputs, results);
    for (int i = 0; i < results.size(); i++) {
      add(results.get(i), pushed.get(i));
    }
  }

  private T filled(Value input) {
    T known = tangent(input);
    return known == null ? rules.zeros(input) : known;
  }

  /** Tangents are numbers. */
  private static final class Plain extends ForwardSweep<Value> {
    Plain(Order order, Value result) {
      super(order, result, Tangents.PLAIN);
    }

    @Override
    @Nullable Value known(Value value) {
      return (Value) order.notes(value).cotangent;
    }

    @Override
    void note(Value value, @Nullable Value tangent) {
      order.notes(value).cotangent = tangent;
    }
  }

  /** Tangents know where a choice cut the way to them. */
  private static final class Careful extends ForwardSweep<Guarded<Value>> {
    private final IdentityHashMap<Value, Guarded<Value>> tangents = new IdentityHashMap<>();

    Careful(Order order, Value result) {
      super(order, result, Tangents.CAREFUL);
    }

    @Override
    @Nullable Guarded<Value> known(Value value) {
      return tangents.get(value);
    }

    @Override
    void note(Value value, @Nullable Guarded<Value> tangent) {
      if (tangent == null) {
        tangents.remove(value);
      } else {
        tangents.put(value, tangent);
      }
    }
  }
}
