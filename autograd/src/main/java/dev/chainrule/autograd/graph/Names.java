package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
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
  static final int MAX_LENGTH = 30; // so that a derivative of one by another fits a line

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
      return clean(value.name().get());
    }
    if (value == result) {
      return "result";
    }
    if (value == variable) {
      return "variable";
    }
    if (value.isConnected()) {
      String word = value.operation().map(Operation::name).orElse("input");
      return clean(word) + numbers.computeIfAbsent(value, key -> numbers.size() + 1);
    }
    return value.shape().elements() == 1 ? Decimals.of(value.item()) : "constant" + value.shape();
  }

  /** One line without control characters, cut to {@link #MAX_LENGTH}: a name may be anything. */
  static String clean(String name) {
    StringBuilder clean = new StringBuilder();
    int[] codePoints = name.codePoints().limit(MAX_LENGTH + 1L).toArray();
    boolean isLong = codePoints.length > MAX_LENGTH;
    for (int i = 0; i < (isLong ? MAX_LENGTH - 3 : codePoints.length); i++) {
      clean.appendCodePoint(isPrintable(codePoints[i]) ? codePoints[i] : ' ');
    }
    return isLong ? clean + "..." : clean.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT, // such as those that turn the direction of text
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
