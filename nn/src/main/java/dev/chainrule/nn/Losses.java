package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;

/** How far predictions are from what was expected, in one number. */
public final class Losses {
  private Losses() {}

  /**
   * The sum of squared residuals Σ (prediction - target)².
   *
   * @param prediction any shape
   * @param target the same shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value sumOfSquaredResiduals(Value prediction, Value target) {
    return squaredResiduals("sumOfSquaredResiduals", prediction, target).sum();
  }

  /**
   * The mean squared error: the mean of (prediction - target)² over all elements.
   *
   * @param prediction any shape
   * @param target the same shape
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value mse(Value prediction, Value target) {
    return squaredResiduals("mse", prediction, target).mean();
  }

  private static Value squaredResiduals(String loss, Value prediction, Value target) {
    // [n] and [n, 1] would broadcast to [n, n], silently and hardly ever as meant.
    checkArgument(
        prediction.shape().equals(target.shape()),
        "%s: prediction and target differ in shape: %s and %s",
        loss,
        prediction.shape(),
        target.shape());
    return prediction.sub(target).square();
  }
}
