package dev.chainrule.nn.loss;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Tensor SCORES =
      Tensor.of(new double[][] {{1, 3, 2}, {5, 4, 4}, {0, 0, 0}, {-1, -3, -2}});

  @Test
  void classes() {
    assertEquals(0.75, Metrics.accuracy(SCORES, 1, 0, 0, 2));
    assertArrayEquals(
        new int[][] {{2, 0, 0}, {0, 1, 0}, {1, 0, 0}}, Metrics.confusion(SCORES, 1, 0, 0, 2));
    assertArrayEquals(
        Metrics.confusion(SCORES, 1, 0, 0, 2), Metrics.confusion(SCORES, Tensor.of(1.0, 0, 0, 2)));
    assertRefused("1.5", () -> Metrics.confusion(SCORES, Tensor.of(1.5, 0, 0, 2)));
  }

  @Test
  void manyClasses_takeNoTableOfThem() {
    int classes = 200_000; // a table of them would be 160 GB
    Tensor scores = Tensor.zeros(Shape.of(2, classes));
    assertEquals(0.5, Metrics.accuracy(scores, 0, classes - 1));
    assertRefused(
        "confusion: a table of 200000 x 200000 classes is too large",
        () -> Metrics.confusion(scores, 0, 1));
    assertRefused(
        "accuracy: among 1 class there is no choice",
        () -> Metrics.accuracy(Tensor.zeros(Shape.of(2, 1)), 0, 0));
  }

  @Test
  void classesThatAreNone_areRefused() {
    for (double wrong : new double[] {0.9, Double.NaN, -0.5}) {
      assertRefused(
          "accuracy: the class of example 2 is " + wrong + "; it must be a whole number",
          () -> Metrics.accuracy(SCORES, Tensor.of(1, 0, wrong, 2)));
    }
    assertRefused(
        "accuracy: example 2 is of class -1, but the classes are 0 to 2",
        () -> Metrics.accuracy(SCORES, Tensor.of(1.0, 0, -1, 2)));
    assertRefused(
        "accuracy: classes of shape [4, 1]",
        () -> Metrics.accuracy(SCORES, Tensor.zeros(Shape.of(4, 1))));
    assertEquals(0.75, Metrics.accuracy(SCORES, Tensor.of(1.0, 0, 0, 2)));
  }

  @Test
  void aScoreThatIsNaN_isInFavourOfNoClass() {
    Tensor scores = Tensor.of(new double[][] {{1, 0}, {Double.NaN, 0}});
    assertEquals(Double.NaN, Metrics.accuracy(scores, 0, 0));
    assertRefused("confusion: a score is NaN", () -> Metrics.confusion(scores, 0, 0));
  }

  @Test
  void targetsThatAreEqualButForRounding_haveNoCoefficientOfDetermination() {
    Tensor targets = Tensor.of(0.1 + 0.2, 0.3, 0.3);
    assertEquals(Double.NaN, Metrics.rSquared(Tensor.of(0.3, 0.3, 0.4), targets));
    Tensor thirds = Tensor.of(0.1, 0.1, 0.1);
    assertEquals(Double.NaN, Metrics.rSquared(Tensor.of(0.1, 0.1, 0.2), thirds));
    assertEquals(1, Metrics.rSquared(Tensor.of(1e200, 2e200), Tensor.of(1e200, 2e200)));
    Tensor floats = Tensor.ofFloats(Shape.of(2), 1000.25f, 1000.5f);
    Tensor near = Tensor.ofFloats(Shape.of(2), 1000.25f, 1000.375f);
    assertEquals(0.5, Metrics.rSquared(near, floats));
  }

  @Test
  void numbers() {
    Tensor targets = Tensor.of(1.0, 2.0, 6.0);
    Tensor predictions = Tensor.of(1.5, 2.0, 5.0);
    assertEquals(0.5, Metrics.meanAbsoluteError(predictions, targets));
    assertEquals(1 - 1.25 / 14, Metrics.rSquared(predictions, targets), 1e-15);
    assertEquals(1, Metrics.rSquared(targets, targets));
    assertEquals(0, Metrics.rSquared(Tensor.full(Shape.of(3), 3), targets), 1e-15);
    assertTrue(Double.isNaN(Metrics.rSquared(Tensor.ones(Shape.of(2)), Tensor.ones(Shape.of(2)))));
  }

  @Test
  void whatDoesNotGoTogether() {
    assertEquals(
        "accuracy: 1 labels for scores of shape [4, 3]",
        assertThrows(IllegalArgumentException.class, () -> Metrics.accuracy(SCORES, 1))
            .getMessage());
    assertRefused(
        "accuracy: example 1 is of class 3, but the classes are 0 to 2",
        () -> Metrics.accuracy(SCORES, 1, 3, 0, 0));
    assertRefused(
        "rSquared: prediction and target differ in shape: [2] and [3]",
        () -> Metrics.rSquared(Tensor.of(1.0, 2.0), Tensor.of(1.0, 2.0, 3.0)));
    Tensor nothing = Tensor.zeros(Shape.of(0));
    assertRefused(
        "meanAbsoluteError: there is nothing", () -> Metrics.meanAbsoluteError(nothing, nothing));
  }
}
