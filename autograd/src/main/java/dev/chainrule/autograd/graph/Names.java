package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.notation.NameText;
import dev.chainrule.autograd.op.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What values are called in an explanation: by the names that they were given, and otherwise by
 * their operation and a number, such as {@code mul3}, counted from the inputs on.
 */
final class Names {
  private final Value result;
  private final Value variable;
  private final Map<Value, Integer> numbers = new HashMap<>();
  private final Set<Value> onTheWay = new HashSet<>();

  /**
   * Numbers values.
   *
   * @param order from the result to its inputs
   */
  Names(Value result, Value variable, List<Value> order) {
    this.result = result;
    this.variable = variable;
    onTheWay.addAll(order);
    for (int i = order.size() - 1; i >= 0; i--) {
      numbers.put(order.get(i), order.size() - i);
    }
  }

  /** Tells whether a value has a name that a reader knows, and not a generated one. */
  boolean isKnown(Value value) {
    return value == result || value == variable || value.name().isPresent();
  }

  /** Tells whether a gradient flows through a value on the way from the result. */
  boolean isOnTheWay(Value value) {
    return onTheWay.contains(value);
  }

  String of(Value value) {
    if (value.name().isPresent()) {
      return NameText.of(value.name().get());
    }
    if (value == result) {
      return "result";
    }
    if (value == variable) {
      return "variable";
    }
    if (value.isConnected()) {
      String word = value.operation().map(Operation::name).orElse("input");
      return NameText.ofOperation(word) + numbers.computeIfAbsent(value, key -> numbers.size() + 1);
    }
    return value.shape().elements() == 1 ? Decimals.of(value.item()) : "constant" + value.shape();
  }
}
