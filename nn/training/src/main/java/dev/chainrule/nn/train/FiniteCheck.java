package dev.chainrule.nn.train;

import com.google.common.collect.Lists;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says where in a calculation, or in its backward sweep, a number first was not finite. */
final class FiniteCheck {
  private final Value result;
  private final Map<String, Parameter> parameters;
  private final String where;

  FiniteCheck(Value result, Map<String, Parameter> parameters, int epoch, int batch) {
    this.result = result;
    this.parameters = parameters;
    this.where = "epoch " + epoch + ", batch " + batch + ": ";
  }

  /** Throws if the result is not finite. */
  void checkResult() {
    if (!Double.isFinite(result.item())) {
      throw new NotFiniteException(where + "the loss is " + result.item() + ": " + forward());
    }
  }

  /** Throws if a gradient is not finite. */
  void checkGradient(Tensor gradient) {
    // A sum costs little. It is not finite where an element is not, and hardly ever else.
    if (!Double.isFinite(gradient.sum().item()) && isIn(gradient)) {
      throw new NotFiniteException(where + "a gradient is not finite: " + backward());
    }
  }

  private static boolean isIn(Tensor tensor) {
    return tensor.shape().elements() > 0 && !Double.isFinite(tensor.abs().max().item());
  }

  /** All that the result was made of; what a value was made of comes before it. */
  private List<Value> sorted() {
    List<Value> order = new ArrayList<>();
    Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Value> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Value> stack = new ArrayDeque<>(List.of(result));
    while (!stack.isEmpty()) {
      Value value = stack.peek();
      if (seen.add(value)) {
        value.inputs().stream().filter(input -> !seen.contains(input)).forEach(stack::push);
      } else {
        Value unused = stack.pop();
        if (done.add(value)) {
          order.add(value);
        }
      }
    }
    return order;
  }

  /** The first value on the way to the result that is not finite. */
  private String forward() {
    return sorted().stream()
        .filter(value -> isIn(value.data()))
        .findFirst()
        .map(value -> value.operation().map(op -> made(op, value)).orElseGet(() -> leaf(value)))
        .orElse("every value on the way to it is finite");
  }

  /** The operation whose derivative rule was the first to give a cotangent that is not finite. */
  private String backward() {
    List<Value> connected = sorted().stream().filter(Value::isConnected).toList();
    Gradients cotangents = result.gradients(connected.toArray(Value[]::new));
    for (Value value : Lists.reverse(connected)) {
      if (isIn(cotangents.of(value))) {
        return "the derivative of "
            + connected.stream()
                .filter(user -> user.inputs().contains(value))
                .map(user -> text(user.operation().orElseThrow(), user))
                .collect(Collectors.joining(" or of "))
            + " was the first not to be finite";
      }
    }
    return "every cotangent on the way to it is finite";
  }

  private static String made(Operation operation, Value value) {
    String what = Double.isNaN(value.data().max().item()) ? "NaN" : "an infinity";
    return text(operation, value) + " was the first operation to give " + what;
  }

  private static String text(Operation operation, Value value) {
    return value.inputs().stream()
        .map(input -> range(input.data()))
        .collect(Collectors.joining(", ", operation + "(", ")"));
  }

  private String leaf(Value leaf) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getValue().value() == leaf)
        .findFirst()
        .map(entry -> "parameter " + entry.getKey() + " holds one already")
        .orElse("the batch holds one itself: look at its inputs and targets");
  }

  private static String range(Tensor x) {
    return x.shape().elements() == 0
        ? x.shape().toString()
        : "%s from %s to %s".formatted(x.shape(), x.min().item(), x.max().item());
  }
}
