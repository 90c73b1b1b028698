package dev.chainrule.nn.loss;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;

/**
 * The cross-entropy of classes under softmax probabilities p: for each example, -Σ q log p over the
 * classes, where q is 1 at the example's class and 0 elsewhere, unless labels are smoothed. Each
 * setting gives a copy.
 *
 * <pre>{@code
 * CrossEntropy loss = CrossEntropy.standard().labelSmoothing(0.1).balanced(training.targets());
 * Value value = loss.of(network.apply(x), classes);
 * }</pre>
 */
public final class CrossEntropy {
  private final double smoothing;
  private final double[] weights; // one for each class; empty if all are 1
  private final Reduction reduction;

  private CrossEntropy(double smoothing, double[] weights, Reduction reduction) {
    this.smoothing = smoothing;
    this.weights = weights;
    this.reduction = reduction;
  }

  /** Gives the mean over the examples, every class counting alike, labels as they are. */
  public static CrossEntropy standard() {
    return new CrossEntropy(0, new double[0], Reduction.MEAN);
  }

  /**
   * Takes a share ε of each label away and spreads it over all classes, so that the network is not
   * drawn towards infinite logits: q is 1 - ε + ε / classes at the class, ε / classes elsewhere (C.
   * Szegedy et al., Rethinking the inception architecture for computer vision, CVPR 2016).
   *
   * @throws IllegalArgumentException if the share is not in [0, 1)
   */
  public CrossEntropy labelSmoothing(double share) {
    return new CrossEntropy(Smoothing.checked(share), weights, reduction);
  }

  /**
   * Multiplies q of each class by a weight, as PyTorch does; the mean is over the number of
   * examples, whatever their weights are, so that the parts of a batch can be put together.
   * (PyTorch's mean is over the sum of the weights.)
   *
   * @param weights one for each class, positive or 0
   * @throws IllegalArgumentException if there are none, or one is negative, infinite or NaN
   */
  public CrossEntropy classWeights(double... weights) {
    boolean areRight = Arrays.stream(weights).allMatch(w -> w >= 0 && Double.isFinite(w));
    checkArgument(
        weights.length > 0 && areRight,
        "classWeights: %s; there must be one for each class, and none negative",
        Arrays.toString(weights));
    return new CrossEntropy(smoothing, weights.clone(), reduction);
  }

  /**
   * Weighs classes so that each has the same say, however rare it is: examples / (classes · how
   * often it occurs). The mean weight of these examples is 1.
   *
   * @param classes those of the examples to learn from, whole numbers from 0: shape [examples]
   * @throws IllegalArgumentException if they are not, or a class below the largest never occurs
   */
  public CrossEntropy balanced(Tensor classes) {
    checkArgument(classes.shape().elements() > 0, "balanced: there are no classes to count");
    int[] all = Classes.of("balanced", classes, Integer.MAX_VALUE);
    int width = Arrays.stream(all).max().orElse(0) + 1;
    checkArgument(
        width <= all.length,
        "balanced: class %s, but only %s examples; some class never occurs",
        width - 1,
        all.length);
    double[] counts = new double[width];
    for (int c : all) {
      counts[c]++;
    }
    for (int c = 0; c < width; c++) {
      checkArgument(counts[c] > 0, "balanced: class %s never occurs", c);
    }
    return classWeights(
        Arrays.stream(counts).map(count -> (double) all.length / width / count).toArray());
  }

  /** Takes the mean over the examples, or the sum. */
  public CrossEntropy reduction(Reduction reduction) {
    return new CrossEntropy(smoothing, weights, reduction);
  }

  /**
   * Computes the loss. Does not overflow. Logits of -Infinity rule a class out.
   *
   * @param logits shape [examples, classes]
   * @param classes whole numbers from 0: shape [examples]
   * @return a scalar
   * @throws IllegalArgumentException if the shapes are not these, a class is out of bounds or no
   *     whole number, or there is not one weight for each class
   */
  public Value of(Value logits, Tensor classes) {
    checkLogits(logits);
    return of(logits, Classes.of("crossEntropy", classes, logits.shape().size(1)));
  }

  /**
   * Computes the loss. Does not overflow. Logits of -Infinity rule a class out.
   *
   * @param logits shape [examples, classes]
   * @param classes the right class of each example, from 0
   * @return a scalar
   * @throws IllegalArgumentException if the logits are not a matrix, there is not one class for
   *     each example, one is out of bounds, or there is not one weight for each class
   */
  public Value of(Value logits, int... classes) {
    checkLogits(logits);
    int width = logits.shape().size(1);
    checkArgument(
        logits.shape().size(0) == classes.length,
        "crossEntropy: logits of shape %s for %s classes; expected one row an example",
        logits.shape(),
        classes.length);
    Classes.check("crossEntropy", classes, width);
    checkArgument(
        weights.length == 0 || weights.length == width,
        "crossEntropy: %s weights for %s classes",
        weights.length,
        width);
    Tensor labels = labels(logits.shape(), classes).to(logits.dtype());
    Value q = Value.constant(labels);
    // Less the largest, so that huge logits lose no digits that their differences have.
    Value z = logits.sub(logits.max(true, -1).detach());
    Value normalizer = z.logSumExp(-1);
    Value chosen = z.maskedBy(q); // for 0 times -Infinity is NaN
    if (smoothing == 0 && weights.length == 0) {
      return reduction.apply(normalizer.sub(chosen.sum(-1)));
    }
    Value total = Value.constant(labels.sum(-1));
    return reduction.apply(normalizer.mul(total).sub(chosen.mul(q).sum(-1)));
  }

  private static void checkLogits(Value logits) {
    checkArgument(
        logits.shape().rank() == 2,
        "crossEntropy: logits of shape %s; expected [examples, classes]",
        logits.shape());
  }

  private Tensor labels(Shape shape, int... classes) {
    int width = shape.size(1);
    double[] q = new double[shape.elements()];
    Arrays.fill(q, smoothing / width);
    for (int i = 0; i < classes.length; i++) {
      q[i * width + classes[i]] += 1 - smoothing;
    }
    for (int i = 0; i < q.length && weights.length > 0; i++) {
      q[i] *= weights[i % width];
    }
    return Tensor.of(shape, q);
  }

  /** Gives the settings, such as {@code CrossEntropy(label smoothing 0.1)}. */
  @Override
  public String toString() {
    return "CrossEntropy("
        + (smoothing == 0 ? "" : "label smoothing " + smoothing + ", ")
        + (weights.length == 0 ? "" : "class weights " + Arrays.toString(weights) + ", ")
        + reduction
        + ")";
  }
}
