package dev.chainrule.demos.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The drawn digits, and a network that learns them. */
class DigitsTest {
  @Test
  void theSameSeedDrawsTheSame() {
    int[] all = IntStream.range(0, 50).toArray();
    double[] first = new Artist(7).draw(50).images(all).toArray();
    assertArrayEquals(first, new Artist(7).draw(50).images(all).toArray());
    assertTrue(!Arrays.equals(first, new Artist(8).draw(50).images(all).toArray()));
  }

  @Test
  void everyDigitIsDrawnInBothParts() {
    Split split = Split.of(new Artist(1).draw(500));
    assertEquals(400, split.training().count());
    assertEquals(100, split.heldOut().count());
    for (Digits part : new Digits[] {split.training(), split.heldOut()}) {
      long classes = IntStream.range(0, part.count()).map(part::label).distinct().count();
      assertEquals(Digits.CLASSES, classes);
    }
  }

  @Test
  void everyFifthIsHeldOut() {
    byte[] labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    byte[] pixels = new byte[labels.length * Digits.PIXELS];
    for (int i = 0; i < labels.length; i++) {
      pixels[i * Digits.PIXELS] = labels[i];
    }
    Split split = Split.of(new Digits(pixels, labels));
    assertEquals(4, split.heldOut().label(0));
    assertEquals(9, split.heldOut().label(1));
    assertEquals(9 / 255.0, split.heldOut().images(1).at(0, 0));
    assertEquals(5, split.training().label(4));
    assertEquals(1, split.training().targets(4).at(0, 5));
    assertEquals(1, split.training().targets(4).sum().item());
  }

  @Test
  void shufflingKeepsEveryImage() {
    Digits digits = new Artist(1).draw(30);
    int[] order = digits.shuffled(new Random(3));
    assertTrue(!Arrays.equals(order, IntStream.range(0, 30).toArray()));
    Arrays.sort(order);
    assertArrayEquals(IntStream.range(0, 30).toArray(), order);
  }

  @Test
  void hiddenLayersAreWorthSomething() {
    for (long seed = 1; seed <= 3; seed++) {
      Split split = Split.of(new Artist(seed).draw(5_000));
      double deep = trained(Classifier.deep(seed), split, 3);
      double linear = trained(Classifier.linear(seed), split, 0.3);
      assertTrue(deep > 0.7, "seed " + seed + ": " + deep);
      assertTrue(deep > linear + 0.05, "seed " + seed + ": " + deep + " and " + linear);
    }
  }

  private static double trained(Classifier classifier, Split split, double learningRate) {
    Training training = new Training(classifier, split.training(), learningRate, 100, 1);
    double first = training.epoch("");
    double last = first;
    for (int epoch = 1; epoch < 20; epoch++) {
      last = training.epoch("");
    }
    assertTrue(last < first);
    return classifier.accuracy(split.heldOut());
  }

  @Test
  void averagedGradientsAreTheBatchs() {
    Sensitivity sensitivity = new Sensitivity(Classifier.deep(1), new Artist(1).draw(100));
    assertEquals(0, sensitivity.largestDifference(100), 1e-15);
  }
}
