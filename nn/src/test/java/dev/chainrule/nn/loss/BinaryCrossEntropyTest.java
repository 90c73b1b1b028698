package dev.chainrule.nn.loss;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryCrossEntropyTest {
  private static final BinaryCrossEntropy STANDARD = BinaryCrossEntropy.standard();

  private static Value loss(Value logit, double target) {
    return STANDARD.of(logit, Value.constant(logit.data().filled(target)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-9, 1, 18, 30, 80, 700})
  void tinyLosses_andTheirGradients_areRightToFullRelativeAccuracy(double z) {
    double tail = Math.exp(-z) / (1 + Math.exp(-z)); // sigmoid(-z): nothing cancels
    double expected = Math.log1p(Math.exp(-z));
    Value logit = Value.of(Tensor.of(new double[] {z}));
    Value mirrored = Value.of(Tensor.of(new double[] {-z}));
    for (Value loss : new Value[] {loss(logit, 1), loss(mirrored, 0)}) {
      assertEquals(1, loss.item() / expected, 1e-15);
    }
    assertEquals(1, loss(logit, 1).gradients().of(logit).at(0) / -tail, 1e-15);
    assertEquals(1, loss(mirrored, 0).gradients().of(mirrored).at(0) / tail, 1e-15);
    if (z < 80) {
      Value single = Value.of(Tensor.of(new double[] {z}).to(DType.FLOAT32));
      assertEquals(1, loss(single, 1).item() / expected, 2e-7);
      assertEquals(1, loss(single, 1).gradients().of(single).at(0) / -tail, 2e-7);
    }
  }

  @Test
  void weightAndSmoothing_areThoseOfTheDefinition() {
    Tensor z = Tensor.of(0.3, -1.2, 2.5);
    Tensor y = Tensor.of(1, 0, 0.5);
    double expected = 0;
    for (int i = 0; i < 3; i++) {
      double p = 1 / (1 + Math.exp(-z.at(i)));
      double target = y.at(i) * 0.8 + 0.1;
      expected -= 3 * target * Math.log(p) + (1 - target) * Math.log(1 - p);
    }
    BinaryCrossEntropy settings =
        STANDARD.labelSmoothing(0.2).positiveWeight(3).reduction(Reduction.SUM);
    assertEquals(expected, settings.of(Value.of(z), Value.constant(y)).item(), 1e-14);
    assertEquals(
        "BinaryCrossEntropy(label smoothing 0.2, positive weight 3.0, SUM)", settings.toString());
    GradCheck.standard().order(2).check(settings::of, z, y).assertPassed();
    GradCheck.standard().order(2).check(STANDARD::of, z, y).assertPassed();
    Value targets = Value.of(y);
    assertClose(z.neg().div(3), STANDARD.of(Value.of(z), targets).gradients().of(targets));
  }

  @Test
  void mistakes_areTold() {
    Value logits = Value.of(Tensor.zeros(Shape.of(2)));
    assertRefused(
        "binaryCrossEntropy: targets from -1.0 to 1.0; they must be from 0 to 1: labels -1 and 1"
            + " are for hinge, or take (labels + 1) / 2",
        () -> STANDARD.of(logits, Value.constant(Tensor.of(-1.0, 1))));
    assertRefused(
        "binaryCrossEntropy: targets from 0.0 to 2.0; they must be from 0 to 1",
        () -> STANDARD.of(logits, Value.constant(Tensor.of(0.0, 2))));
    assertRefused(
        "they must be from 0 to 1",
        () -> STANDARD.of(logits, Value.constant(Tensor.of(0, Double.NaN))));
    assertRefused("positiveWeight: 0.0 must be positive", () -> STANDARD.positiveWeight(0));
    assertRefused("labelSmoothing: -0.1 must be", () -> STANDARD.labelSmoothing(-0.1));
    Value column = Value.of(Tensor.zeros(Shape.of(2, 1)));
    assertRefused(
        "binaryCrossEntropy: prediction and target differ in shape: [2, 1] and [2]; give it"
            + " target.reshape(2, 1)",
        () -> STANDARD.of(column, Value.constant(Tensor.of(0.0, 1))));
  }
}
