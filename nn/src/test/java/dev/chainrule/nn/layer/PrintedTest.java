package dev.chainrule.nn.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What layers and what belongs to them say of themselves when they are printed. */
class PrintedTest {
  /** A user's layer without a text of its own. */
  private static final class Doubling implements Layer {
    @Override
    public Value apply(Value x) {
      return x.mul(2);
    }
  }

  private static void assertPrinted(String expected, Object printed) {
    assertEquals(expected, printed.toString());
  }

  @Test
  void layers() {
    assertPrinted("Linear(2 -> 3)", Linear.of(2, 3));
    assertPrinted(
        "Linear(2 -> 3, float32)", Linear.of(2, 3, Initializer.he(), new Random(1), DType.FLOAT32));
    assertPrinted("Dropout(0.1)", Dropout.of(0.1));
    assertPrinted("LayerNorm(4)", LayerNorm.of(4));
    assertPrinted("BatchNorm(4, float32)", BatchNorm.of(4, DType.FLOAT32));
    assertPrinted("Embedding(10 x 4)", Embedding.of(10, 4, new Random(1)));
    assertPrinted("RELU", Activation.RELU);
  }

  @Test
  void layersOfLayers() {
    assertPrinted(
        "Sequential(Linear(2 -> 3), TANH, Residual(Linear(3 -> 3)), a function, Doubling)",
        Sequential.of(
            Linear.of(2, 3),
            Activation.TANH,
            Residual.of(Linear.of(3, 3)),
            x -> x.square(),
            new Doubling()));
    Map<String, Layer> named = new LinkedHashMap<>();
    named.put("in", Linear.of(2, 3));
    named.put(
        "out",
        new Layer() {
          @Override
          public Value apply(Value x) {
            return x;
          }
        });
    assertPrinted("Sequential(in: Linear(2 -> 3), out: a layer)", Sequential.of(named));
  }

  @Test
  void networks() {
    assertPrinted("Mlp(2 -> 8 tanh -> 1)", Mlp.of(Activation.TANH, 2, 8, 1));
    Mlp.Builder builder = Mlp.builder(4).hidden(3, Activation.LEAKY_RELU).dtype(DType.FLOAT32);
    assertPrinted("Mlp.builder(4, hidden1: 3 LEAKY_RELU)", builder);
    assertPrinted(
        "Mlp(4 -> 3 leaky_relu -> 2 sigmoid, float32)",
        builder.output(2, Activation.SIGMOID).build());
    assertPrinted(
        "ScalarMlp(2 -> 8 -> 1, 33 parameters)", ScalarMlp.of(Mlp.of(Activation.TANH, 2, 8, 1)));
  }

  @Test
  void whatLayersHold() {
    Tensor numbers = Tensor.of(1, 2.5);
    assertPrinted("Parameter[2]: " + numbers, Parameter.of(numbers));
    assertPrinted("Buffer[2]: " + numbers, Buffer.of(numbers));
  }

  @Test
  void initializers() {
    assertPrinted("glorot", Initializer.glorot());
    assertPrinted("orthogonal", Initializer.orthogonal());
    assertPrinted("constant(0.5)", Initializer.constant(0.5));
  }
}
