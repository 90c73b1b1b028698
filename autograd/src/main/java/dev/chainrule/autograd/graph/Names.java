package dev.chainrule.autograd.graph;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.notation.Decimals;
import dev.chainrule.autograd.notation.NameText;
import dev.chainrule.autograd.shape.DType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What values are called in an explanation, each by a name of its own: by the one that it was
 * given, and otherwise as in {@link Graph}, such as {@code v3}. Equal names are told apart by that
 * number: {@code h_v3} and {@code h_v9}.
 */
final class Names {
  private static final int LONG = 100; // for names that are equal once cut to the usual length

  private final Value result;
  private final Value variable;
  private final Set<Value> onTheWay;
  private final Map<Value, Node> nodes = new HashMap<>();
  private final Map<String, Node> generated = new HashMap<>();
  private final Map<Value, String> given = new LinkedHashMap<>();
  private final Map<String, Value> values = new HashMap<>(); // by their names
  private boolean hasEqual;

  /**
   * Finds names.
   *
   * @param order of all that a gradient flows through on the way from the result
   */
  Names(Value result, Value variable, Collection<Value> order) {
    this.result = result;
    this.variable = variable;
    this.onTheWay = new HashSet<>(order);
    for (Node node : Arrangement.of(result)) {
      Value value = node.value();
      nodes.put(value, node);
      if (value.name().isPresent()) {
        given.put(value, value.name().get());
      } else {
        generated.put(node.name(), node);
      }
    }
    if (variable.name().isPresent() && !nodes.containsKey(variable)) { // it is not reached
      given.put(variable, variable.name().get());
    }
    tellApart();
    addUnlessNamed(result, "result");
    addUnlessNamed(variable, "variable");
  }

  private void tellApart() {
    ImmutableListMultimap<String, Value> byText =
        Multimaps.index(given.keySet(), value -> NameText.of(fullName(value)));
    byText
        .asMap()
        .forEach(
            (text, equal) -> {
              boolean isCut = equal.stream().map(Names::fullName).distinct().count() > 1;
              equal.forEach(value -> given.put(value, isCut ? longName(value) : text));
            });
    Multimaps.index(ImmutableList.copyOf(given.keySet()), value -> requireNonNull(given.get(value)))
        .asMap()
        .forEach((text, equal) -> equal.forEach(value -> name(value, text, equal.size() > 1)));
  }

  private static String fullName(Value value) {
    return value.name().orElseThrow();
  }

  private static String longName(Value value) {
    return NameText.of(fullName(value), LONG);
  }

  private void name(Value value, String text, boolean isShared) {
    String name = text;
    boolean isReserved = generated.containsKey(text) || Set.of("result", "variable").contains(text);
    if (isShared || isReserved) {
      Node node = nodes.get(value);
      name = suffixed(text, node == null ? "unused" : "v" + node.id());
      hasEqual = true;
    }
    while (values.containsKey(name)) {
      name = suffixed(name, "again");
    }
    given.put(value, name);
    values.put(name, value);
  }

  /** Adds to a name, within its quotes if it has any. */
  private static String suffixed(String name, String suffix) {
    return name.endsWith("\"")
        ? name.substring(0, name.length() - 1) + "_" + suffix + "\""
        : name + "_" + suffix;
  }

  private void addUnlessNamed(Value value, String name) {
    if (value.name().isEmpty() && !given.containsKey(value)) {
      given.put(value, name);
      values.put(name, value);
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

  /** Tells whether names that were given twice got something that tells them apart. */
  boolean hasEqual() {
    return hasEqual;
  }

  /** Writes the name of a value; of a single number that was given without one, the number. */
  String of(Value value) {
    String name = given.get(value);
    if (name != null) {
      return name;
    }
    if (isConstant(value) && value.shape().elements() == 1) {
      return Decimals.literal(number(value));
    }
    Node node = nodes.get(value);
    return node == null ? Decimals.of(value.data()) : node.name();
  }

  /** Gives the number that a constant of one element is, a float32 as a user would write it. */
  static double number(Value constant) {
    double number = constant.data().item();
    boolean isFloat = constant.dtype() == DType.FLOAT32 && Double.isFinite(number);
    return isFloat ? Decimals.simplest((float) number) : number;
  }

  /** Tells whether a value was given and wants no gradient. */
  static boolean isConstant(Value value) {
    return value.operation().isEmpty() && !value.isConnected();
  }

  /** Finds what has a name. */
  Optional<Value> value(String name) {
    Node node = generated.get(name);
    return Optional.ofNullable(node == null ? values.get(name) : node.value());
  }

  /** Finds what has a generated name such as {@code v3}. */
  Optional<Node> generated(String name) {
    return Optional.ofNullable(generated.get(name))
        .filter(node -> !given.containsKey(node.value()));
  }
}
