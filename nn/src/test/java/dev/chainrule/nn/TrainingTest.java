package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.loss.Reduction;
import dev.chainrule.nn.optim.Sgd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Losses, parameters and the optimiser. */
class TrainingTest {
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
  void lossesRefuseToBroadcast() {
    Value column = Value.of(Tensor.zeros(Shape.of(3, 1)));
    Value vector = Value.constant(Tensor.zeros(Shape.of(3)));
    assertEquals(
        "mse: prediction and target differ in shape: [3, 1] and [3]",
        assertThrows(IllegalArgumentException.class, () -> Losses.mse(column, vector))
            .getMessage());
    assertEquals(
        "sumOfSquaredResiduals: prediction and target differ in shape: [3, 1] and [3]",
        assertThrows(
                IllegalArgumentException.class, () -> Losses.sumOfSquaredResiduals(column, vector))
            .getMessage());
  }

  @Test
  void lossesSayWhatIsWrong() {
    Value logits = Value.of(Tensor.zeros(Shape.of(2, 3)));
    argument(
        "crossEntropy: logits of shape [2, 3] for 1 classes; expected one row an example",
        () -> Losses.crossEntropy(logits, new int[] {1}, Reduction.MEAN));
    argument(
        "crossEntropy: example 1 is of class 3, but there are 3",
        () -> Losses.crossEntropy(logits, new int[] {0, 3}, Reduction.MEAN));
    argument(
        "crossEntropy: example 0 is of class -1, but there are 3",
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

  @Test
  void aStepGoesAgainstTheGradient() {
    Parameter p = Parameter.of(Tensor.of(3.0, -1.0));
    Parameter q = Parameter.of(Tensor.of(0.5));
    Sgd sgd = Sgd.of(Map.of("p", p, "q", q), 0.1);
    sgd.step(p.value().square().sum().add(q.value().mul(4)));
    assertArrayEquals(new double[] {3 - 0.1 * 6, -1 + 0.1 * 2}, p.value().data().toArray());
    assertEquals(0.5 - 0.1 * 4, q.value().item());
  }

  @Test
  void aStepRefusesGradientsThatAreStale() {
    Parameter p = Parameter.of(Tensor.of(3));
    Sgd sgd = Sgd.of(Map.of("p", p), 0.1);
    Gradients before = p.value().square().gradients();
    sgd.step(before);
    assertEquals(
        "step: the loss does not depend on p, of shape [], as it stands now; compute it"
            + " after the last update, from all parameters",
        assertThrows(IllegalStateException.class, () -> sgd.step(before)).getMessage());
    assertEquals(3 - 0.1 * 6, p.value().item());
  }

  @Test
  void anUpdateLeavesEarlierExpressionsAlone() {
    Parameter p = Parameter.of(Tensor.of(3));
    Value square = p.value().square();
    Value before = p.value();
    p.update(Tensor.of(5));
    assertEquals(5, p.value().item());
    assertEquals(6, square.gradients().of(before).item());
    assertEquals(
        "update: shape [1] for a parameter of shape []",
        assertThrows(IllegalArgumentException.class, () -> p.update(Tensor.of(new double[] {1})))
            .getMessage());
  }

  @Test
  void learningRateMustBePositive() {
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "Sgd.of: learning rate " + rate + " must be positive",
          assertThrows(IllegalArgumentException.class, () -> Sgd.of(Map.of(), rate)).getMessage());
    }
  }
}
