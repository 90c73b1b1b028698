package dev.chainrule.autograd.graph;

import com.google.common.collect.Lists;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds where in a calculation, or in its backward sweep, a number first was not finite. */
public final class NotFinite {
  private NotFinite() {}

  /** Tells whether NaN or an infinity is among the elements of a tensor. */
  public static boolean isIn(Tensor tensor) {
    return tensor.shape().elements() > 0 && !Double.isFinite(tensor.abs().max().item());
  }

  /**
   * Says which operation, on what inputs, was the first to give NaN or an infinity on the way to a
   * result; nothing if all values on the way are finite.
   *
   * @param leaf what to say of a variable or a constant that holds such a number itself
   */
  public static Optional<String> forward(Value result, Function<Value, String> leaf) {
    for (Value value : Lists.reverse(Order.of(result))) {
      for (Value input : value.inputs()) {
        if (input.operation().isEmpty() && isIn(input.data())) {
          return Optional.of(leaf.apply(input));
        }
      }
      if (isIn(value.data())) {
        return Optional.of(
            value
                .operation()
                .map(operation -> made(operation, value))
                .orElseGet(() -> leaf.apply(value)));
      }
    }
    return Optional.empty();
  }

  /**
   * Says which operation's derivative rule, on what inputs, was the first to give NaN or an
   * infinity in the backward sweep from a result; nothing if all cotangents are finite.
   *
   * @throws IllegalStateException if the result has not exactly one element
   */
  public static Optional<String> backward(Value result) {
    List<Value> order = Order.of(result);
    Gradients cotangents = result.gradients(order.toArray(Value[]::new));
    return order.stream()
        .filter(value -> isIn(cotangents.of(value)))
        .findFirst()
        .map(
            value ->
                "the derivative of "
                    + order.stream()
                        .filter(user -> user.inputs().contains(value))
                        .map(user -> text(user.operation().orElseThrow(), user))
                        .collect(Collectors.joining(" or of "))
                    + " was the first not to be finite");
  }

  private static String made(Operation operation, Value value) {
    String what = value.data().hasNaN() ? "NaN" : "an infinity";
    return text(operation, value) + " was the first operation to give " + what;
  }

  private static String text(Operation operation, Value value) {
    return value.inputs().stream()
        .map(input -> range(input.data()))
        .collect(Collectors.joining(", ", operation + "(", ")"));
  }

  private static String range(Tensor x) {
    return x.shape().elements() == 0
        ? x.shape().toString()
        : "%s from %s to %s".formatted(x.shape(), x.min().item(), x.max().item());
  }
}
