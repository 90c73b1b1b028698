package dev.chainrule.nn.layer;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Bound;
import dev.chainrule.nn.TrainingPass;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What layers take, at the bounds of it, and what they give of themselves. */
class LayerArgumentsTest {
  private static final Value X = Value.constant(Tensor.of(new double[][] {{1, -2}, {0.5, 3}}));

  @Test
  void bounds() {
    assertSame(X, Dropout.of(0).applyTraining(X, TrainingPass.seeded(1)));
    assertSame(X, Dropout.of(0.5).apply(X));
    assertRefused("Dropout.of: rate 1.0", () -> Dropout.of(1));
    assertRefused("Dropout.of: rate -0.1", () -> Dropout.of(-0.1));
    assertEquals(1, Embedding.of(1, 1, new Random(1), DType.FLOAT64).parameters().size());
    assertRefused("0 things of width 1", () -> Embedding.of(0, 1, new Random(1), DType.FLOAT64));
    assertRefused("1 things of width 0", () -> Embedding.of(1, 0, new Random(1), DType.FLOAT64));
    assertEquals(Set.of("weight", "bias"), LayerNorm.of(1, DType.FLOAT64).parameters().keySet());
    assertRefused("0 features", () -> LayerNorm.of(0, DType.FLOAT64));
    for (Shape shape : List.of(Shape.of(1, 1), Shape.of(3, 3), Shape.of(2, 3), Shape.of(3, 2))) {
      Tensor weights =
          Initializer.orthogonal().weights(shape.size(1), shape.size(0), new Random(1));
      assertEquals(shape, weights.shape());
    }
  }

  @Test
  void aLayerThatGivesNull_isNamed() {
    Value none = new ThreadLocal<Value>().get();
    Sequential layers = Sequential.of(Activation.RELU, x -> none);
    assertRefused("sequential: layer 1 gave null", () -> layers.apply(X));
    assertRefused(
        "sequential: layer 1 gave null", () -> layers.applyTraining(X, TrainingPass.seeded(1)));
  }

  @Test
  void aResidual_givesWhatItsLayerHas() {
    BatchNorm norm = BatchNorm.of(2);
    Residual residual = Residual.of(norm);
    assertSame(norm, residual.layer());
    assertEquals(norm.buffers(), residual.buffers());
    assertEquals(norm.parameters(), residual.parameters());
    assertEquals(2, residual.buffers().size());
  }

  @Test
  void anMlp_beginsByItsActivations_unlessToldOtherwise() {
    Mlp mlp = Mlp.builder(2).seed(5).hidden(4, Activation.RELU).output(3, Activation.TANH).build();
    Random random = new Random(5);
    Linear hidden = Linear.of(2, 4, Initializer.he(), random);
    Linear output = Linear.of(4, 3, Initializer.glorot(), random);
    assertIdentical(
        hidden.weight().value().data(), mlp.stages().get(0).linear().weight().value().data());
    assertIdentical(
        output.weight().value().data(), mlp.stages().get(1).linear().weight().value().data());
    Initializer sevens = (inputs, outputs, r) -> Tensor.full(Shape.of(outputs, inputs), 7);
    Mlp same = Mlp.builder(2).initializer(sevens).output(1, Activation.TANH).build();
    assertIdentical(
        Tensor.of(new double[][] {{7, 7}}), same.stages().get(0).linear().weight().value().data());
  }

  @Test
  void aSequence_trainsEachLayer() {
    Sequential sequence = Sequential.of(Dropout.of(0.5), x -> x.mul(3));
    Tensor once = sequence.applyTraining(X, TrainingPass.seeded(1)).data();
    Tensor expected = Dropout.of(0.5).applyTraining(X, TrainingPass.seeded(1)).mul(3).data();
    assertIdentical(expected, once);
  }

  @Test
  void boundParameters_haveTheirShapes() {
    Bound bound = Bound.of(Linear.of(2, 1));
    Value flat = Value.of(Tensor.of(1.0, 2));
    assertRefused(
        "apply: weight has shape [2]; the layer's has [1, 2]",
        () -> bound.apply(Map.of("weight", flat, "bias", Value.of(1.0).reshape(1)), X));
  }
}
