package dev.chainrule.nn;

import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Residual;
import dev.chainrule.nn.layer.Sequential;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A layer as a function of its parameters, whoever else evaluates it, however deep inside. */
class BoundTest {
  private static final Tensor INPUTS = Tensor.uniform(Shape.of(3, 2), -1, 1, new Random(1));
  private static final Value X = Value.constant(INPUTS);

  /** x times one parameter. */
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

  private static Map<String, Value> values(Map<String, Tensor> tensors) {
    return ImmutableMap.copyOf(Maps.transformValues(tensors, Value::of));
  }

  private static Value factor(double factor) {
    return Value.of(Tensor.of(factor));
  }

  @Test
  void withItsOwnNumbers_itIsTheLayer() {
    Layer layer =
        Sequential.of(
            Mlp.of(Activation.TANH, 2, 4, 3), Residual.of(Linear.of(3, 3)), Activation.SIGMOID);
    Bound bound = Bound.of(layer);
    assertIdentical(layer.apply(X).data(), bound.apply(values(bound.parameters()), X).data());
    assertEquals(layer.parameters().keySet(), bound.parameters().keySet());
  }

  @Test
  void withOthers_itIsAnother_andTheLayerStaysAsItIs() {
    Scale scale = new Scale();
    Bound bound = Bound.of(scale);
    assertIdentical(INPUTS.mul(5), bound.apply(Map.of("factor", factor(5)), X).data());
    assertIdentical(INPUTS.mul(2), scale.apply(X).data());
    assertEquals(2, requireNonNull(bound.parameters().get("factor")).item());
    scale.factor.update(Tensor.of(7));
    assertEquals(7, requireNonNull(bound.parameters().get("factor")).item());
  }

  @Test
  void gradients_flowIntoWhatWasGiven_andOnToWhatItWasMadeOf() {
    Scale scale = new Scale();
    Bound bound = Bound.of(scale);
    Value x = Value.constant(3);
    // One step of descent on (factor x - 1)², and how the loss after it depends on the rate.
    Value start = factor(2);
    Value rate = factor(0.01);
    Value slope = loss(bound, start, x).derivative(start);
    Value after = loss(bound, start.sub(slope.mul(rate)), x);
    double factor = 2 - 0.01 * 2 * 3 * 5;
    assertEquals(2 * (3 * factor - 1) * 3 * -30, after.derivative(rate).item(), 1e-12);
  }

  private static Value loss(Bound bound, Value factor, Value x) {
    return bound.apply(Map.of("factor", factor), x).sub(1).square();
  }

  @Test
  void perExample_thereIsAGradientForEachRow() {
    Mlp mlp = Mlp.of(Activation.TANH, 2, 4, 1);
    Bound bound = Bound.of(mlp);
    Map<String, Value> values = values(bound.parameters());
    Value weight = requireNonNull(values.get("hidden1.weight"));
    Tensor sum = Tensor.zeros(weight.shape());
    for (int row = 0; row < 3; row++) {
      Value one = Value.constant(INPUTS.slice(0, row, row + 1));
      sum = sum.add(bound.apply(values, one).sum().gradients().of(weight));
    }
    Tensor whole = bound.apply(values, X).sum().gradients().of(weight);
    assertEquals(0, whole.sub(sum).abs().max().item(), 1e-15);
  }

  @Test
  void aTiedParameter_isOneInput_underItsFirstName() {
    Scale scale = new Scale();
    Bound bound = Bound.of(Sequential.of(scale, Residual.of(scale)));
    assertEquals(List.of("0.factor"), List.copyOf(bound.parameters().keySet()));
    Value y = bound.apply(Map.of("0.factor", factor(3)), X);
    assertIdentical(INPUTS.mul(3).add(INPUTS.mul(3).mul(3)), y.data());
    GradCheck.assertGradients(p -> bound.apply(p, X), bound.parameters());
  }

