package dev.chainrule.nn.optim;

import static dev.chainrule.nn.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerStateTest {
  private static List<Parameter> parameters(DType dtype) {
    return List.of(
        new Parameter(Tensor.of(1, -2, 3).to(dtype)), new Parameter(Tensor.of(0.5).to(dtype)));
  }

  private static void step(Optimizer optimizer, List<Parameter> parameters) {
    Value x = parameters.get(0).value();
    Value y = parameters.get(1).value();
    optimizer.step(x.square().mul(y).sin().sum().add(y.square()));
  }

  static Stream<Function<List<Parameter>, Optimizer>> optimizers() {
    LearningRate falling = LearningRate.cosine(0.1, 3, 20);
    return Stream.of(
        p -> new Sgd(p, 0.1),
        p -> new Sgd(p, falling).momentum(0.9),
        p -> new Sgd(p, falling).nesterov(0.9).weightDecay(0.1),
        p -> new Adam(p, falling),
        p -> new RmsProp(p, falling),
        p -> new Adagrad(p, falling));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void restored_itGoesOnWithTheSameBits(Function<List<Parameter>, Optimizer> optimizer) {
    for (DType dtype : DType.values()) {
      List<Parameter> whole = parameters(dtype);
      Optimizer expected = optimizer.apply(whole);
      for (int i = 0; i < 10; i++) {
        step(expected, whole);
      }
      List<Parameter> parts = parameters(dtype);
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
      assertIdentical(whole.get(0).value().data(), parts.get(0).value().data());
      assertIdentical(whole.get(1).value().data(), parts.get(1).value().data());
      expected
          .state()
          .forEach((name, t) -> assertIdentical(t, requireNonNull(second.state().get(name))));
    }
  }

  @Test
  void state_isNamedByTheParametersPlace() {
    List<Parameter> parameters = parameters(DType.FLOAT64);
    Adam adam = new Adam(parameters, 0.1);
    assertEquals(Map.of(), adam.state());
    step(adam, parameters);
    assertEquals(
        List.of("0.mean", "1.mean", "0.square", "1.square"), List.copyOf(adam.state().keySet()));
  }

  @Test
  void whatDoesNotFit_isRefused_andChangesNothing() {
    Adam adam = new Adam(parameters(DType.FLOAT64), 0.1);
    Tensor x = Tensor.zeros(Shape.of(3));
    Tensor y = Tensor.of(0);
    for (Map<String, Tensor> wrong :
        List.<Map<String, Tensor>>of(
            Map.of("0.velocity", x),
            Map.of("0.mean", x),
            Map.of("0.mean", x, "1.mean", x),
            Map.of("0.mean", x.to(DType.FLOAT32), "1.mean", y),
            Map.of("0.mean", x, "1.mean", y, "2.mean", y))) {
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
  void onAPlateau_theRateFalls() {
    ReduceOnPlateau rate = new ReduceOnPlateau(0.5, 0.1, 2);
    double[] losses = {3, 2, 2, 1.9999, 2, 1, Double.NaN, 1, 1};
    double[] rates = {0.5, 0.5, 0.5, 0.5, 0.05, 0.05, 0.05, 0.05, 0.005};
    for (int i = 0; i < losses.length; i++) {
      rate.observe(losses[i]);
      assertEquals(rates[i], rate.at(i), 1e-17, "after " + losses[i]);
    }
    ReduceOnPlateau other = new ReduceOnPlateau(0.5, 0.1, 2);
    other.restore(rate.state());
    assertEquals(rate.at(0), other.at(0));
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(0.5, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(0, 0.1, 2));
    assertThrows(IllegalArgumentException.class, () -> new ReduceOnPlateau(0.5, 0.1, -1));
  }
}
