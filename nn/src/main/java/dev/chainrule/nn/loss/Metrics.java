package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;

/** How good predictions are, for people to read: no gradient flows through these. */
public final class Metrics {
  private Metrics() {}

  /**
   * The share of rows whose largest element stands at the row's label; of equals, the first counts.
   *
   * @param scores shape [rows, classes]; logits or probabilities
   * @param labels the class of each row, from 0 on
   * @throws IllegalArgumentException if there are no rows, or not one label for each
   */
  public static double accuracy(Tensor scores, int... labels) {
    int[][] counts = confusion(scores, labels);
    int right = 0;
    for (int label = 0; label < counts.length; label++) {
      right += counts[label][label];
    }
    return (double) right / labels.length;
  }

  /**
   * How often each class was taken for each: entry [label][predicted].
   *
   * @param scores shape [rows, classes]; logits or probabilities
   * @param labels the class of each row, from 0 on
   * @throws IllegalArgumentException if there are no rows, or not one label for each, or a label
   *     that is no class
   */
  public static int[][] confusion(Tensor scores, int... labels) {
    checkArgument(
        scores.shape().rank() == 2 && scores.shape().elements() > 0,
        "confusion: scores must have shape [rows, classes], not %s",
        scores.shape());
    checkArgument(
        labels.length == scores.shape().size(0),
        "confusion: %s labels for scores of shape %s",
        labels.length,
        scores.shape());
    int classes = scores.shape().size(1);
    int[][] counts = new int[classes][classes];
    Tensor predicted = scores.argMax(1);
    for (int row = 0; row < labels.length; row++) {
      checkArgument(
          labels[row] >= 0 && labels[row] < classes,
          "confusion: label %s of row %s is not one of %s classes",
          labels[row],
          row,
          classes);
      counts[labels[row]][(int) predicted.at(row)]++;
    }
    return counts;
  }

  /**
   * The mean of |prediction - target|.
   *
   * @throws IllegalArgumentException if the shapes differ, or there is nothing
   */
  public static double meanAbsoluteError(Tensor predictions, Tensor targets) {
    checkPairs("meanAbsoluteError", predictions, targets);
    return predictions.sub(targets).abs().mean().item();
  }

  /**
   * The coefficient of determination: 1 less the sum of squared errors over that of the mean as the
   * only prediction. 1 is perfect, 0 no better than the mean; of targets that are all equal it is
   * NaN or -Infinity.
   *
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
