package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Computes how good predictions are, for people to read: no gradient flows through these. */
public final class Metrics {
  private Metrics() {}

  /**
   * Computes the share of rows whose largest element stands at the row's label. Where several
   * elements are the largest, the first of them is taken for the prediction. NaN if a score is.
   *
   * @param scores shape [rows, classes]; logits or probabilities
   * @param labels the class of each row, from 0 on
   * @throws IllegalArgumentException if there are no rows, or not one label for each, or a label
   *     that is no class
   */
  public static double accuracy(Tensor scores, int... labels) {
    checkScores("accuracy", scores, labels.length);
    Classes.check("accuracy", labels, scores.shape().size(1));
    if (hasNaN(scores)) {
      return Double.NaN;
    }
    Tensor predicted = scores.argMax(1);
    int right = 0;
    for (int row = 0; row < labels.length; row++) {
      right += predicted.at(row) == labels[row] ? 1 : 0;
    }
    return (double) right / labels.length;
  }

  /**
   * Computes the share of rows whose largest element stands at the row's class; see {@link
   * #accuracy(Tensor, int...)}.
   *
   * @param scores shape [rows, classes]; logits or probabilities
   * @param classes whole numbers from 0: shape [rows]
   * @throws IllegalArgumentException if there are no rows, or the classes have another shape, or
   *     one is out of bounds or no whole number
   */
  public static double accuracy(Tensor scores, Tensor classes) {
    checkScores("accuracy", scores, scores.shape().size(0));
    return accuracy(scores, Classes.of("accuracy", classes, scores.shape().size(1)));
  }

  /**
   * Counts how often each class was taken for each: entry [label][predicted].
   *
   * @param scores shape [rows, classes]; logits or probabilities, none of them NaN
   * @param labels the class of each row, from 0 on
   * @throws IllegalArgumentException if there are no rows, or not one label for each, or a label
   *     that is no class, or a score that is NaN
   */
  public static int[][] confusion(Tensor scores, int... labels) {
    checkScores("confusion", scores, labels.length);
    int classes = scores.shape().size(1);
    Classes.check("confusion", labels, classes);
    checkArgument(
        (long) classes * classes <= Integer.MAX_VALUE,
        "confusion: a table of %s x %s classes is too large",
        classes,
        classes);
    checkArgument(!hasNaN(scores), "confusion: a score is NaN, which is in favour of no class");
    int[][] counts = new int[classes][classes];
    Tensor predicted = scores.argMax(1);
    for (int row = 0; row < labels.length; row++) {
      counts[labels[row]][(int) predicted.at(row)]++;
    }
    return counts;
  }

  /**
   * Counts how often each class was taken for each: entry [label][predicted].
   *
   * @param scores shape [rows, classes]; logits or probabilities, none of them NaN
   * @param classes whole numbers from 0: shape [rows]
   * @throws IllegalArgumentException if there are no rows, or the classes have another shape, or
   *     one is out of bounds or no whole number, or a score is NaN
   */
  public static int[][] confusion(Tensor scores, Tensor classes) {
    checkScores("confusion", scores, scores.shape().size(0));
    return confusion(scores, Classes.of("confusion", classes, scores.shape().size(1)));
  }

  private static void checkScores(String metric, Tensor scores, int labels) {
    checkArgument(
        scores.shape().rank() == 2 && scores.shape().elements() > 0,
        "%s: scores must have shape [rows, classes], not %s",
        metric,
        scores.shape());
    checkArgument(
        labels == scores.shape().size(0),
        "%s: %s labels for scores of shape %s",
        metric,
        labels,
        scores.shape());
  }

  static boolean hasNaN(Tensor numbers) {
    return Double.isNaN(numbers.max().item());
  }

  /**
   * Computes the area under the receiver operating characteristic: how probable it is that a
   * positive element has a larger score than a negative one, a tie counting half. It does not
   * depend on a threshold; 1 is perfect, ½ is chance. NaN if a score is, or if all labels are of
   * one class, for then it is not defined.
   *
   * @param scores any shape; logits or probabilities
   * @param labels the same shape; 0 or 1
   * @throws IllegalArgumentException if the shapes differ, there is nothing, or a label is neither
   */
  public static double auc(Tensor scores, Tensor labels) {
    BinaryCounts.checkLabels("auc", scores, labels);
    if (hasNaN(scores)) {
      return Double.NaN;
    }
    double[] all = scores.toArray();
    double[] isPositive = labels.toArray();
    int[] order =
        IntStream.range(0, all.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> all[i]))
            .mapToInt(i -> i)
            .toArray();
    double won = 0; // pairs in which the positive element has the larger score
    long negatives = 0; // before this group of equal scores
    long positives = 0;
    for (int from = 0, to; from < order.length; from = to) {
      long positivesHere = 0;
      for (to = from; to < order.length && all[order[to]] == all[order[from]]; to++) {
        positivesHere += isPositive[order[to]] == 1 ? 1 : 0;
      }
      long negativesHere = to - from - positivesHere;
      won += positivesHere * (negatives + negativesHere / 2.0);
      negatives += negativesHere;
      positives += positivesHere;
    }
    return won / ((double) positives * negatives); // NaN if there are none of either
  }

  /**
   * Computes the mean of |prediction - target|.
   *
   * @param predictions any shape
   * @param targets the same shape
   * @throws IllegalArgumentException if the shapes differ, or there is nothing
   */
  public static double meanAbsoluteError(Tensor predictions, Tensor targets) {
    Pairs.checkSome("meanAbsoluteError", predictions.shape(), targets.shape());
    return predictions.sub(targets).abs().mean().item();
  }

  /**
   * Computes the coefficient of determination 1 - Σ (target - prediction)² / Σ (target - mean)². 1
   * is perfect, 0 no better than the mean. Of targets that are all equal, but for rounding, it is
   * NaN: it is not defined.
   *
   * @param predictions any shape
   * @param targets the same shape
   * @throws IllegalArgumentException if the shapes differ, or there is nothing
   */
  public static double rSquared(Tensor predictions, Tensor targets) {
    Pairs.checkSome("rSquared", predictions.shape(), targets.shape());
    double largest = targets.abs().max().item();
    double range = targets.max().item() - targets.min().item();
    double rounding = targets.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    if (range <= 16 * rounding * largest) {
      return Double.NaN;
    }
    Tensor exact = targets.to(DType.FLOAT64);
    double errors = predictions.to(DType.FLOAT64).sub(exact).div(range).square().sum().item();
    return 1 - errors / exact.sub(exact.mean()).div(range).square().sum().item();
  }
}
