package dev.chainrule.demos.digits;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.train.Loss;

/** How far scores are from the right digit. */
enum Cost implements Loss {
  /**
   * Squared differences from 1 for the digit and 0 for the others, summed over the outputs and
   * averaged over the images.
   */
  SQUARED(
      Activation.SIGMOID,
      "the sum of the squared differences of the scores from 1 for the right digit and 0 for the"
          + " others, averaged over the digits") {
    @Override
    public Value of(Value outputs, Tensor targets) {
      Value wanted = Value.constant(oneHot(targets).to(outputs.dtype()));
      return Losses.sumOfSquaredResiduals(outputs, wanted).div(outputs.shape().size(0));
    }
  },
  /** The cross-entropy of the digits on the outputs as logits, averaged over the images. */
  CROSS_ENTROPY(
      Activation.IDENTITY,
      "cross-entropy: the scores are made into shares that add up to 1, and the cost is minus the"
          + " logarithm of the right digit's share, averaged over the digits") {
    @Override
    public Value of(Value outputs, Tensor targets) {
      return Losses.crossEntropy(outputs, targets);
    }
  };

  /** What the last layer of a network with this cost needs. */
  final Activation last;

  /** What it is, for a sentence. */
  final String explanation;

  Cost(Activation last, String explanation) {
    this.last = last;
    this.explanation = explanation;
  }

  private static Tensor oneHot(Tensor digits) {
    int count = digits.shape().size(0);
    double[] rows = new double[count * Digits.CLASSES];
    for (int i = 0; i < count; i++) {
      rows[i * Digits.CLASSES + (int) digits.at(i)] = 1;
    }
    return Tensor.of(Shape.of(count, Digits.CLASSES), rows);
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return Plan.lower(this);
  }
}
