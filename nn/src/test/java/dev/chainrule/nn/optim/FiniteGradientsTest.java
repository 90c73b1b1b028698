package dev.chainrule.nn.optim;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Steps by what is not finite: they would spoil the parameters, so there are none. */
class FiniteGradientsTest {
  private final Parameter p = Parameter.of(Tensor.of(1.0, -4));
  private final Sgd sgd = Sgd.of(Map.of("p", p), 0.1);

  private static void assertNoStep(String message, Executable step) {
    assertMessage(ArithmeticException.class, message, step);
  }

  @Test
  void aLossOfNaN_namesTheOperation() {
    Value p = this.p.value();
    assertNoStep(
        "step: the loss is NaN: log(p [2] from -4.0 to 1.0) was the first operation to give NaN",
        () -> sgd.step(p.log().sum()));
    assertNoStep(
        "step: the loss is Infinity: an input holds one already",
        () -> sgd.step(p.add(Value.constant(Double.POSITIVE_INFINITY)).sum()));
    this.p.update(Tensor.of(Double.NaN, 0));
    assertNoStep(
        "step: the loss is NaN: parameter p holds one already",
        () -> sgd.step(this.p.value().sum()));
    assertEquals(0, sgd.steps());
  }

  @Test
  void aGradientThatIsNotFinite_namesParameterAndOperation() {
    p.update(Tensor.of(0.0, 1));
    assertNoStep(
        "step: the gradient of p is not finite: the derivative of sqrt(p [2] from 0.0 to 1.0)",
        () -> sgd.step(p.value().sqrt().sum()));
    Tensor wrong = Tensor.of(1, Double.NEGATIVE_INFINITY);
    assertNoStep("step: the gradient of p is not finite", () -> sgd.step(List.of(wrong)));
    assertNoStep("step: the gradient of p is not finite", () -> sgd.step(Map.of("p", wrong)));
    assertNoStep(
        "step: the gradient of p is not finite",
        () -> sgd.step(p.value().sqrt().sum().gradients()));
    assertArrayEquals(new double[] {0, 1}, p.value().data().toArray());
  }

  @Test
  void squaresThatOverflow_areRefused_whereTheyAreKept() {
    // Unnoticed, the parameter would stand still from then on: it moves by g / infinity.
    Parameter single = Parameter.of(Tensor.of(1.0, 2).to(DType.FLOAT32));
    Map<String, Parameter> parameters = Map.of("p", single);
    List<Tensor> large = List.of(Tensor.of(1, 1e20).to(DType.FLOAT32));
    Stream.of(Adam.of(parameters, 0.1), RmsProp.of(parameters, 0.1), Adagrad.of(parameters, 0.1))
        .forEach(
            optimizer ->
                assertNoStep(
                    "step: the gradient of p is up to 1.0000000200408773E20: too large to be"
                        + " squared in float32",
                    () -> optimizer.step(large)));
    Sgd plain = Sgd.of(parameters, 1);
    plain.step(large);
    assertEquals(-1e20f, single.value().data().at(1));
  }

  @Test
  void squaresThatOverflow_areRefused_whateverTheGradientsAddUpTo() {
    // Those of softmax's biases always add up to nothing.
    for (DType dtype : DType.values()) {
      Map<String, Parameter> parameters = Map.of("p", Parameter.of(p.value().data().to(dtype)));
      double large = dtype == DType.FLOAT64 ? 1e200 : 1e20;
      List<Tensor> gradients = List.of(Tensor.of(large, -large).to(dtype));
      Stream.of(Adam.of(parameters, 0.1), RmsProp.of(parameters, 0.1), Adagrad.of(parameters, 0.1))
          .forEach(
              optimizer -> {
                assertNoStep(
                    "step: the gradient of p is up to 1.0000000",
                    () -> optimizer.step(gradients.stream().map(g -> g.mul(1.00000001)).toList()));
                assertEquals(0, optimizer.steps());
                assertEquals(Map.of(), optimizer.state());
              });
    }
  }

  @Test
  void squaresThatOverflow_onlyAsTheyAddUp_areRefused() {
    Adagrad adagrad = Adagrad.of(Map.of("p", p), 0.1);
    List<Tensor> large = List.of(Tensor.of(1e154, -1e154));
    adagrad.step(large);
    assertNoStep(
        "step: the gradient of p is up to 1.0E154: too large to be squared in float64",
        () -> adagrad.step(large));
    assertEquals(1, adagrad.steps());
  }

  @Test
  void aStepThatWouldEndOutsideTheNumbers_isRefused() {
    List<Tensor> gradients = List.of(Tensor.of(1.0, -1e100));
    Sgd fast = Sgd.of(Map.of("p", p), 1e300).momentum(0.5);
    assertNoStep(
        "step: p would become NaN or infinite: its gradient is up to 1.0E100, and the learning rate"
            + " is 1.0E300; make one of them smaller",
        () -> fast.step(gradients));
    assertEquals(0, fast.steps());
    assertEquals(Map.of(), fast.state());
    assertArrayEquals(new double[] {1, -4}, p.value().data().toArray());
  }

  @Test
  void clippedGradients_areLookedAt_too() {
    for (double divisor : new double[] {0, Double.NaN}) {
      Sgd clipped = sgd.clipping(all -> all.stream().map(g -> g.div(divisor)).toList());
      assertNoStep(
          "step: the clipped gradient of p is not finite",
          () -> clipped.step(List.of(Tensor.of(1.0, 2))));
    }
    assertArrayEquals(new double[] {1, -4}, p.value().data().toArray());
  }

  @Test
  void aSchedule_mustGiveALearningRate() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1}) {
      Sgd late = Sgd.of(Map.of("p", p), step -> step < 1 ? 0 : wrong);
      late.step(List.of(Tensor.of(1.0, 2)));
      assertMessage(
          IllegalArgumentException.class,
          "step: the schedule gives a learning rate of "
              + wrong
              + " for p after 1 steps; it must be 0 or positive",
          () -> late.step(List.of(Tensor.of(1.0, 2))));
      assertEquals(1, late.steps());
    }
    assertArrayEquals(new double[] {1, -4}, p.value().data().toArray());
  }

  @Test
  void manyLargeGradients_whoseSquaresFit_areInOrder() {
    Parameter wide = Parameter.of(Tensor.full(dev.chainrule.autograd.shape.Shape.of(1000), 1));
    Adam adam = Adam.of(Map.of("p", wide), 0.1);
    adam.step(List.of(wide.value().data().mul(1e153)));
    assertEquals(1, adam.steps());
  }

  @Test
  void theGlobalNorm_isRight_whereSquaresOverflow() {
    List<Tensor> gradients = List.of(Tensor.of(3e200, 4e200), Tensor.of(0.0));
    assertEquals(5e200, Clipping.globalNorm(gradients), 1e186);
    Sgd clipped = Sgd.of(Map.of("p", p), 1).clipping(Clipping.byGlobalNorm(10));
    clipped.step(List.of(Tensor.of(3e200, 4e200)));
    assertEquals(1 - 6, p.value().data().at(0), 1e-12);
    assertEquals(-4 - 8, p.value().data().at(1), 1e-12);
    assertEquals(5, Clipping.globalNorm(List.of(Tensor.of(3), Tensor.of(4))));
    assertEquals(0, Clipping.globalNorm(List.of()));
  }
}
