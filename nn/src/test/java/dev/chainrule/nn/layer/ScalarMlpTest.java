package dev.chainrule.nn.layer;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScalarMlpTest {
  // Some hundred roundings on the way, of numbers up to about ten: 100 · 10 · 2⁻⁵³ is 1e-13.
  private static final double ROUNDING = 1e-12;
  private static final int ROWS = 3;

  private static Mlp mlp(List<Integer> widths, Activation activation, long seed) {
    Mlp.Builder mlp = Mlp.builder(widths.get(0)).seed(seed);
    for (int width : widths.subList(1, widths.size() - 1)) {
      mlp = mlp.hidden(width, activation);
    }
    return mlp.output(widths.get(widths.size() - 1), Activation.IDENTITY).build();
  }

  /** The mean of squares of all outputs, from scalars. */
  private static Value loss(ScalarMlp mlp, Tensor inputs) {
    List<Value> squares = new ArrayList<>();
    for (int row = 0; row < inputs.shape().size(0); row++) {
      int r = row;
      List<Value> x =
          IntStream.range(0, inputs.shape().size(1))
              .mapToObj(column -> Value.constant(inputs.at(r, column)))
              .toList();
      mlp.apply(x).forEach(y -> squares.add(y.square()));
    }
    return squares.stream().reduce(Value::add).orElseThrow().div(squares.size());
  }

  private static Value loss(Mlp mlp, Tensor inputs) {
    return mlp.apply(Value.constant(inputs)).square().mean();
  }

  @Property(tries = 200)
  void outputsAndGradients_areTheTensorNetworks_evenAfterSteps(
      @ForAll @Size(min = 2, max = 5) List<@IntRange(min = 1, max = 6) Integer> widths,
      @ForAll Activation activation,
      @ForAll long seed) {
    if (activation == Activation.SOFTMAX) {
      return;
    }
    Mlp mlp = mlp(widths, activation, seed);
    ScalarMlp scalars = ScalarMlp.of(mlp);
    Tensor inputs = Tensor.uniform(Shape.of(ROWS, widths.get(0)), -2, 2, new Random(seed));
    Sgd sgd = Sgd.of(mlp, 0.05);
    Sgd scalarSgd = Sgd.of(scalars.parameters(), 0.05);
    for (int step = 0; step < 3; step++) {
      Value loss = loss(mlp, inputs);
      Value scalarLoss = loss(scalars, inputs);
      assertClose(loss.item(), scalarLoss.item());
      assertSameGradients(mlp, loss.gradients(), scalars, scalarLoss.gradients());
      sgd.step(loss);
      scalarSgd.step(scalarLoss);
    }
  }

  private static void assertSameGradients(
      Mlp mlp, Gradients gradients, ScalarMlp scalars, Gradients scalarGradients) {
    for (Mlp.Stage stage : mlp.stages()) {
      Tensor weight = gradients.of(stage.linear().weight().value());
      Tensor bias = gradients.of(stage.linear().bias().value());
      for (int i = 0; i < weight.shape().size(0); i++) {
        String name = stage.name() + "[" + i + "]";
        for (int j = 0; j < weight.shape().size(1); j++) {
          assertClose(
              weight.at(i, j), gradient(scalars, scalarGradients, name + ".weight[" + j + "]"));
        }
        assertClose(bias.at(i), gradient(scalars, scalarGradients, name + ".bias"));
      }
    }
  }

  private static double gradient(ScalarMlp scalars, Gradients gradients, String name) {
    return gradients.of(requireNonNull(scalars.parameters().get(name)).value()).item();
  }

  private static void assertClose(double expected, double actual) {
    assertEquals(expected, actual, ROUNDING * Math.max(1, Math.abs(expected)));
  }

  @Test
  void whatItCanNotBe_isRefused() {
    Mlp single = Mlp.builder(2).output(1, Activation.IDENTITY).dtype(DType.FLOAT32).build();
    assertThrows(IllegalArgumentException.class, () -> ScalarMlp.of(single));
    Mlp softmax = Mlp.builder(2).output(2, Activation.SOFTMAX).build();
    assertThrows(IllegalArgumentException.class, () -> ScalarMlp.of(softmax));
    ScalarMlp mlp = ScalarMlp.of(mlp(List.of(2, 1), Activation.RELU, 1));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> mlp.apply(List.of(Value.constant(1))));
    assertEquals("ScalarMlp.apply: 1 inputs for 2 weights of output[0]", e.getMessage());
  }
}
