package dev.chainrule.demos.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Trainer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The drawn digits, and a network that learns them. */
class DigitsTest {
  private static final Plan DEEP =
      new Plan(Plan.widths("784-16-16-10"), Activation.SIGMOID, Cost.SQUARED, DType.FLOAT64);

  @Test
  void theSameSeedDrawsTheSame() {
    double[] first = pixels(7);
    assertArrayEquals(first, pixels(7));
    assertTrue(!Arrays.equals(first, pixels(8)));
  }

  private static double[] pixels(long seed) {
    return new Artist(seed).draw(50).examples().inputs().toArray();
  }

  @Test
  void everyDigitIsDrawnInBothParts() {
    Examples.Split split = new Artist(1).draw(500).examples().holdOutEvery(5);
    for (Examples part : new Examples[] {split.training(), split.heldOut()}) {
      Digits digits = new Digits(part);
      long classes = IntStream.range(0, digits.count()).map(digits::label).distinct().count();
      assertEquals(Digits.CLASSES, classes);
    }
  }

  @Test
  @Tag("long")
  void hiddenLayersAreWorthSomething() {
    for (long seed = 1; seed <= 3; seed++) {
      Examples.Split split = new Artist(seed).draw(5_000).examples().holdOutEvery(5);
      double deep = trained(DEEP.network(seed), split, 3);
      double linear = trained(DEEP.linear().network(seed), split, 0.3);
      assertTrue(deep > 0.7, "seed " + seed + ": " + deep);
      assertTrue(deep > linear + 0.05, "seed " + seed + ": " + deep + " and " + linear);
    }
  }

  private static double trained(Classifier classifier, Examples.Split split, double learningRate) {
    History history =
        Trainer.of(classifier.mlp(), Cost.SQUARED, OptimizerChoice.SGD.of(classifier, learningRate))
            .epochs(20)
            .fit(split.training().batches(100).shuffled(1));
    assertTrue(history.last().loss() < history.epochs().get(0).loss());
    return classifier.accuracy(new Digits(split.heldOut()));
  }

  @Test
  void averagedGradientsAreTheBatchs() {
    Sensitivity sensitivity = new Sensitivity(DEEP.network(1), new Artist(1).draw(100));
    assertEquals(0, sensitivity.largestDifference(100), 1e-15);
  }

  @Test
  void aPlanIsReadAsItWasWritten() {
    Plan plan =
        new Plan(
            Plan.widths("784-128-10"), Activation.LEAKY_RELU, Cost.CROSS_ENTROPY, DType.FLOAT32);
    assertEquals(plan, Plan.of(plan.texts()));
    assertEquals(101_770, plan.network(1).mlp().parameterCount());
    assertEquals(7_850, plan.linear().network(1).mlp().parameterCount());
  }
}