  @Test
  void aFloat32Layer_canBeEvaluatedInFloat64() {
    Bound bound = Bound.of(Mlp.builder(2).output(2).dtype(DType.FLOAT32).build());
    Map<String, Tensor> exact = Maps.transformValues(bound.parameters(), t -> t.to(DType.FLOAT64));
    GradCheck.assertGradients(p -> bound.apply(p, X), exact);
  }

  @Test
  void inside_anotherMayBeEvaluated_orTheSameWithOtherValues() {
    Scale inner = new Scale();
    Scale outer = new Scale();
    Bound boundInner = Bound.of(inner);
    Layer nested =
        new Layer() {
          @Override
          public Value apply(Value x) {
            Value before = outer.factor.value();
            Value y = boundInner.apply(Map.of("factor", factor(10)), outer.apply(x));
            assertSame(before, outer.factor.value());
            return y.add(inner.apply(x));
          }

          @Override
          public Map<String, Parameter> parameters() {
            return ImmutableMap.of("inner", inner.factor, "outer", outer.factor);
          }
        };
    Value y =
        Bound.of(nested).apply(Map.of("inner", factor(100), "outer", factor(3)), Value.constant(1));
    assertEquals(3 * 10 + 100, y.item());
    assertEquals(2 * 10 + 2, nested.apply(Value.constant(1)).item());
  }

  @Test
  void afterAnException_theParametersAreBack() {
    Linear linear = Linear.of(2, 2);
    Value before = linear.weight().value();
    Bound bound = Bound.of(linear);
    Value wrong = Value.constant(Tensor.zeros(Shape.of(3, 5)));
    Map<String, Value> values = values(bound.parameters());
    assertThrows(IllegalArgumentException.class, () -> bound.apply(values, wrong));
    assertSame(before, linear.weight().value());
  }

  @Test
  void eachThread_hasValuesOfItsOwn() throws Exception {
    Scale scale = new Scale();
    int count = 4;
    CyclicBarrier together = new CyclicBarrier(count);
    Layer waiting =
        new Layer() {
          @Override
          public Value apply(Value x) {
            Value before = scale.apply(x);
            await(together); // all scopes are open now
            return before.add(scale.apply(x));
          }

          @Override
          public Map<String, Parameter> parameters() {
            return scale.parameters();
          }
        };
    Bound bound = Bound.of(waiting);
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Callable<Value>> tasks =
          List.of(
              () -> waiting.apply(Value.constant(1)), // not bound: sees the layer's own
              () -> bound.apply(Map.of("factor", factor(10)), Value.constant(1)),
              () -> bound.apply(Map.of("factor", factor(20)), Value.constant(1)),
              () -> waiting.apply(Value.constant(1)));
      List<Future<Value>> found = threads.invokeAll(tasks);
      double[] expected = {4, 20, 40, 4};
      for (int i = 0; i < count; i++) {
        assertEquals(expected[i], found.get(i).get().item());
      }
    } finally {
      var unused = threads.shutdownNow();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      int unused = barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void namesAndShapes_mustBeTheLayers() {
    Bound bound = Bound.of(Linear.of(2, 3));
    Value bias = Value.of(Tensor.zeros(Shape.of(3)));
    Value weight = Value.of(Tensor.zeros(Shape.of(3, 2)));
    assertRefused(
        "apply: the names must be those of the layer's parameters: missing are [weight], and"
            + " unknown are [0.weight]",
        () -> bound.apply(Map.of("0.weight", weight, "bias", bias), X));
    assertRefused(
        "applyTraining: weight has shape [3]; the layer's has [3, 2]",
        () -> bound.applyTraining(Map.of("weight", bias, "bias", bias), X, TrainingPass.seeded(1)));
  }

  private static void assertRefused(String message, Executable mistake) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, mistake).getMessage());
  }

  @Test
  void printed_itTellsTheLayerAndTheInputs() {
    assertEquals(
        "Bound(Linear(2 -> 3); weight [3, 2], bias [3])", Bound.of(Linear.of(2, 3)).toString());
  }
}
