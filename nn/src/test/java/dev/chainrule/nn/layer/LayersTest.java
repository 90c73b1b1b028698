package dev.chainrule.nn.layer;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LayersTest {
  private static final Tensor X = Tensor.uniform(Shape.of(6, 4), -2, 2, new Random(1));

  private static void assertMessage(String part, Executable mistake) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, mistake).getMessage());
    assertTrue(message.contains(part), message);
  }

  @Test
  void dropout_dropsAsManyAsItSays_andKeepsTheMean() {
    Value ones = Value.constant(Tensor.ones(Shape.of(100_000)));
    Tensor kept = Dropout.of(0.3).applyTraining(ones, TrainingPass.seeded(1)).data();
    double dropped = kept.equalTo(0).mean().item();
    // Five standard deviations of a share: 5 √(0.3 · 0.7 / 100,000) = 0.0073.
    assertEquals(0.3, dropped, 0.0073);
    assertEquals(1 / 0.7, kept.max().item(), 1e-15);
    assertEquals(kept.max().item() * (1 - dropped), kept.mean().item(), 1e-12);
    assertSame(ones, Dropout.of(0.3).apply(ones));
  }

  @Test
  void dropout_isTheSameForTheSameSeed_inEitherPrecision() {
    Value x = Value.constant(X);
    Dropout dropout = Dropout.of(0.5);
    assertIdentical(
        dropout.applyTraining(x, TrainingPass.seeded(7)).data(),
        dropout.applyTraining(x, TrainingPass.seeded(7)).data());
    assertTrue(
        dropout
                .applyTraining(x, TrainingPass.seeded(7))
                .data()
                .notEqualTo(dropout.applyTraining(x, TrainingPass.seeded(8)).data())
                .sum()
                .item()
            > 0);
    Value single = Value.constant(X.to(DType.FLOAT32));
    assertIdentical(
        dropout.applyTraining(x, TrainingPass.seeded(7)).data().to(DType.FLOAT32),
        dropout.applyTraining(single, TrainingPass.seeded(7)).data());
  }

  @Test
  void layerNorm_byHand() {
    Tensor y = LayerNorm.of(2).apply(Value.constant(Tensor.of(new double[][] {{1, 3}}))).data();
    double root = Math.sqrt(1 + 1e-5); // mean 2, variance 1
    assertArrayEquals(new double[] {-1 / root, 1 / root}, y.toArray(), 1e-15);
  }

  private static Tensor buffer(Layer layer, String name) {
    return requireNonNull(layer.buffers().get(name)).tensor();
  }

  @Test
  void batchNorm_byHand() {
    BatchNorm layer = BatchNorm.of(1);
    Value x = Value.constant(Tensor.of(new double[][] {{1}, {3}}));
    TrainingPass training = TrainingPass.seeded(0);
    double root = Math.sqrt(1 + 1e-5);
    assertArrayEquals(
        new double[] {-1 / root, 1 / root},
        layer.applyTraining(x, training).data().toArray(),
        1e-15);
    assertEquals(0, buffer(layer, "running_mean").item(), "before the step");
    training.updates().forEach(Buffer::update);
    // The unbiased variance of 1 and 3 is 2; a tenth of what is new counts.
    assertEquals(0.2, buffer(layer, "running_mean").item(), 1e-15);
    assertEquals(1.1, buffer(layer, "running_var").item(), 1e-15);
    double running = Math.sqrt(1.1 + 1e-5);
    assertArrayEquals(
        new double[] {0.8 / running, 2.8 / running}, layer.apply(x).data().toArray(), 1e-14);
    Value one = Value.constant(Tensor.of(new double[][] {{1}}));
    assertMessage("at least 2 examples", () -> layer.applyTraining(one, training));
  }

  @Test
  void batchNorm_appliedTwice_movesItsMeansTwice() {
    BatchNorm layer = BatchNorm.of(1);
    TrainingPass pass = TrainingPass.seeded(0);
    for (Value x : List.of(column(1, 3), column(5, 7))) {
      Value unused = layer.applyTraining(x, pass);
    }
    pass.updates().forEach(Buffer::update);
    assertEquals(0.9 * 0.1 * 2 + 0.1 * 6, buffer(layer, "running_mean").item(), 1e-15);
  }

  private static Value column(double first, double second) {
    return Value.constant(Tensor.of(new double[][] {{first}, {second}}));
  }

  @Test
  void linear_withDefaults_isTheSameEveryDay() {
    Linear layer = Linear.of(3, 2);
    assertIdentical(layer.weight().value().data(), Linear.of(3, 2).weight().value().data());
    assertIdentical(Tensor.zeros(Shape.of(2)), layer.bias().value().data());
    assertTrue(layer.weight().value().data().abs().max().item() <= Math.sqrt(6.0 / 5));
    Random random = new Random(1);
    assertTrue(
        Linear.of(3, 2, random)
                .weight()
                .value()
                .data()
                .notEqualTo(Linear.of(3, 2, random).weight().value().data())
                .sum()
                .item()
            > 0);
  }

  @Test
  void linear_takesAVector_andABatchOfBatches() {
    Linear layer =
        Linear.of(Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}), Tensor.of(0.5, 0, -1));
    assertIdentical(Tensor.of(5.5, 11, 16), layer.apply(Value.constant(Tensor.of(1, 2))).data());
    assertEquals(
        Shape.of(7, 5, 3), layer.apply(Value.constant(Tensor.ones(Shape.of(7, 5, 2)))).shape());
    assertMessage(
        "Linear.apply: an input of shape [4, 3] for 2 inputs; its last axis must have that size",
        () -> layer.apply(Value.constant(Tensor.ones(Shape.of(4, 3)))));
    assertMessage("for 2 inputs", () -> layer.apply(Value.constant(1)));
    assertMessage(
        "one precision",
        () -> Linear.of(Tensor.eye(2), Tensor.zeros(Shape.of(2)).to(DType.FLOAT32)));
  }

  @Test
  void embedding_looksRowsUp_andTheirGradientsAddUp() {
    Embedding layer = Embedding.of(Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}));
    Value indices = Value.constant(Tensor.of(new double[][] {{2, 0}, {2, 2}}));
    Value rows = layer.apply(indices);
    assertEquals(Shape.of(2, 2, 2), rows.shape());
    assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6, 5, 6}, rows.data().toArray());
    Tensor gradient =
        rows.sum().gradients().of(requireNonNull(layer.parameters().get("weight")).value());
    assertArrayEquals(new double[] {1, 1, 0, 0, 3, 3}, gradient.toArray());
    for (double wrong : new double[] {-1, 3, 0.5, Double.NaN}) {
      assertMessage("not one of 0 to 2", () -> layer.apply(Value.constant(wrong)));
    }
    assertEquals(
        Shape.of(5, 3), Embedding.of(5, 3, new Random(1), DType.FLOAT32).apply(range(5)).shape());
  }

  private static Value range(int count) {
    return Value.constant(Tensor.arange(0, count, 1));
  }

  @Test
  void sequential_namesParametersByPlace_orAsTold() {
    Random random = new Random(1);
    Layer first = Linear.of(4, 3, Initializer.he(), random);
    Layer second = Linear.of(3, 2, Initializer.he(), random);
    Layer byPlace = Sequential.of(first, Activation.RELU, BatchNorm.of(3), second);
    assertEquals(
        List.of("0.weight", "0.bias", "2.weight", "2.bias", "3.weight", "3.bias"),
        List.copyOf(byPlace.parameters().keySet()));
    assertEquals(
        List.of("2.running_mean", "2.running_var"), List.copyOf(byPlace.buffers().keySet()));
    Map<String, Layer> named = new LinkedHashMap<>();
    named.put("in", first);
    named.put("out", second);
    assertEquals(
        List.of("in.weight", "in.bias", "out.weight", "out.bias"),
        List.copyOf(Sequential.of(named).parameters().keySet()));
    assertIdentical(
        second.apply(first.apply(Value.constant(X))).data(),
        Sequential.of(named).apply(Value.constant(X)).data());
    assertEquals(Sequential.of(first, second).layers(), List.of(first, second));
  }

  @Test
  void residual_addsWhatGoesIn_andKeepsTheShape() {
    Value x = Value.constant(X);
    assertIdentical(X.mul(3), Residual.of(y -> y.mul(2)).apply(x).data());
    assertMessage("keep the shape", () -> Residual.of(y -> y.sum(1)).apply(x));
  }

  /** A layer of one's own: a small class. */
  private static final class Scale implements Layer {
    private final Parameter factor = Parameter.of(Tensor.of(2));

    @Override
    public Value apply(Value x) {
      return x.mul(factor.value());
    }

    @Override
    public Map<String, Parameter> parameters() {
      return Map.of("factor", factor);
    }
  }

  @Test
  void aLayerOfOnesOwn_orALambda_isAsGoodAsAny() {
    Layer layer = Sequential.of(new Scale(), x -> x.square());
    assertEquals(List.of("0.factor"), List.copyOf(layer.parameters().keySet()));
    assertIdentical(X.mul(2).square(), layer.apply(Value.constant(X)).data());
  }

  @Test
  void mistakes_areToldAtOnce() {
    assertMessage("[0, 1)", () -> Dropout.of(1));
    assertMessage("[0, 1)", () -> Dropout.of(Double.NaN));
    Value single = Value.constant(Tensor.ones(Shape.of(6, 1)));
    assertMessage(
        "LayerNorm.apply: an input of shape [6, 1] for 4 features; its last axis must have that"
            + " size",
        () -> LayerNorm.of(4).apply(single));
    assertMessage("BatchNorm.apply: an input of", () -> BatchNorm.of(4).apply(single));
    assertMessage(
        "BatchNorm.applyTraining: an input of",
        () -> BatchNorm.of(4).applyTraining(single, TrainingPass.seeded(1)));
    assertMessage("at least 1", () -> LayerNorm.of(0));
    assertMessage("at least 1", () -> BatchNorm.of(0));
    assertMessage("at least 1", () -> Embedding.of(0, 2, new Random(1), DType.FLOAT64));
    assertMessage(
        "Embedding.of: weight [3] must have shape [things, width]",
        () -> Embedding.of(Tensor.zeros(Shape.of(3))));
    Buffer buffer = Buffer.of(Tensor.zeros(Shape.of(2)));
    assertMessage("for a buffer of", () -> buffer.update(Tensor.zeros(Shape.of(3))));
  }

  @Test
  void summary_isATable() {
    Mlp mlp = Mlp.builder(784).hidden(128, Activation.RELU).output(10, Activation.IDENTITY).build();
    assertEquals(
        """
        parameter       shape       numbers
        hidden1.weight  [128, 784]  100,352
        hidden1.bias    [128]           128
        output.weight   [10, 128]     1,280
        output.bias     [10]             10
        total                       101,770
        """
            .replace("\n", System.lineSeparator()),
        mlp.summary().toString());
    assertEquals(101_770, mlp.parameterCount());
  }

  @Test
  void summary_countsATiedParameterOnce() {
    Linear linear = Linear.of(2, 2);
    Summary summary = Summary.of(Sequential.of(linear, Activation.TANH, linear));
    assertEquals(
        """
        parameter  shape       numbers
        0.weight   [2, 2]            4
        0.bias     [2]               2
        2.weight   [2, 2]  as 0.weight
        2.bias     [2]       as 0.bias
        total                        6
        """
            .replace("\n", System.lineSeparator()),
        summary.toString());
    assertEquals(6, summary.parameterCount());
  }

  @Test
  void stages_showWhatAnMlpIsMadeOf() {
    Mlp mlp = Mlp.builder(3).hidden(2, Activation.TANH).output(1, Activation.SIGMOID).build();
    List<String> names = new ArrayList<>();
    Value y = Value.constant(Tensor.ones(Shape.of(1, 3)));
    for (Mlp.Stage stage : mlp.stages()) {
      names.add(stage.name() + " " + stage.activation());
      y =
          stage
              .activation()
              .apply(
                  y.matMul(stage.linear().weight().value().transpose())
                      .add(stage.linear().bias().value()));
    }
    assertEquals(List.of("hidden1 TANH", "output SIGMOID"), names);
    assertEquals(mlp.apply(Value.constant(Tensor.ones(Shape.of(1, 3)))).item(), y.item(), 1e-15);
  }

  @Test
  void anotherPrecision_namesTheLayerAndTheRemedy() {
    Value x = Value.constant(Tensor.zeros(Shape.of(4, 3)).to(DType.FLOAT32));
    assertMessage(
        "Linear.apply: an input of float32 for Linear(3 -> 2), which is of float64; convert the"
            + " input by to(DType.FLOAT64), or make the layer in the other precision",
        () -> Linear.of(3, 2).apply(x));
    assertMessage("for LayerNorm(3), which is of float64", () -> LayerNorm.of(3).apply(x));
    assertMessage("for BatchNorm(3), which is of float64", () -> BatchNorm.of(3).apply(x));
    assertMessage(
        "BatchNorm.applyTraining: an input of float32 for BatchNorm(3)",
        () -> BatchNorm.of(3).applyTraining(x, TrainingPass.seeded(1)));
    assertMessage(
        "Linear.apply: an input of float32 for Linear(3 -> 5)",
        () -> Mlp.of(Activation.TANH, 3, 5, 1).apply(x));
    assertMessage(
        "an input of float32 for Linear(2 -> 1), which",
        () ->
            Sequential.of(
                    Linear.of(3, 2, Initializer.he(), new Random(1), DType.FLOAT32),
                    Linear.of(2, 1))
                .apply(x));
  }

  @Test
  void anInitialiserOfAnotherShape_isRefused() {
    assertMessage(
        "Linear.of: the initializer transposed makes shape [3, 2]; it must make [outputs, inputs] ="
            + " [2, 3]",
        () ->
            Linear.of(
                3,
                2,
                new NamedInitializer("transposed", (n, m, random) -> Tensor.zeros(Shape.of(n, m))),
                new Random(1)));
  }

  @Test
  void aWidthOfZero_namesTheLayer() {
    assertMessage(
        "Mlp.of: width 0 of the output layer must be at least 1, in widths [3, 0]",
        () -> Mlp.of(Activation.TANH, 3, 0));
    assertMessage(
        "Mlp.of: width -2 of hidden layer 1 must be at least 1, in widths [3, -2, 1]",
        () -> Mlp.of(Activation.TANH, 3, -2, 1));
    assertMessage("Mlp.of: width 0 of the inputs must", () -> Mlp.of(Activation.TANH, 0, 3));
  }

  @Test
  void layersByName_needAMapWithAnOrder() {
    Map<String, Layer> ordered = new LinkedHashMap<>();
    ordered.put("hidden", Linear.of(3, 3));
    ordered.put("act", Activation.TANH);
    ordered.put("out", Linear.of(3, 3));
    for (Map<String, Layer> map :
        List.of(ordered, ImmutableMap.copyOf(ordered), Collections.unmodifiableMap(ordered))) {
      assertEquals(List.copyOf(ordered.values()), Sequential.of(map).layers());
    }
    assertEquals(3, Sequential.of(new TreeMap<>(ordered)).layers().size());
    assertEquals(1, Sequential.of(Map.of("only", Activation.TANH)).layers().size());
    assertEquals(0, Sequential.of(new HashMap<>()).layers().size());
    for (Map<String, Layer> map :
        List.of(
            Map.copyOf(ordered),
            new HashMap<>(ordered),
            Collections.unmodifiableMap(new HashMap<>(ordered)))) {
      assertRefused(
          "Sequential.of: this map has no order of its own, and layers need one: give a"
              + " LinkedHashMap or an ImmutableMap",
          () -> Sequential.of(map));
    }
  }
}
