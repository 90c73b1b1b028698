package dev.chainrule.nn.train;

import static dev.chainrule.nn.LayerNumbers.weights;
import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Bound;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Sgd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lets gradients come from elsewhere than the trainer's own differentiation of each batch. */
class GradientSourceTest {
  private static Examples examples() {
    Tensor inputs = Tensor.uniform(Shape.of(20, 3), -1, 1, new Random(1));
    return Examples.of(inputs, inputs.square().sum(1).reshape(20, 1));
  }

  private static Mlp model() {
    return Mlp.of(Activation.TANH, 3, 5, 1);
  }

  private static Trainer trainer(Layer model) {
    return Trainer.of(model, Loss.mse(), Adam.of(model, 0.01)).epochs(3);
  }

  /** Forward differences, of each element of each parameter, by the layer as a function of them. */
  private static BatchGradients differences(TrainingBatch batch) {
    double step = 1e-7;
    Bound bound = Bound.of(batch.model());
    Map<String, Tensor> at = bound.parameters();
    double loss = loss(batch, bound, at);
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    at.forEach(
        (name, tensor) -> {
          double[] slopes = new double[tensor.shape().elements()];
          for (int i = 0; i < slopes.length; i++) {
            double[] moved = tensor.toArray();
            moved[i] += step;
            Map<String, Tensor> there = new LinkedHashMap<>(at);
            there.put(name, Tensor.of(tensor.shape(), moved));
            slopes[i] = (loss(batch, bound, there) - loss) / step;
          }
          gradients.put(name, Tensor.of(tensor.shape(), slopes));
        });
    return new BatchGradients(loss, gradients, Map.of());
  }

  private static double loss(TrainingBatch batch, Bound bound, Map<String, Tensor> at) {
    Map<String, Value> values = new LinkedHashMap<>();
    at.forEach((name, tensor) -> values.put(name, Value.constant(tensor)));
    Value outputs = bound.apply(values, Value.constant(batch.examples().inputs()));
    return batch.lossFunction().of(outputs, batch.examples().targets()).item();
  }

  @Test
  void finiteDifferences_trainAsTheChainRuleDoes() {
    Mlp differentiated = model();
    History expected = trainer(differentiated).fit(examples().batches(8).shuffled(1));
    Mlp other = model();
    History history =
        trainer(other)
            .gradientsFrom(GradientSourceTest::differences)
            .fit(examples().batches(8).shuffled(1));
    assertArrayEquals(weights(differentiated), weights(other), 1e-5);
    assertEquals(expected.last().loss(), history.last().loss(), 1e-5);
  }

  @Test
  void aSourceOfThreeLines_givesTheSameBitsAsTheTrainersOwn() {
    Mlp own = model();
    trainer(own).fit(examples().batches(8));
    Mlp other = model();
    GradientSource simple =
        batch -> {
          TrainingPass pass = batch.pass(0);
          Value loss = batch.loss(batch.examples(), pass);
          return new BatchGradients(loss.item(), batch.gradients(loss), pass.updates());
        };
    trainer(other).gradientsFrom(simple).fit(examples().batches(8));
    assertArrayEquals(weights(own), weights(other));
  }

  @Test
  void buffers_becomeWhatTheSourceSays_afterTheStep() {
    Mlp model = model();
    Buffer buffer = Buffer.of(Tensor.of(1.0, 2));
    trainer(model)
        .epochs(1)
        .gradientsFrom(
            batch -> {
              assertEquals(1, buffer.tensor().at(0));
              return new BatchGradients(
                  1, differences(batch).gradients(), Map.of(buffer, Tensor.of(7.0, 8)));
            })
        .fit(examples().batches(20));
    assertArrayEquals(new double[] {7, 8}, buffer.tensor().toArray());
  }

  @Test
  void whatIsNotFinite_orIsMissing_isRefused_andChangesNothing() {
    Linear model = Linear.of(3, 1, new Random(1));
    double[] before = weights(model);
    Trainer trainer = Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1)).epochs(1);
    Map<String, Tensor> infinite =
        Map.of(
            "weight",
            Tensor.zeros(Shape.of(1, 3)),
            "bias",
            Tensor.of(Double.NaN, 1).slice(0, 0, 1));
    assertMessage(
        NotFiniteException.class,
        "epoch 1, batch 1: step: the gradient of bias is not finite",
        () ->
            trainer
                .gradientsFrom(batch -> new BatchGradients(1, infinite, Map.of()))
                .fit(examples().batches(5)));
    assertMessage(
        NotFiniteException.class,
        "epoch 1, batch 1: the loss is Infinity",
        () ->
            trainer
                .gradientsFrom(
                    batch -> new BatchGradients(Double.POSITIVE_INFINITY, Map.of(), Map.of()))
                .fit(examples().batches(5)));
    assertRefused(
        "gradients of []",
        () ->
            trainer
                .gradientsFrom(batch -> new BatchGradients(1, Map.of(), Map.of()))
                .fit(examples().batches(5)));
    assertArrayEquals(before, weights(model));
  }

  @Test
  void aParameterThatTheLossDoesNotDependOn_isNamed() {
    Linear model = Linear.of(3, 1, new Random(1));
    Map<String, Parameter> parameters = new LinkedHashMap<>(model.parameters());
    parameters.put("idle", Parameter.of(Tensor.of(1)));
    Trainer trainer = Trainer.of(model, Loss.mse(), Sgd.of(parameters, 0.1)).epochs(1);
    assertMessage(
        IllegalStateException.class,
        "the loss does not depend on the parameter idle",
        () -> trainer.fit(examples().batches(5)));
  }
}
