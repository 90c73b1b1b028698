package dev.chainrule.nn.train;

import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFinite;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Checks that the loss of a batch and its gradients are finite, and says where in the calculation,
 * or in its backward sweep, a number first was not. To name the line of the program, too, it has
 * the loss computed once more while lines are noted; random numbers are those of before, for a pass
 * is seeded.
 */
final class FiniteCheck {
  private final TrainingBatch batch;
  private final Value loss;
  private final Supplier<Value> computation;

  /**
   * Prepares to check.
   *
   * @param loss that was computed
   * @param computation of the same loss
   */
  FiniteCheck(TrainingBatch batch, Value loss, Supplier<Value> computation) {
    this.batch = batch;
    this.loss = loss;
    this.computation = computation;
  }

  /** Throws if the loss that somebody found for a batch is not finite; its origin is not known. */
  static void checkLoss(TrainingBatch batch, BatchGradients found) {
    if (!Double.isFinite(found.loss())) {
      throw new NotFiniteException(batch + ": the loss is " + found.loss());
    }
  }

  /** Throws if the loss is not finite. */
  void checkLoss() {
    if (!Double.isFinite(loss.item())) {
      throw new NotFiniteException(
          batch
              + ": the loss is "
              + loss.item()
              + ": "
              + found(again -> NotFinite.forward(again, this::leaf))
                  .orElse("every value on the way to it is finite"));
    }
  }

  /** Throws if a gradient is not finite. */
  void checkGradients(Map<String, Tensor> gradients) {
    if (gradients.values().stream().anyMatch(FiniteCheck::isNotFinite)) {
      throw new NotFiniteException(
          batch
              + ": a gradient is not finite: "
              + found(NotFinite::backward).orElse("every cotangent on the way to it is finite"));
    }
  }

  /** Looks at the loss that is computed again or, if that one is in order, at the first one. */
  private Optional<String> found(Function<Value, Optional<String>> search) {
    return search.apply(again()).or(() -> search.apply(loss));
  }

  private Value again() {
    try {
      return SourceLines.recorded(computation);
    } catch (RuntimeException e) { // that of a loss which is not the same each time
      return loss;
    }
  }

  private static boolean isNotFinite(Tensor tensor) {
    // A sum costs little. It is not finite where an element is not, and hardly ever else.
    return !Double.isFinite(tensor.sum().item()) && NotFinite.isIn(tensor);
  }

  private String leaf(Value leaf) {
    return batch.model().parameters().entrySet().stream()
        .filter(entry -> entry.getValue().value() == leaf)
        .findFirst()
        .map(entry -> "parameter " + entry.getKey() + " holds one already")
        .orElse("the batch holds one itself: look at its inputs and targets");
  }
}
