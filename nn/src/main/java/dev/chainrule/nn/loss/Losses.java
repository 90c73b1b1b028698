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
    checkSameShape("huber", prediction, target);
    Value residual = prediction.sub(target);
    Value held = residual.clamp(-delta, delta);
    return reduction.apply(held.mul(residual.sub(held.div(2))));
  }

  /**
   * Computes the cross-entropy of classes under softmax probabilities: for each example, the
   * negative logarithm of the probability of its class. Does not overflow. Logits of -Infinity rule
   * a class out.
   *
   * @param logits shape [examples, classes]
   * @param classes the right class of each example, from 0
   * @return a scalar
   * @throws IllegalArgumentException if the logits are not a matrix, there is not one class for
   *     each example, or one is out of bounds
   */
  public static Value crossEntropy(Value logits, int[] classes, Reduction reduction) {
    checkArgument(
        logits.shape().rank() == 2 && logits.shape().size(0) == classes.length,
        "crossEntropy: logits of shape %s for %s classes; expected one row an example",
        logits.shape(),
        classes.length);
    int width = logits.shape().size(1);
    double[] chosen = new double[logits.shape().elements()];
    for (int i = 0; i < classes.length; i++) {
      checkArgument(
          classes[i] >= 0 && classes[i] < width,
          "crossEntropy: example %s is of class %s, but there are %s",
          i,
          classes[i],
          width);
      chosen[i * width + classes[i]] = 1;
    }
    Value mask = Value.constant(Tensor.of(logits.shape(), chosen).to(logits.dtype()));
    return reduction.apply(logits.logSumExp(-1).sub(logits.maskedBy(mask).sum(-1)));
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
    double[] numbers = classes.toArray();
    int[] indices = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      indices[i] = (int) numbers[i];
      checkArgument(
          indices[i] == numbers[i],
          "crossEntropy: the class of example %s is %s; it must be a whole number",
          i,
          (Object) numbers[i]);
    }
    checkArgument(
        classes.shape().rank() == 1,
        "crossEntropy: classes of shape %s; expected [examples]",
        classes.shape());
    return crossEntropy(logits, indices, Reduction.MEAN);
  }

  /**
   * Computes the mean binary cross-entropy of targets under probabilities sigmoid(logit). Does not
   * overflow.
   *
   * @param logits any shape
   * @param targets the same shape; from 0 to 1
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value binaryCrossEntropy(Value logits, Value targets) {
    checkSameShape("binaryCrossEntropy", logits, targets);
    return logits.softplus().sub(logits.mul(targets)).mean();
  }

  /**
   * Computes the mean hinge loss max(0, 1 - label score); its derivative at the margin is 0.
   *
   * @param scores any shape
   * @param labels the same shape; -1 or 1
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ
   */
  public static Value hinge(Value scores, Value labels) {
    checkSameShape("hinge", scores, labels);
    return labels.mul(scores).neg().add(1).relu().mean();
  }

  private static Value squaredResiduals(String loss, Value prediction, Value target) {
    checkSameShape(loss, prediction, target);
    return prediction.sub(target).square();
  }

  private static void checkSameShape(String loss, Value prediction, Value target) {
    // [n] and [n, 1] would broadcast to [n, n], silently and hardly ever as meant.
    checkArgument(
        prediction.shape().equals(target.shape()),
        "%s: prediction and target differ in shape: %s and %s",
        loss,
        prediction.shape(),
        target.shape());
  }
}
