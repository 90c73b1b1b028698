package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;

/** Computes how far predictions are from what was expected, in one number. */
public final class Losses {
  private Losses() {}

  /**
   * Computes the sum of squared residuals Σ (prediction - target)².
   *
   * @param prediction any shape
   * @param target the same shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value sumOfSquaredResiduals(Value prediction, Value target) {
    return squaredResiduals("sumOfSquaredResiduals", prediction, target).sum();
  }

  /**
   * Computes the mean squared error: the mean of (prediction - target)² over all elements.
   *
   * @param prediction any shape
   * @param target the same shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value mse(Value prediction, Value target) {
    return mse(prediction, target, Reduction.MEAN);
  }

  /**
   * Computes the mean or the sum of (prediction - target)² over all elements.
   *
   * @param prediction any shape
   * @param target the same shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value mse(Value prediction, Value target, Reduction reduction) {
    return reduction.apply(squaredResiduals("mse", prediction, target));
  }

  /**
   * Computes the mean absolute error: the mean of |prediction - target| over all elements. Its
   * derivative is that of each element's sign, 0 where it is met.
   *
   * @param prediction any shape
   * @param target the same shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value mae(Value prediction, Value target) {
    return mae(prediction, target, Reduction.MEAN);
  }

  /**
   * Computes the mean or the sum of |prediction - target| over all elements.
   *
   * @param prediction any shape
   * @param target the same shape
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value mae(Value prediction, Value target, Reduction reduction) {
    Pairs.check("mae", prediction.shape(), target.shape());
    return reduction.apply(prediction.sub(target).abs());
  }

  /**
   * Computes squared errors that grow only linearly beyond a bound: r²/2 up to |r| = δ, and δ (|r|
   * - δ/2) beyond, for residuals r (P. J. Huber, Robust estimation of a location parameter, Annals
   * of Mathematical Statistics 35, 1964). The derivative is r, held within ±δ.
   *
   * @param prediction any shape
   * @param target the same shape
   * @param delta positive
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ, or the bound is not positive
   */
  public static Value huber(Value prediction, Value target, double delta, Reduction reduction) {
    checkArgument(delta > 0, "huber: delta %s must be positive", delta);
    Pairs.check("huber", prediction.shape(), target.shape());
    Value residual = prediction.sub(target);
    Value held = residual.clamp(-delta, delta);
    return reduction.apply(held.mul(residual.sub(held.div(2))));
  }

  /**
   * Computes the cross-entropy of classes under softmax probabilities: for each example, the
   * negative logarithm of the probability of its class. Does not overflow. Logits of -Infinity rule
   * a class out. {@link CrossEntropy} has class weights and smoothed labels, too.
   *
   * @param logits shape [examples, classes]
   * @param classes the right class of each example, from 0
   * @return a scalar
   * @throws IllegalArgumentException if the logits are not a matrix, there is not one class for
   *     each example, or one is out of bounds
   */
  public static Value crossEntropy(Value logits, int[] classes, Reduction reduction) {
    return CrossEntropy.standard().reduction(reduction).of(logits, classes);
  }

  /**
   * Computes the mean cross-entropy of classes that are held in a tensor; see {@link
   * #crossEntropy(Value, int[], Reduction)}.
   *
   * @param logits shape [examples, classes]
   * @param classes whole numbers from 0: shape [examples]
   * @return a scalar
   * @throws IllegalArgumentException if the shapes are not these, or a class is out of bounds or no
   *     whole number
   */
  public static Value crossEntropy(Value logits, Tensor classes) {
    return CrossEntropy.standard().of(logits, classes);
  }

  /**
   * Computes the mean binary cross-entropy of targets under probabilities sigmoid(logit). Does not
   * overflow, and is right to full relative accuracy where it is tiny. {@link BinaryCrossEntropy}
   * has a weight of positive targets and smoothed ones, too.
   *
   * @param logits any shape; finite
   * @param targets the same shape; from 0 to 1
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ, or a constant target is out of bounds
   */
  public static Value binaryCrossEntropy(Value logits, Value targets) {
    return BinaryCrossEntropy.standard().of(logits, targets);
  }

  /**
   * Computes the mean hinge loss max(0, 1 - label score); its derivative at the margin is 0.
   *
   * @param scores any shape
   * @param labels the same shape; -1 or 1
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ, or a constant label is neither
   */
  public static Value hinge(Value scores, Value labels) {
    Pairs.check("hinge", scores.shape(), labels.shape());
    if (!labels.isConnected() && labels.shape().elements() > 0) {
      checkArgument(
          labels.data().abs().equalTo(1).min().item() == 1,
          "hinge: labels must be -1 or 1; of 0 and 1 make them by labels.mul(2).sub(1)");
    }
    return labels.mul(scores).neg().add(1).relu().mean();
  }

  private static Value squaredResiduals(String loss, Value prediction, Value target) {
    Pairs.check(loss, prediction.shape(), target.shape());
    return prediction.sub(target).square();
  }
}
