package dev.chainrule.nn.train;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Adam;
import java.util.Random;

/** Builds what tests of the trainer train: small models, examples and batches. */
final class TrainerFixtures {
  private TrainerFixtures() {}

  /** Points of a plane, and whether they lie in a disc. */
  static Examples disc(int count, long seed) {
    Tensor points = Tensor.uniform(Shape.of(count, 2), -1, 1, new Random(seed));
    return Examples.of(points, points.square().sum(1).less(0.6));
  }

  static Layer network() {
    Random random = new Random(5);
    return Sequential.of(
        Linear.of(2, 16, Initializer.he(), random),
        Activation.RELU,
        Dropout.of(0.1),
        Linear.of(16, 2, Initializer.glorot(), random));
  }

  static Trainer trainer(Layer model) {
    return Trainer.of(model, Loss.crossEntropy(), Adam.of(model, 0.02)).epochs(1);
  }

  static Batches batches() {
    return disc(100, 1).batches(30).shuffled(4);
  }

  static Examples one(double target) {
    return Examples.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[][] {{target}}));
  }
}
