package dev.chainrule.nn.train;

import static dev.chainrule.nn.LayerNumbers.weights;
import static dev.chainrule.nn.train.TrainerFixtures.batches;
import static dev.chainrule.nn.train.TrainerFixtures.disc;
import static dev.chainrule.nn.train.TrainerFixtures.network;
import static dev.chainrule.nn.train.TrainerFixtures.trainer;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Sgd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Takes batches apart. */
class MicroBatchesTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void microBatches_giveTheSameBits_whateverTheNumberOfThreads(int threads) {
    Layer one = network();
    Layer other = network();
    History expected = trainer(one).epochs(2).microBatches(4, 1).fit(batches());
    History history = trainer(other).epochs(2).microBatches(4, threads).fit(batches());
    assertEquals(expected.last().loss(), history.last().loss());
    assertArrayEquals(weights(one), weights(other));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void buffers_areUpdatedAfterEachStep_byTheMeanOfTheParts(int threads) {
    BatchNorm norm = BatchNorm.of(2);
    Layer model = Sequential.of(norm, Linear.of(2, 2, Initializer.he(), new Random(1)));
    Examples examples = disc(13, 1);
    Trainer.of(model, Loss.crossEntropy(), Sgd.of(model, 0.1))
        .epochs(1)
        .microBatches(3, threads)
        .fit(examples.batches(13));
    // The weighted mean of the parts' means is the mean of the batch.
    assertArrayEquals(
        examples.inputs().mean(0).mul(0.1).toArray(),
        requireNonNull(norm.buffers().get("running_mean")).tensor().toArray(),
        1e-15);
  }

  @Test
  void microBatches_areTheWholeBatch_toRounding() {
    Layer whole = Mlp.builder(2).hidden(5, Activation.TANH).output(2, Activation.IDENTITY).build();
    Layer parts = Mlp.builder(2).hidden(5, Activation.TANH).output(2, Activation.IDENTITY).build();
    History expected = trainer(whole).epochs(2).fit(batches());
    History history = trainer(parts).epochs(2).microBatches(7, 2).fit(batches());
    assertArrayEquals(weights(whole), weights(parts), 1e-9);
    assertEquals(expected.last().loss(), history.last().loss(), 1e-12);
  }

  @Test
  void everyBatch_andEveryPart_hasRandomNumbersOfItsOwn() {
    Linear linear = Linear.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[] {0}));
    List<Double> drawn = Collections.synchronizedList(new ArrayList<>());
    Layer model =
        new Layer() {
          @Override
          public Value apply(Value x) {
            return linear.apply(x);
          }

          @Override
          public Value applyTraining(Value x, TrainingPass training) {
            drawn.add(training.random().nextDouble());
            return apply(x);
          }

          @Override
          public Map<String, Parameter> parameters() {
            return linear.parameters();
          }
        };
    Examples examples = Examples.of(Tensor.ones(Shape.of(12, 1)), Tensor.zeros(Shape.of(12, 1)));
    Trainer.of(model, Loss.mse(), Sgd.of(linear, 0.1))
        .epochs(2)
        .microBatches(2, 2)
        .fit(examples.batches(4));
    assertEquals(2 * 3 * 2, drawn.size());
    assertEquals(drawn.size(), Set.copyOf(drawn).size());
  }
}
