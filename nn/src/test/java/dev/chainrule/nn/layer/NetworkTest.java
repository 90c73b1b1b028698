package dev.chainrule.nn.layer;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Layers and the networks that are made of them. */
class NetworkTest {
  private static final Tensor BATCH = Tensor.of(new double[][] {{0.5, -1, 2}, {0, 3, -0.25}});

  @Test
  void linearIsAWeightedSumPlusBias() {
    Linear linear =
        Linear.of(Tensor.of(new double[][] {{1, 2, 3}, {-1, 0, 4}}), Tensor.of(10.0, 20.0));
    Tensor y = linear.apply(Value.constant(BATCH)).data();
    assertArrayEquals(new double[] {14.5, 27.5, 15.25, 19}, y.toArray());
    assertEquals(Shape.of(2, 2), y.shape());
  }

  @Test
  void linearRefusesShapesThatDoNotFit() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Linear.of(Tensor.zeros(Shape.of(2, 3)), Tensor.zeros(Shape.of(3))));
    assertEquals(
        "Linear.of: weight [2, 3] and bias [3] must have shapes [outputs, inputs] and [outputs]",
        e.getMessage());
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class, () -> Linear.of(0, 3, Initializer.he(), new Random(0)));
    assertEquals(
        "Linear.of: 0 inputs and 3 outputs; there must be at least 1 of each", none.getMessage());
  }

  @Test
  void mlpNamesItsParametersInOrder() {
    Mlp mlp = digits().build();
    assertEquals(
        List.of(
            "hidden1.weight",
            "hidden1.bias",
            "hidden2.weight",
            "hidden2.bias",
            "output.weight",
            "output.bias"),
        List.copyOf(mlp.parameters().keySet()));
    assertEquals(Shape.of(16, 784), shape(mlp, "hidden1.weight"));
    assertEquals(Shape.of(10), shape(mlp, "output.bias"));
    assertEquals(13_002, mlp.parameterCount());
  }

  @Test
  void mlpAppliesItsLayersInTurn() {
    Mlp mlp = small().build();
    Value x = Value.constant(BATCH);
    Value byHand =
        x.matMul(now(mlp, "hidden1.weight").transpose())
            .add(now(mlp, "hidden1.bias"))
            .tanh()
            .matMul(now(mlp, "output.weight").transpose())
            .add(now(mlp, "output.bias"))
            .sigmoid();
    assertArrayEquals(byHand.data().toArray(), mlp.apply(x).data().toArray());
    assertEquals(Shape.of(2, 4), mlp.apply(x).shape());
  }

  @Test
  void mlpInALine_isWhatTheBuilderMakes() {
    Mlp mlp = Mlp.of(Activation.TANH, 3, 5, 4);
    Mlp built = Mlp.builder(3).hidden(5, Activation.TANH).output(4).build();
    assertEquals(built.parameters().keySet(), mlp.parameters().keySet());
    Value x = Value.constant(BATCH);
    assertArrayEquals(built.apply(x).data().toArray(), mlp.apply(x).data().toArray());
    assertEquals(
        "Mlp.of: 1 widths; there must be at least 2, of the inputs and the outputs",
        assertThrows(IllegalArgumentException.class, () -> Mlp.of(Activation.TANH, 3))
            .getMessage());
  }

  @Test
  void aBuilder_staysAsItIs() {
    Mlp.Builder begun = Mlp.builder(3).hidden(5, Activation.TANH);
    Mlp one = begun.output(1).build();
    Mlp two = begun.hidden(6, Activation.RELU).output(2).seed(3).build();
    assertEquals("Mlp(3 -> 5 tanh -> 1)", one.toString());
    assertEquals("Mlp(3 -> 5 tanh -> 6 relu -> 2)", two.toString());
  }

  @Test
  void theSameSeedGivesTheSameNetwork() {
    Value x = Value.constant(BATCH);
    double[] outputs = small().seed(7).build().apply(x).data().toArray();
    assertArrayEquals(outputs, small().seed(7).build().apply(x).data().toArray());
    assertNotEquals(outputs[0], small().seed(8).build().apply(x).data().toArray()[0]);
  }

  @Test
  void weightsBeginAsThePapersSay() {
    Tensor glorot = Initializer.glorot().weights(300, 100, new Random(1));
    double bound = Math.sqrt(6.0 / 400);
    assertEquals(bound * bound / 3, glorot.square().mean().item(), 0.05 * bound * bound / 3);
    for (double weight : glorot.toArray()) {
      assertEquals(0, weight, bound);
    }
    Tensor he = Initializer.he().weights(300, 100, new Random(1));
    assertEquals(2.0 / 300, he.square().mean().item(), 0.05 * 2 / 300);
    Tensor normal = Initializer.standardNormal().weights(300, 100, new Random(1));
    assertEquals(1, normal.square().mean().item(), 0.05);
    assertEquals(0, normal.mean().item(), 0.02);
    assertEquals(Shape.of(100, 300), normal.shape());
  }

  @Test
  void mlpBuilderRefusesWhatCanNotBe() {
    assertEquals(
        "build: there is no output layer; call output(...)",
        assertThrows(IllegalStateException.class, () -> Mlp.builder(2).build()).getMessage());
    assertEquals(
        "hidden: hidden1 has width 0; it must be at least 1",
        assertThrows(
                IllegalArgumentException.class, () -> Mlp.builder(2).hidden(0, Activation.TANH))
            .getMessage());
    assertEquals(
        "Mlp.builder: 0 inputs; there must be at least 1",
        assertThrows(IllegalArgumentException.class, () -> Mlp.builder(0)).getMessage());
    Mlp.Builder finished = Mlp.builder(2).output(1, Activation.IDENTITY);
    assertEquals(
        "hidden: hidden2 comes after the output layer",
        assertThrows(IllegalStateException.class, () -> finished.hidden(3, Activation.TANH))
            .getMessage());
  }

  @Test
  void activationsAreWhatTheySay() {
    Value x = Value.of(Tensor.of(-1.5, 0, 2));
    assertArrayEquals(x.data().toArray(), Activation.IDENTITY.apply(x).data().toArray());
    assertArrayEquals(x.sigmoid().data().toArray(), Activation.SIGMOID.apply(x).data().toArray());
    assertArrayEquals(x.tanh().data().toArray(), Activation.TANH.apply(x).data().toArray());
    assertArrayEquals(new double[] {0, 0, 2}, Activation.RELU.apply(x).data().toArray());
    assertArrayEquals(x.softplus().data().toArray(), Activation.SOFTPLUS.apply(x).data().toArray());
  }

  private static Mlp.Builder digits() {
    return Mlp.builder(784)
        .hidden(16, Activation.SIGMOID)
        .hidden(16, Activation.SIGMOID)
        .output(10, Activation.SIGMOID);
  }

  private static Mlp.Builder small() {
    return Mlp.builder(3).hidden(5, Activation.TANH).output(4, Activation.SIGMOID);
  }

  private static Value now(Mlp mlp, String name) {
    return requireNonNull(mlp.parameters().get(name)).value();
  }

  private static Shape shape(Mlp mlp, String name) {
    return now(mlp, name).shape();
  }
}
