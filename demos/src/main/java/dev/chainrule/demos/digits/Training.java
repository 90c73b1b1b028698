package dev.chainrule.demos.digits;

import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.Progress;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.Sgd;
import java.util.Arrays;
import java.util.Random;

/** Plain gradient descent over shuffled mini-batches. */
final class Training {
  private final Classifier classifier;
  private final Digits digits;
  private final int batch;
  private final double learningRate;
  private final Sgd sgd;
  private final Random random;

  Training(Classifier classifier, Digits digits, double learningRate, int batch, long seed) {
    this.classifier = classifier;
    this.digits = digits;
    this.batch = batch;
    this.learningRate = learningRate;
    this.sgd = new Sgd(classifier.mlp().parameters().values(), learningRate);
    this.random = new Random(seed);
  }

  /** Goes through all digits once, and gives the mean cost of the batches; a rest is left out. */
  double epoch(String title) {
    int[] order = digits.shuffled(random);
    int batches = order.length / batch;
    double sum = 0;
    try (Progress progress = Progress.of(title, batches)) {
      for (int i = 0; i < batches; i++) {
        Value cost = classifier.cost(digits, Arrays.copyOfRange(order, i * batch, (i + 1) * batch));
        if (!Double.isFinite(cost.item())) {
          throw new UserError(
              "the cost grows without bound at learning rate "
                  + learningRate
                  + "; try a smaller --learning-rate");
        }
        sgd.step(cost);
        sum += cost.item();
        progress.step();
      }
    }
    return sum / batches;
  }
}
