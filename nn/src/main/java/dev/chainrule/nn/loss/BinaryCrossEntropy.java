package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;

/**
 * The cross-entropy of targets y from 0 to 1 under probabilities sigmoid(logit): for each element,
 * -y log p - (1 - y) log(1 - p). Each setting gives a copy.
 *
 * <pre>{@code
 * BinaryCrossEntropy loss = BinaryCrossEntropy.standard().positiveWeight(3);
 * Value value = loss.of(network.apply(x), targets);
 * }</pre>
 */
public final class BinaryCrossEntropy {
  private final double smoothing;
  private final double positiveWeight;
  private final Reduction reduction;

  private BinaryCrossEntropy(double smoothing, double positiveWeight, Reduction reduction) {
    this.smoothing = smoothing;
    this.positiveWeight = positiveWeight;
    this.reduction = reduction;
  }

  /** Gives the mean over the elements, both classes counting alike, targets as they are. */
  public static BinaryCrossEntropy standard() {
    return new BinaryCrossEntropy(0, 1, Reduction.MEAN);
  }

  /**
   * Draws targets towards ½ by a share ε: y (1 - ε) + ε / 2.
   *
   * @throws IllegalArgumentException if the share is not in [0, 1)
   */
  public BinaryCrossEntropy labelSmoothing(double share) {
    return new BinaryCrossEntropy(Smoothing.checked(share), positiveWeight, reduction);
  }

  /**
   * Multiplies the part of y by a weight, such as the number of negative examples over that of
   * positive ones where the latter are rare: -weight y log p - (1 - y) log(1 - p).
   *
   * @throws IllegalArgumentException if the weight is not positive
   */
  public BinaryCrossEntropy positiveWeight(double weight) {
    checkArgument(
        weight > 0 && Double.isFinite(weight),
        "positiveWeight: %s must be positive",
        (Object) weight);
    return new BinaryCrossEntropy(smoothing, weight, reduction);
  }

  /** Takes the mean over the elements, or the sum. */
  public BinaryCrossEntropy reduction(Reduction reduction) {
    return new BinaryCrossEntropy(smoothing, positiveWeight, reduction);
  }

  /**
   * Computes the loss. Does not overflow, and is right to full relative accuracy where it is tiny.
   *
   * @param logits any shape; finite
   * @param targets the same shape; from 0 to 1
   * @return a scalar
   * @throws IllegalArgumentException if the shapes differ, or a constant target is out of bounds
   */
  public Value of(Value logits, Value targets) {
    Pairs.check("binaryCrossEntropy", logits.shape(), targets.shape());
    if (!targets.isConnected()) { // those that are may be on their way, as in a gradient check
      checkTargets(targets.data());
    }
    Value y = smoothing == 0 ? targets : targets.mul(1 - smoothing).add(smoothing / 2);
    if (positiveWeight == 1) {
      return reduction.apply(losses(logits, y));
    }
    Value positive = y.mul(positiveWeight);
    Value weight = positive.add(y.rsub(1));
    return reduction.apply(losses(logits, positive.div(weight)).mul(weight));
  }

  /**
   * Gives the loss of each element, as softplus(t) - t m with the target m, turned to be at most ½,
   * and the logit t, turned with it: nothing cancels, as it would for a target near 1.
   */
  private static Value losses(Value logits, Value y) {
    Value isTurned = y.greater(0.5);
    Value t = logits.mul(isTurned.mul(-2).add(1));
    Value m = y.rsub(1).where(isTurned, y);
    return t.softplus().sub(t.mul(m));
  }

  private static void checkTargets(Tensor targets) {
    if (targets.shape().elements() > 0) {
      double min = targets.min().item();
      double max = targets.max().item();
      checkArgument(
          min >= 0 && max <= 1,
          "binaryCrossEntropy: targets from %s to %s; they must be from 0 to 1%s",
          min,
          max,
          min == -1 && max <= 1 ? ": labels -1 and 1 are for hinge, or take (labels + 1) / 2" : "");
    }
  }

  /** Gives the settings, such as {@code BinaryCrossEntropy(positive weight 3.0, MEAN)}. */
  @Override
  public String toString() {
    return "BinaryCrossEntropy("
        + (smoothing == 0 ? "" : "label smoothing " + smoothing + ", ")
        + (positiveWeight == 1 ? "" : "positive weight " + positiveWeight + ", ")
        + reduction
        + ")";
  }
}
