package dev.chainrule.nn.train;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.Losses;

/**
 * Says how far a model is from its targets: what training makes small. It is a mean over the
 * examples of a batch, for the parts of a batch are put together by the number of their examples.
 */
@FunctionalInterface
public interface Loss {
  /**
   * Calculates the loss of a batch.
   *
   * @param outputs the model's, one row an example
   * @param targets of the same examples
   * @return one number
   */
  Value of(Value outputs, Tensor targets);

  /**
   * Says whether the outputs that it takes are logits, of which it makes probabilities itself: then
   * a model that ends in a softmax or a sigmoid is refused.
   */
  default boolean takesLogits() {
    return false;
  }

  /** Gives the mean squared error; see {@link Losses#mse(Value, Value)}. */
  static Loss mse() {
    return NamedLoss.of("mse", Losses::mse);
  }

  /**
   * Gives the cross-entropy of classes, given as whole numbers from 0, on logits; see {@link
   * Losses#crossEntropy(Value, Tensor)}.
   */
  static Loss crossEntropy() {
    return new LogitsLoss("crossEntropy", Losses::crossEntropy);
  }

  /**
   * Gives the cross-entropy of targets from 0 to 1 on logits; see {@link
   * Losses#binaryCrossEntropy(Value, Value)}.
   */
  static Loss binaryCrossEntropy() {
    return new LogitsLoss(
        "binaryCrossEntropy",
        (outputs, targets) -> Losses.binaryCrossEntropy(outputs, Value.constant(targets)));
  }

  /** Gives the hinge loss of labels -1 and 1; see {@link Losses#hinge(Value, Value)}. */
  static Loss hinge() {
    return NamedLoss.of("hinge", Losses::hinge);
  }
}
