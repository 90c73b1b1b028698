package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.tensor.Tensor;

/**
 * Counts how often each of two classes was taken for each, and says how good that is. A share of
 * nothing is NaN: it is not defined.
 *
 * <pre>{@code
 * BinaryCounts counts = BinaryCounts.ofLogits(logits, labels);
 * counts.recall(); // of all that are positive, the share that was found
 * }</pre>
 *
 * @param truePositives elements that are positive, and were taken for it
 * @param falsePositives elements that are negative, and were taken for positive
 * @param trueNegatives elements that are negative, and were taken for it
 * @param falseNegatives elements that are positive, and were taken for negative
 */
public record BinaryCounts(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

  /**
   * Takes elements for positive whose logit is larger than 0: what networks give that learn by
   * {@link BinaryCrossEntropy}.
   *
   * @param logits any shape, none of them NaN
   * @param labels the same shape; 0 or 1
   * @throws IllegalArgumentException as {@link #of}
   */
  public static BinaryCounts ofLogits(Tensor logits, Tensor labels) {
    return of(logits, labels, 0);
  }

  /**
   * Takes elements for positive whose probability is larger than one half.
   *
   * @param probabilities any shape, from 0 to 1, none of them NaN
   * @param labels the same shape; 0 or 1
   * @throws IllegalArgumentException as {@link #of}, or if one is not from 0 to 1
   */
  public static BinaryCounts ofProbabilities(Tensor probabilities, Tensor labels) {
    for (double p : probabilities.toArray()) {
      checkArgument(
          !(p < 0 || p > 1),
          "BinaryCounts.ofProbabilities: %s is no probability; for logits there is ofLogits",
          (Object) p);
    }
    return of(probabilities, labels, 0.5);
  }

  /**
   * Takes elements for positive whose score is larger than a threshold.
   *
   * @param scores any shape; logits or probabilities, none of them NaN
   * @param labels the same shape; 0 or 1
   * @param threshold a larger one trades recall for precision
   * @throws IllegalArgumentException if the shapes differ, there is nothing, a label is neither, or
   *     a score or the threshold is NaN
   */
  public static BinaryCounts of(Tensor scores, Tensor labels, double threshold) {
    checkLabels("BinaryCounts.of", scores, labels);
    checkArgument(
        !Metrics.hasNaN(scores), "BinaryCounts.of: a score is NaN, which is in favour of no class");
    checkArgument(
        !Double.isNaN(threshold), "BinaryCounts.of: the threshold is NaN, which no score exceeds");
    double[] score = scores.toArray();
    double[] label = labels.toArray();
    long[][] counts = new long[2][2]; // [label][predicted]
    for (int i = 0; i < score.length; i++) {
      counts[(int) label[i]][score[i] > threshold ? 1 : 0]++;
    }
    return new BinaryCounts(counts[1][1], counts[0][1], counts[0][0], counts[1][0]);
  }

  /** Refuses labels that are not of the scores' shape, or neither 0 nor 1. */
  static void checkLabels(String method, Tensor scores, Tensor labels) {
    Pairs.checkSome(method, scores.shape(), labels.shape());
    for (double label : labels.toArray()) {
      checkArgument(
          label == 0 || label == 1, "%s: a label is %s; it must be 0 or 1", method, (Object) label);
    }
  }

  /** Gives the share of all elements that were taken for what they are. */
  public double accuracy() {
    long right = truePositives + trueNegatives;
    return share(right, right + falsePositives + falseNegatives);
  }

  /** Gives the share of the elements taken for positive that are; NaN if none was. */
  public double precision() {
    return share(truePositives, truePositives + falsePositives);
  }

  /** Gives the share of the positive elements that were taken for it; NaN if none is. */
  public double recall() {
    return share(truePositives, truePositives + falseNegatives);
  }

  /**
   * Gives the harmonic mean of precision and recall, 2 tp / (2 tp + fp + fn); NaN if no element is
   * positive and none was taken for it.
   */
  public double f1() {
    return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }
}
