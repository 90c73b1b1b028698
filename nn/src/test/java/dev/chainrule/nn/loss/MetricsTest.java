package dev.chainrule.nn.loss;

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
    assertEquals(
        "accuracy: label 3 of row 1 is not one of 3 classes",
        assertThrows(IllegalArgumentException.class, () -> Metrics.accuracy(SCORES, 1, 3, 0, 0))
            .getMessage());
    assertEquals(
        "rSquared: predictions [2] and targets [3] must have one shape, and elements",
        assertThrows(
                IllegalArgumentException.class,
                () -> Metrics.rSquared(Tensor.of(1.0, 2.0), Tensor.of(1.0, 2.0, 3.0)))
            .getMessage());
  }
}
