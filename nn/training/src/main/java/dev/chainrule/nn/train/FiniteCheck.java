package dev.chainrule.nn.train;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFinite;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;

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
              + NotFinite.forward(loss, this::leaf)
                  .orElse("every value on the way to it is finite"));
    }
  }

  /** Throws if a gradient is not finite. */
  void checkGradients(Map<String, Tensor> gradients) {
    if (gradients.values().stream().anyMatch(FiniteCheck::isNotFinite)) {
      throw new NotFiniteException(
          batch
              + ": a gradient is not finite: "
              + NotFinite.backward(loss).orElse("every cotangent on the way to it is finite"));
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
