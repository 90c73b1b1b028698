package dev.chainrule.nn.optim;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Bound;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Parameters that are taken out of learning. */
class FreezingTest {
  private static final Value X = Value.constant(Tensor.of(new double[][] {{1, -2}, {0.5, 3}}));

  private final Mlp mlp = Mlp.of(Activation.TANH, 2, 3, 1);

  private Value loss() {
    return mlp.apply(X).square().sum();
  }

  @Test
  void whatIsFrozen_keepsItsNumbers_andHasNoState() {
    mlp.freeze("hidden1");
    Map<String, Tensor> before = LayerState.of(mlp);
    Adam adam = Adam.of(mlp, 0.1).weightDecay(0.1);
    assertEquals(Set.of("output.weight", "output.bias"), adam.parameters().keySet());
    for (int i = 0; i < 3; i++) {
      adam.step(loss());
    }
    Map<String, Tensor> after = LayerState.of(mlp);
    assertEquals(before.get("hidden1.weight"), after.get("hidden1.weight"));
    assertEquals(before.get("hidden1.bias"), after.get("hidden1.bias"));
    assertNotEquals(before.get("output.bias"), after.get("output.bias"));
    assertTrue(adam.state().keySet().stream().allMatch(name -> name.startsWith("output.")));
  }

  @Test
  void noGradient_flowsIntoIt() {
    mlp.freeze();
    assertFalse(loss().isConnected());
    mlp.unfreeze("output");
    assertTrue(loss().isConnected());
  }

  @Test
  void othersLearn_asIfItWereNotThere() {
    Mlp other = Mlp.of(Activation.TANH, 2, 3, 1);
    Adam some = Adam.of(Parameter.under("output", other.parameters()), 0.1);
    mlp.freeze("hidden1");
    Adam adam = Adam.of(mlp, 0.1);
    for (int i = 0; i < 3; i++) {
      adam.step(loss());
      some.step(other.apply(X).square().sum());
    }
    LayerState.of(other)
        .forEach(
            (name, tensor) ->
                assertIdentical(tensor, requireNonNull(LayerState.of(mlp).get(name))));
  }

  @Test
  void itIsRestored_updatedAndBound_asAnyOther() {
    mlp.freeze();
    Mlp other = Mlp.builder(2).hidden(3, Activation.TANH).output(1).seed(9).build();
    LayerState.restore(mlp, LayerState.of(other));
    assertIdentical(other.apply(X).data(), mlp.apply(X).data());
    assertTrue(mlp.parameters().values().stream().allMatch(Parameter::isFrozen));
    Value bias = Value.of(Tensor.of(new double[] {1}));
    Linear linear = Linear.of(2, 1);
    linear.freeze();
    Map<String, Value> values = ImmutableMap.of("weight", linear.weight().value(), "bias", bias);
    assertTrue(Bound.of(linear).apply(values, X).sum().gradients().reaches(bias));
  }

  @Test
  void anOptimiserMadeBefore_saysThatItIsTooOld() {
    Adam before = Adam.of(mlp, 0.1);
    mlp.freeze("hidden1.weight");
    assertMessage(
        IllegalStateException.class,
        "step: hidden1.weight was frozen after this optimiser was made; make another one",
        () -> before.step(loss()));
    Adam after = Adam.of(mlp, 0.1);
    mlp.unfreeze();
    assertMessage(
        IllegalStateException.class,
        "step: hidden1.weight was frozen when this optimiser was made, and is no more",
        () -> after.step(loss()));
    List<Tensor> gradients = List.of(Tensor.of(1), Tensor.of(1), Tensor.of(1));
    assertMessage(IllegalStateException.class, "is no more", () -> after.step(gradients));
  }

  @Test
  void nothingToLearn_isRefused() {
    assertRefused("Adam.of: there is nothing to learn: there are no", () -> Adam.of(x -> x, 0.1));
    assertRefused("Sgd.of: there is nothing to learn", () -> Sgd.of(Map.of(), 0.1));
    assertRefused("Adagrad.of: there is nothing", () -> Adagrad.of(Activation.RELU, 0.1));
    assertRefused("RmsProp.of: there is nothing", () -> RmsProp.of(Sequential.of(), 0.1));
    assertRefused("Lbfgs.of: there is nothing to learn", () -> Lbfgs.of(x -> x));
    mlp.freeze();
    assertRefused(
        "Adam.of: there is nothing to learn: every parameter is frozen; unfreeze() some",
        () -> Adam.of(mlp, 0.1));
    assertRefused("every parameter is frozen", () -> Lbfgs.of(mlp));
    assertRefused("no parameter is called hidden", () -> mlp.freeze("hidden"));
  }

  @Test
  void printed_itSaysSo() {
    Parameter parameter = Parameter.of(2);
    parameter.freeze();
    assertEquals("Parameter[], frozen: 2.0", parameter.toString());
    mlp.freeze("hidden1");
    assertTrue(mlp.summary().toString().contains("of them frozen                9\n"));
    assertEquals(13, mlp.parameterCount());
  }
}
