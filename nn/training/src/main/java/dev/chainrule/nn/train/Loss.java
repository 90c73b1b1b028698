package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.BinaryCrossEntropy;
import dev.chainrule.nn.loss.CrossEntropy;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.loss.Reduction;

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

  /** Gives the mean absolute error; see {@link Losses#mae(Value, Value)}. */
  static Loss mae() {
    return NamedLoss.of("mae", Losses::mae);
  }

  /**
   * Gives squared errors that grow only linearly beyond a bound, as a mean; see {@link
   * Losses#huber}.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  static Loss huber(double delta) {
    checkArgument(delta > 0, "huber: delta %s must be positive", (Object) delta);
    return NamedLoss.of(
        "huber(" + delta + ")", (x, y) -> Losses.huber(x, y, delta, Reduction.MEAN));
  }

  /**
   * Gives the cross-entropy of classes, given as whole numbers from 0, on logits; see {@link
   * Losses#crossEntropy(Value, Tensor)}.
   */
  static Loss crossEntropy() {
    return new LogitsLoss("crossEntropy", Losses::crossEntropy);
  }

  /**
   * Gives a cross-entropy with settings of its own, such as {@code
   * CrossEntropy.standard().labelSmoothing(0.1)}. It takes a mean, for the parts of a batch are put
   * together by the number of their examples.
   */
  static Loss crossEntropy(CrossEntropy settings) {
    CrossEntropy mean = settings.reduction(Reduction.MEAN);
    return new LogitsLoss(mean.toString(), mean::of);
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

  /**
   * Gives a binary cross-entropy with settings of its own, such as {@code
   * BinaryCrossEntropy.standard().positiveWeight(3)}. It takes a mean, for the parts of a batch are
   * put together by the number of their examples.
   */
  static Loss binaryCrossEntropy(BinaryCrossEntropy settings) {
    BinaryCrossEntropy mean = settings.reduction(Reduction.MEAN);
    return new LogitsLoss(
        mean.toString(), (outputs, targets) -> mean.of(outputs, Value.constant(targets)));
  }

  /** Gives the hinge loss of labels -1 and 1; see {@link Losses#hinge(Value, Value)}. */
  static Loss hinge() {
    return NamedLoss.of("hinge", Losses::hinge);
  }
}
