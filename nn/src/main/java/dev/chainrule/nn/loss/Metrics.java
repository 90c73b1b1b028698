package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;

/** Computes how good predictions are, for people to read: no gradient flows through these. */
public final class Metrics {
  private Metrics() {}

  /**
   * Computes the share of rows whose largest element stands at the row's label. Where several
   * elements are the largest, the first of them is taken for the prediction.
   *
   * @param scores shape [rows, classes]; logits or probabilities
   * @param labels the class of each row, from 0 on
   * @throws IllegalArgumentException if there are no rows, or not one label for each, or a label
   *     that is no class
   */
  public static double accuracy(Tensor scores, int... labels) {
    int[][] counts = confusion("accuracy", scores, labels);
    int right = 0;
    for (int label = 0; label < counts.length; label++) {
      right += counts[label][label];
    }
    return (double) right / labels.length;
  }

  /**
   * Counts how often each class was taken for each: entry [label][predicted].
   *
   * @param scores shape [rows, classes]; logits or probabilities
   * @param labels the class of each row, from 0 on
   * @throws IllegalArgumentException if there are no rows, or not one label for each, or a label
   *     that is no class
   */
  public static int[][] confusion(Tensor scores, int... labels) {
    return confusion("confusion", scores, labels);
  }

  private static int[][] confusion(String metric, Tensor scores, int... labels) {
    checkArgument(
        scores.shape().rank() == 2 && scores.shape().elements() > 0,
        "%s: scores must have shape [rows, classes], not %s",
        metric,
        scores.shape());
    checkArgument(
        labels.length == scores.shape().size(0),
        "%s: %s labels for scores of shape %s",
        metric,
        labels.length,
        scores.shape());
    int classes = scores.shape().size(1);
    int[][] counts = new int[classes][classes];
    Tensor predicted = scores.argMax(1);
    for (int row = 0; row < labels.length; row++) {
      checkArgument(
          labels[row] >= 0 && labels[row] < classes,
          "%s: label %s of row %s is not one of %s classes",
          metric,
          labels[row],
          row,
          classes);
      counts[labels[row]][(int) predicted.at(row)]++;
    }
    return counts;
  }

  /**
   * Computes the mean of |prediction - target|.
   *
   * @param predictions any shape
   * @param targets the same shape
   * @throws IllegalArgumentException if the shapes differ, or there is nothing
   */
  public static double meanAbsoluteError(Tensor predictions, Tensor targets) {
    checkPairs("meanAbsoluteError", predictions, targets);
    return predictions.sub(targets).abs().mean().item();
  }

  /**
   * Computes the coefficient of determination 1 - Σ (target - prediction)² / Σ (target - mean)². 1
   * is perfect, 0 no better than the mean; of targets that are all equal it is NaN or -Infinity.
   *
   * @param predictions any shape
   * @param targets the same shape
   * @throws IllegalArgumentException if the shapes differ, or there is nothing
   */
  public static double rSquared(Tensor predictions, Tensor targets) {
    checkPairs("rSquared", predictions, targets);
    double errors = predictions.sub(targets).square().sum().item();
    double spread = targets.sub(targets.mean()).square().sum().item();
    return 1 - errors / spread;
  }

  private static void checkPairs(String metric, Tensor predictions, Tensor targets) {
    checkArgument(
        predictions.shape().equals(targets.shape()) && targets.shape().elements() > 0,
        "%s: predictions %s and targets %s must have one shape, and elements",
        metric,
        predictions.shape(),
        targets.shape());
  }
}
