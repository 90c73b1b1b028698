package dev.chainrule.demos.digits;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Activation;
import dev.chainrule.nn.Initializer;
import dev.chainrule.nn.Losses;
import dev.chainrule.nn.Mlp;
import java.util.stream.IntStream;

/** A network that gives each of the ten digits a score from 0 to 1. */
final class Classifier {
  private final Mlp mlp;

  private Classifier(Mlp mlp) {
    this.mlp = mlp;
  }

  /** Of 784-16-16-10: 13,002 parameters. */
  static Classifier deep(long seed) {
    return new Classifier(
        Mlp.builder(Digits.PIXELS)
            .hidden(16, Activation.SIGMOID)
            .hidden(16, Activation.SIGMOID)
            .output(Digits.CLASSES, Activation.SIGMOID)
            .initializer(Initializer.glorot())
            .seed(seed)
            .build());
  }

  /** Without hidden layers: what can be told from a weighted sum of the pixels alone. */
  static Classifier linear(long seed) {
    return new Classifier(
        Mlp.builder(Digits.PIXELS).output(Digits.CLASSES, Activation.SIGMOID).seed(seed).build());
  }

  Mlp mlp() {
    return mlp;
  }

  /** Squared differences from the targets, summed over the outputs and averaged over the images. */
  Value cost(Digits digits, int... which) {
    Value scores = mlp.apply(Value.constant(digits.images(which)));
    Value targets = Value.constant(digits.targets(which));
    return Losses.sumOfSquaredResiduals(scores, targets).div(which.length);
  }

  /** The part of the digits whose highest score is the right one's. */
  double accuracy(Digits digits) {
    int[] all = IntStream.range(0, digits.count()).toArray();
    Tensor scores = Recording.off(() -> mlp.apply(Value.constant(digits.images(all)))).data();
    double[] numbers = scores.toArray();
    return (double)
            IntStream.of(all)
                .filter(image -> highest(numbers, image * Digits.CLASSES) == digits.label(image))
                .count()
        / digits.count();
  }

  private static int highest(double[] scores, int from) {
    int best = 0;
    for (int digit = 1; digit < Digits.CLASSES; digit++) {
      if (scores[from + digit] > scores[from + best]) {
        best = digit;
      }
    }
    return best;
  }
}
