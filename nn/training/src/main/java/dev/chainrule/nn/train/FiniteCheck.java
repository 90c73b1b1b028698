package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import com.google.common.graph.Traverser;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Checks that the loss of a batch and its gradients are finite, and says where in the calculation,
 * or in its backward sweep, a number first was not.
 */
final class FiniteCheck {
  private final TrainingBatch batch;
  private final Value loss;

  FiniteCheck(TrainingBatch batch, Value loss) {
    this.batch = batch;
    this.loss = loss;
  }

  /** Throws if what somebody found for a batch is not finite; only the parameter is known then. */
  static void check(TrainingBatch batch, BatchGradients found) {
    if (!Double.isFinite(found.loss())) {
      throw new NotFiniteException(batch + ": the loss is " + found.loss());
    }
    found
        .gradients()
        .forEach(
            (name, gradient) -> {
              if (isNotFinite(gradient)) {
                throw new NotFiniteException(
                    batch + ": the gradient of " + name + " is not finite");
              }
            });
  }

  /** Throws if the loss is not finite. */
  void checkLoss() {
    if (!Double.isFinite(loss.item())) {
      throw new NotFiniteException(batch + ": the loss is " + loss.item() + ": " + forward());
    }
  }

  /** Throws if a gradient is not finite. */
  void checkGradients(Map<String, Tensor> gradients) {
    if (gradients.values().stream().anyMatch(FiniteCheck::isNotFinite)) {
      throw new NotFiniteException(batch + ": a gradient is not finite: " + backward());
    }
  }

  private static boolean isNotFinite(Tensor tensor) {
    // A sum costs little. It is not finite where an element is not, and hardly ever else.
    return !Double.isFinite(tensor.sum().item()) && isIn(tensor);
  }

  /** Says whether one of the numbers is not finite. */
  private static boolean isIn(Tensor tensor) {
    return tensor.shape().elements() > 0 && !Double.isFinite(tensor.abs().max().item());
  }

  /** Gives all that a result was made of; what a value was made of comes before it. */
  private static List<Value> inputsFirst(Value result) {
    return ImmutableList.copyOf(
        Traverser.<Value>forGraph(Value::inputs).depthFirstPostOrder(result));
  }

  /** Finds the first value on the way to the result that is not finite. */
  private String forward() {
    return inputsFirst(loss).stream()
        .filter(value -> isIn(value.data()))
        .findFirst()
        .map(value -> value.operation().map(op -> made(op, value)).orElseGet(() -> leaf(value)))
        .orElse("every value on the way to it is finite");
  }

  /**
   * Finds the operation whose derivative rule was the first to give a cotangent that is not finite.
   */
  private String backward() {
    List<Value> connected = inputsFirst(loss).stream().filter(Value::isConnected).toList();
    Gradients cotangents = loss.gradients(connected.toArray(Value[]::new));
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
    return batch.model().parameters().entrySet().stream()
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
