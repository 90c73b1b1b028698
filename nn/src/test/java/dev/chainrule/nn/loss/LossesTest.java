package dev.chainrule.nn.loss;

import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Losses by hand, and what they refuse. */
class LossesTest {
  private static final Tensor PREDICTION = Tensor.of(new double[][] {{1, 2}, {3, -4}});
  private static final Tensor TARGET = Tensor.of(new double[][] {{1, 0}, {0, -5}});

  @Test
  void lossesByHand() {
    Value prediction = Value.of(PREDICTION);
    Value target = Value.constant(TARGET);
    assertEquals(14, Losses.sumOfSquaredResiduals(prediction, target).item());
    assertEquals(3.5, Losses.mse(prediction, target).item());
    GradCheck.assertGradients(Losses::sumOfSquaredResiduals, PREDICTION, TARGET);
    GradCheck.assertGradients(Losses::mse, PREDICTION, TARGET);
  }

  @Test
  void meanAbsoluteErrorByHand() {
    Value prediction = Value.of(PREDICTION);
    Value target = Value.constant(TARGET);
    assertEquals(1.5, Losses.mae(prediction, target).item());
    assertEquals(6, Losses.mae(prediction, target, Reduction.SUM).item());
    Tensor signs = Tensor.of(new double[][] {{0, 0.25}, {0.25, 0.25}});
    assertIdentical(signs, Losses.mae(prediction, target).gradients().of(prediction));
    Value vector = Value.constant(Tensor.of(1.0));
    argument(
        "mae: prediction and target differ in shape: [2, 2] and []",
        () -> Losses.mae(prediction, Value.constant(1)));
    assertEquals(0, Losses.mae(vector, vector).item());
  }

  @Test
  void hinge_refusesLabelsOfZeroAndOne() {
    Value scores = Value.of(Tensor.of(0.5, 2));
    assertEquals(0.25, Losses.hinge(scores, Value.constant(Tensor.of(1.0, 1))).item());
    argument(
        "hinge: labels must be -1 or 1; of 0 and 1 make them by labels.mul(2).sub(1)",
        () -> Losses.hinge(scores, Value.constant(Tensor.of(0.0, 1))));
  }

  @Test
  void lossesRefuseToBroadcast() {
    Value column = Value.of(Tensor.zeros(Shape.of(3, 1)));
    Value vector = Value.constant(Tensor.zeros(Shape.of(3)));
    assertEquals(
        "mse: prediction and target differ in shape: [3, 1] and [3]; give it target.reshape(3, 1)",
        assertThrows(IllegalArgumentException.class, () -> Losses.mse(column, vector))
            .getMessage());
    assertEquals(
        "sumOfSquaredResiduals: prediction and target differ in shape: [3, 1] and [3]; give it target.reshape(3, 1)",
        assertThrows(
                IllegalArgumentException.class, () -> Losses.sumOfSquaredResiduals(column, vector))
            .getMessage());
  }

  @Test
  void evenLogits_costTheLogarithmOfTheClasses() {
    Value even = Value.of(Tensor.zeros(Shape.of(2, 3)));
    CrossEntropy plain = CrossEntropy.standard().labelSmoothing(0); // nothing is taken away
    assertEquals(Math.log(3), plain.of(even, 0, 2).item(), 1e-15);
    assertEquals(Math.log(3), Losses.crossEntropy(even, Tensor.of(0.0, 2)).item(), 1e-15);
    argument(
        "crossEntropy: logits of shape [3]; expected [examples, classes]",
        () -> plain.of(Value.of(Tensor.zeros(Shape.of(3))), Tensor.of(0.0)));
  }

  @Test
  void lossesSayWhatIsWrong() {
    Value logits = Value.of(Tensor.zeros(Shape.of(2, 3)));
    argument(
        "crossEntropy: logits of shape [2, 3] for 1 classes; expected one row an example",
        () -> Losses.crossEntropy(logits, new int[] {1}, Reduction.MEAN));
    argument(
        "crossEntropy: example 1 is of class 3, but the classes are 0 to 2",
        () -> Losses.crossEntropy(logits, new int[] {0, 3}, Reduction.MEAN));
    argument(
        "crossEntropy: example 0 is of class -1, but the classes are 0 to 2",
        () -> Losses.crossEntropy(logits, new int[] {-1, 0}, Reduction.MEAN));
    argument(
        "huber: delta 0.0 must be positive", () -> Losses.huber(logits, logits, 0, Reduction.SUM));
    Value other = Value.of(Tensor.zeros(Shape.of(3)));
    for (String loss : List.of("huber", "hinge", "binaryCrossEntropy")) {
      argument(
          loss + ": prediction and target differ in shape: [2, 3] and [3]",
          () -> {
            Value unused =
                switch (loss) {
                  case "huber" -> Losses.huber(logits, other, 1, Reduction.SUM);
                  case "hinge" -> Losses.hinge(logits, other);
                  default -> Losses.binaryCrossEntropy(logits, other);
                };
          });
    }
  }

  private static void argument(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }
}
