package dev.chainrule.nn.train;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.Losses;

/**
 * What training makes small: a mean over the examples of a batch, for the parts of a batch are put
 * together by the number of their examples.
 */
@FunctionalInterface
public interface Loss {
  /**
   * The loss of a batch.
   *
   * @param outputs the model's, one row an example
   * @param targets of the same examples
   * @return one number
   */
  Value of(Value outputs, Tensor targets);

  /** The mean squared error; see {@link Losses#mse(Value, Value)}. */
  static Loss mse() {
    return (outputs, targets) -> Losses.mse(outputs, Value.constant(targets));
  }

  /**
   * The cross-entropy of classes, given as whole numbers from 0, on logits; see {@link
   * Losses#crossEntropy(Value, Tensor)}.
   */
  static Loss crossEntropy() {
    return Losses::crossEntropy;
  }

  /**
   * The cross-entropy of targets from 0 to 1 on logits; see {@link Losses#binaryCrossEntropy(Value,
   * Value)}.
   */
  static Loss binaryCrossEntropy() {
    return (outputs, targets) -> Losses.binaryCrossEntropy(outputs, Value.constant(targets));
  }

  /** The hinge loss of labels -1 and 1; see {@link Losses#hinge(Value, Value)}. */
  static Loss hinge() {
    return (outputs, targets) -> Losses.hinge(outputs, Value.constant(targets));
  }
}
