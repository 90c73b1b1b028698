package dev.chainrule.nn.optim;

import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerStateTest {
  private static Map<String, Parameter> parameters(DType dtype) {
    return ImmutableMap.of(
        "x",
        Parameter.of(Tensor.of(1, -2, 3).to(dtype)),
        "y",
        Parameter.of(Tensor.of(0.5).to(dtype)));
  }

  private static Value now(Map<String, Parameter> parameters, String name) {
    return requireNonNull(parameters.get(name)).value();
  }

  private static void step(Optimizer optimizer, Map<String, Parameter> parameters) {
    Value x = now(parameters, "x");
    Value y = now(parameters, "y");
    optimizer.step(x.square().mul(y).sin().sum().add(y.square()));
  }

  static Stream<Function<Map<String, Parameter>, Optimizer>> optimizers() {
    LearningRate falling = LearningRate.cosine(0.1, 3, 20);
    return Stream.of(
        p -> Sgd.of(p, 0.1),
        p -> Sgd.of(p, falling).momentum(0.9),
        p -> Sgd.of(p, falling).nesterov(0.9).weightDecay(0.1),
        p -> Adam.of(p, falling),
        p -> RmsProp.of(p, falling),
        p -> Adagrad.of(p, falling));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void restored_itGoesOnWithTheSameBits(Function<Map<String, Parameter>, Optimizer> optimizer) {
    for (DType dtype : DType.values()) {
      Map<String, Parameter> whole = parameters(dtype);
      Optimizer expected = optimizer.apply(whole);
      for (int i = 0; i < 10; i++) {
        step(expected, whole);
      }
      Map<String, Parameter> parts = parameters(dtype);
      Optimizer first = optimizer.apply(parts);
      for (int i = 0; i < 5; i++) {
        step(first, parts);
      }
      Optimizer second = optimizer.apply(parts);
      second.restore(first.state(), first.steps());
      for (int i = 0; i < 5; i++) {
        step(second, parts);
      }
      assertEquals(10, second.steps());
      assertIdentical(now(whole, "x").data(), now(parts, "x").data());
      assertIdentical(now(whole, "y").data(), now(parts, "y").data());
      expected
          .state()
          .forEach((name, t) -> assertIdentical(t, requireNonNull(second.state().get(name))));
    }
  }

  @Test
  void state_isNamedByTheParameter() {
    Map<String, Parameter> parameters = parameters(DType.FLOAT64);
    Adam adam = Adam.of(parameters, 0.1);
    assertEquals(Map.of(), adam.state());
    step(adam, parameters);
    assertEquals(
        List.of("x.mean", "y.mean", "x.square", "y.square"), List.copyOf(adam.state().keySet()));
  }

  @Test
  void state_goesWithTheName_notWithThePlace() {
    Map<String, Parameter> before = parameters(DType.FLOAT64);
    Adam adam = Adam.of(before, 0.1);
    step(adam, before);
    Map<String, Parameter> turned = new LinkedHashMap<>();
    turned.put("y", Parameter.of(now(before, "y").data()));
    turned.put("x", Parameter.of(now(before, "x").data()));
    Adam other = Adam.of(turned, 0.1);
    other.restore(adam.state(), adam.steps());
    step(adam, before);
    step(other, turned);
    assertIdentical(now(before, "x").data(), now(turned, "x").data());
    assertIdentical(now(before, "y").data(), now(turned, "y").data());
  }

  @Test
  void aTiedParameter_isMovedOnce_underItsFirstName() {
    Parameter p = Parameter.of(Tensor.of(2));
    Map<String, Parameter> tied = new LinkedHashMap<>();
    tied.put("encoder", p);
    tied.put("decoder", p);
    Sgd sgd = Sgd.of(tied, 0.25).momentum(0.5);
    sgd.step(p.value().square());
    assertEquals(2 - 0.25 * 4, p.value().item());
    assertEquals(List.of("encoder.velocity"), List.copyOf(sgd.state().keySet()));
    Sgd clipped = Sgd.of(tied, 1).clipping(Clipping.byGlobalNorm(1));
    clipped.step(Map.of("encoder", Tensor.of(5)));
    assertEquals(1 - 1, p.value().item());
  }

  @Test
  void aCopy_goesOnFromThere_andEachKeepsItsOwn() {
    Map<String, Parameter> parameters = parameters(DType.FLOAT64);
    Sgd first = Sgd.of(parameters, 0.1).momentum(0.9);
    step(first, parameters);
    Sgd copy = first.weightDecay(0.5).clipping(Clipping.byValue(10));
    assertEquals(1, copy.steps());
    assertEquals(first.state().keySet(), copy.state().keySet());
    Tensor kept = requireNonNull(first.state().get("x.velocity"));
    step(copy, parameters);
    assertEquals(1, first.steps());
    assertIdentical(kept, requireNonNull(first.state().get("x.velocity")));
  }

  @Test
  void gradientsByName_areTheSame() {
    Map<String, Parameter> one = parameters(DType.FLOAT64);
    Map<String, Parameter> other = parameters(DType.FLOAT64);
    Sgd.of(one, 0.1).step(List.of(Tensor.of(1, 2, 3), Tensor.of(4)));
    Sgd.of(other, 0.1).step(Map.of("y", Tensor.of(4), "x", Tensor.of(1, 2, 3)));
    assertIdentical(now(one, "x").data(), now(other, "x").data());
    assertIdentical(now(one, "y").data(), now(other, "y").data());
  }

  @Test
  void gradientsThatDoNotFit_areRefused_andChangeNothing() {
    Map<String, Parameter> parameters = parameters(DType.FLOAT64);
    Sgd sgd = Sgd.of(parameters, 0.1);
    assertRefused(
        "step: the gradient of y has shape [3] of float64; the parameter has [] of float64",
        () -> sgd.step(List.of(Tensor.of(1, 2, 3), Tensor.of(1, 2, 3))));
    assertRefused(
        "step: gradients of [x] for parameters [x, y]",
        () -> sgd.step(Map.of("x", Tensor.of(1, 2, 3))));
    assertRefused(
        "step: gradients: 1 of them for 2 parameters", () -> sgd.step(List.of(Tensor.of(1, 2, 3))));
    Sgd losing = sgd.clipping(gradients -> gradients.subList(0, 1));
    assertRefused(
        "step: clipped gradients: 1 of them for 2 parameters",
        () -> losing.step(List.of(Tensor.of(1, 2, 3), Tensor.of(4))));
    assertEquals(0, losing.steps());
    assertEquals(0, sgd.steps());
    assertIdentical(Tensor.of(1, -2, 3), now(parameters, "x").data());
  }

  private static void assertRefused(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }

  @Test
  void printed_anOptimizer_tellsItsSettings() {
    Map<String, Parameter> parameters = parameters(DType.FLOAT64);
    Adam adam = Adam.of(parameters, 1e-3).betas(0.9, 0.99).decoupledWeightDecay(0.1);
    step(adam, parameters);
    assertEquals(
        "Adam(learning rate 0.001, betas 0.9 and 0.99, epsilon 1.0E-8, decoupled weight decay 0.1;"
            + " 2 parameters, 1 steps)",
        adam.toString());
    assertEquals(
        "Sgd(learning rate cosine(0.1, 3, 20), nesterov 0.9, clipping byGlobalNorm(1.0); 2"
            + " parameters, 0 steps)",
        Sgd.of(parameters, LearningRate.cosine(0.1, 3, 20))
            .nesterov(0.9)
            .clipping(Clipping.byGlobalNorm(1))
            .toString());
    assertEquals(
        "RmsProp(learning rate by a function, alpha 0.99, epsilon 1.0E-8; 2 parameters, 0 steps)",
        RmsProp.of(parameters, step -> 0.1).toString());
    assertEquals(
        "Adagrad(learning rate ReduceOnPlateau(0.5, 0.1, 2), now 0.5; 2 parameters, 0 steps)",
        Adagrad.of(parameters, ReduceOnPlateau.of(0.5, 0.1, 2)).toString());
    assertEquals(
        "Lbfgs(history 5, iterations 1000, tolerance 1.0E-7; 2 parameters)",
        Lbfgs.of(parameters).history(5).toString());
    assertEquals(
        "converged after 12 iterations: loss 0.5", new Lbfgs.Result(0.5, 12, true).toString());
    assertEquals("steps(0.1, 0.5, 10)", LearningRate.steps(0.1, 0.5, 10).toString());
    assertEquals("exponential(0.1, 0.9)", LearningRate.exponential(0.1, 0.9).toString());
  }

  @Test
  void whatDoesNotFit_isRefused_andChangesNothing() {
    Adam adam = Adam.of(parameters(DType.FLOAT64), 0.1);
    Tensor x = Tensor.zeros(Shape.of(3));
    Tensor y = Tensor.of(0);
    for (Map<String, Tensor> wrong :
        List.<Map<String, Tensor>>of(
            Map.of("x.velocity", x),
            Map.of("x.mean", x),
            Map.of("x.mean", x, "y.mean", x),
            Map.of("x.mean", x.to(DType.FLOAT32), "y.mean", y),
            Map.of("x.mean", x, "y.mean", y, "z.mean", y))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> adam.restore(wrong, 1));
      assertTrue(String.valueOf(e.getMessage()).startsWith("restore: "), e::toString);
    }
    assertEquals(0, adam.steps());
    assertEquals(Map.of(), adam.state());
    List<Tensor> tooFew = List.of(x);
    assertThrows(IllegalArgumentException.class, () -> adam.step(tooFew));
  }

  @Test
  void stepsAndWhatIsKept_mustGoTogether() {
    // With moments of 0 after many steps, Adam's first would be several times too long.
    Adam adam = Adam.of(parameters(DType.FLOAT64), 0.1);
    assertRefused(
        "restore: after 1000 steps this optimiser keeps [x.mean, x.square, y.mean, y.square], and"
            + " there is []",
        () -> adam.restore(Map.of(), 1000));
    Map<String, Parameter> parameters = parameters(DType.FLOAT64);
    Adam begun = Adam.of(parameters, 0.1);
    step(begun, parameters);
    assertRefused(
        "restore: after 0 steps this optimiser keeps [], and there is [x.mean, y.mean, x.square,"
            + " y.square]",
        () -> adam.restore(begun.state(), 0));
    assertEquals(0, adam.steps());
    adam.restore(Map.of(), 0);
    Sgd sgd = Sgd.of(parameters, 0.1);
    sgd.restore(Map.of(), 1000);
    assertEquals(1000, sgd.steps());
  }

  @Test
  void onAPlateau_theRateFalls() {
    ReduceOnPlateau rate = ReduceOnPlateau.of(0.5, 0.1, 2);
    double[] losses = {3, 2, 2, 1.9999, 2, 1, Double.NaN, 1, 1};
    double[] rates = {0.5, 0.5, 0.5, 0.5, 0.05, 0.05, 0.05, 0.05, 0.005};
    for (int i = 0; i < losses.length; i++) {
      rate.observe(losses[i]);
      assertEquals(rates[i], rate.at(i), 1e-17, "after " + losses[i]);
    }
    ReduceOnPlateau other = ReduceOnPlateau.of(0.5, 0.1, 2);
    other.restore(rate.state());
    assertEquals(rate.at(0), other.at(0));
    assertThrows(IllegalArgumentException.class, () -> ReduceOnPlateau.of(0.5, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> ReduceOnPlateau.of(0, 0.1, 2));
    assertThrows(IllegalArgumentException.class, () -> ReduceOnPlateau.of(0.5, 0.1, -1));
  }
}
