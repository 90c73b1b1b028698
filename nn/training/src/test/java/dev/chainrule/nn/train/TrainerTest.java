package dev.chainrule.nn.train;

import static dev.chainrule.nn.MessageAssertions.assertRefused;
import static dev.chainrule.nn.MessageAssertions.assertUnreadable;
import static dev.chainrule.nn.TensorAssertions.weights;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import dev.chainrule.nn.optim.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
  /** Points of a plane, and whether they lie in a disc. */
  private static Examples disc(int count, long seed) {
    Tensor points = Tensor.uniform(Shape.of(count, 2), -1, 1, new Random(seed));
    return Examples.of(points, points.square().sum(1).less(0.6));
  }

  private static Layer network() {
    Random random = new Random(5);
    return Sequential.of(
        Linear.of(2, 16, Initializer.he(), random),
        Activation.RELU,
        Dropout.of(0.1),
        Linear.of(16, 2, Initializer.glorot(), random));
  }

  private static Trainer trainer(Layer model) {
    return Trainer.of(model, Loss.crossEntropy(), Adam.of(model, 0.02));
  }

  @Test
  void learns_andTellsHowItWent() {
    Layer model = network();
    Examples heldOut = disc(300, 2);
    History history =
        trainer(model)
            .epochs(60)
            .heldOut(heldOut)
            .metric("accuracy", Metric.accuracy())
            .fit(disc(500, 1).batches(50).shuffled(3));
    assertEquals(60, history.epochs().size());
    assertEquals(List.of("loss", "accuracy"), List.copyOf(history.last().heldOut().keySet()));
    assertTrue(history.last().loss() < 0.5 * history.epochs().get(0).loss(), history::toCsv);
    assertTrue(history.last().heldOut("accuracy") > 0.9, history::toCsv);
    double loss =
        Loss.crossEntropy()
            .of(model.apply(Value.constant(heldOut.inputs())), heldOut.targets())
            .item();
    assertEquals(loss, history.last().heldOut("loss"));
  }

  @Test
  void theLossOfAnEpoch_isTheMeanOverItsExamples_eachBeforeItsStep() {
    Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
    Examples examples =
        Examples.of(
            Tensor.of(new double[][] {{0}, {0}, {0}}), Tensor.of(new double[][] {{1}, {2}, {4}}));
    History history = Trainer.of(model, Loss.mse(), Sgd.of(model, 0.5)).fit(examples.batches(2));
    // The bias is 0 for targets 1 and 2, then 0 + 0.5 * 3 = 1.5 for target 4.
    assertEquals((1 + 4 + 2.5 * 2.5) / 3, history.last().loss(), 1e-15);
    assertEquals(0.5, history.last().learningRate());
  }

  @Test
  void history_losesNoDigitInCsv() {
    Layer model = network();
    History history =
        trainer(model)
            .epochs(3)
            .heldOut(disc(30, 2))
            .metric("accuracy, of all", Metric.accuracy())
            .fit(disc(50, 1).batches(20));
    assertEquals(history, History.ofCsv(history.toCsv()));
    assertTrue(
        history.toCsv().startsWith("epoch,loss,learning rate,seconds,held-out loss,"),
        history::toCsv);
  }

  @Test
  void resumed_endsWithTheSameBits_asIfNeverInterrupted(@TempDir Path folder) throws IOException {
    Layer whole = network();
    History expected =
        trainer(whole).epochs(6).seed(9).heldOut(disc(30, 2)).earlyStopping(6).fit(batches());
    Path file = folder.resolve("checkpoint");
    Layer first = network();
    History half =
        trainer(first)
            .epochs(3)
            .seed(9)
            .heldOut(disc(30, 2))
            .earlyStopping(6)
            .checkpoint(file)
            .fit(batches());
    Layer second = network();
    History rest =
        trainer(second)
            .epochs(6)
            .seed(9)
            .heldOut(disc(30, 2))
            .earlyStopping(6)
            .resume(file)
            .fit(batches());
    assertArrayEquals(weights(whole), weights(second));
    assertEquals(half.epochs(), rest.epochs().subList(0, 3));
    assertEquals(expected.last().loss(), rest.last().loss());
  }

  private static Batches batches() {
    return disc(100, 1).batches(30).shuffled(4);
  }

  @Test
  void interrupted_keepsWhatWasDone_alsoInsideAnEpoch(@TempDir Path folder) throws IOException {
    Layer whole = network();
    History expected = trainer(whole).epochs(3).fit(batches());
    Path file = folder.resolve("checkpoint");
    Layer first = network();
    Listener interrupting =
        new Listener() {
          @Override
          public void batchDone(int epoch, int batch, double loss) {
            if (epoch == 2 && batch == 3) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Trainer trainer = trainer(first).epochs(3).checkpoint(file).listener(interrupting);
    CancellationException e =
        assertThrows(CancellationException.class, () -> trainer.fit(batches()));
    assertTrue(Thread.interrupted());
    assertTrue(e.toString().contains(file.toString()), e::toString);
    Layer second = network();
    List<Integer> numbers = new ArrayList<>();
    Listener counting =
        new Listener() {
          @Override
          public void batchDone(int epoch, int batch, double loss) {
            numbers.add(10 * epoch + batch);
          }
        };
    History history = trainer(second).epochs(3).resume(file).listener(counting).fit(batches());
    assertEquals(List.of(24, 31, 32, 33, 34), numbers);
    assertArrayEquals(weights(whole), weights(second));
    assertEquals(expected.epochs().get(1).loss(), history.epochs().get(1).loss());
  }

  @Test
  void aCheckpoint_isRefusedByAnotherModelOptimizerOrSeed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint");
    Layer model = network();
    History unused = trainer(model).seed(1).checkpoint(file).fit(batches());
    Mlp other = Mlp.builder(2).output(2, Activation.IDENTITY).build();
    assertRefused("another layer", () -> trainer(other).resume(file).seed(1).fit(batches()));
    assertRefused(
        "seed 1; here it is 2", () -> trainer(network()).seed(2).resume(file).fit(batches()));
    Trainer sgd = Trainer.of(model, Loss.crossEntropy(), Sgd.of(model, 0.1));
    assertRefused("optimizer Adam; here it is Sgd", () -> sgd.seed(1).resume(file).fit(batches()));
    Path broken = folder.resolve("broken");
    Files.write(broken, new byte[] {1, 2, 3});
    assertUnreadable("is truncated", () -> trainer(network()).resume(broken));
  }

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
  void aRateThatFallsOnAPlateau_isResumed_too(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint");
    ReduceOnPlateau whole = ReduceOnPlateau.of(0.25, 0.5, 1);
    History expected = plateau(whole).epochs(12).fit(one(2).batches(1));
    assertTrue(expected.last().learningRate() < 0.25, expected::toCsv);
    ReduceOnPlateau first = ReduceOnPlateau.of(0.25, 0.5, 1);
    History unused = plateau(first).epochs(7).checkpoint(file).fit(one(2).batches(1));
    ReduceOnPlateau second = ReduceOnPlateau.of(0.25, 0.5, 1);
    History rest = plateau(second).epochs(12).resume(file).fit(one(2).batches(1));
    assertEquals(whole.state(), second.state());
    assertEquals(expected.last().heldOut(), rest.last().heldOut());
  }

  /** As in the next test: the loss of the held-out example rises from the third epoch on. */
  private static Trainer plateau(ReduceOnPlateau rate) {
    Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
    return Trainer.of(model, Loss.mse(), Sgd.of(Map.of("weight", model.weight()), rate))
        .heldOut(one(1))
        .reduceOnPlateau(rate);
  }

  @Test
  void earlyStopping_endsAndRestoresTheBest() {
    // One weight that runs from 0 to 2, and held-out examples that want it to be 1.
    Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
    Examples learned = one(2);
    Sgd sgd = Sgd.of(Map.of("weight", model.weight()), 0.125);
    History history =
        Trainer.of(model, Loss.mse(), sgd)
            .epochs(100)
            .heldOut(one(1))
            .earlyStopping(3)
            .fit(learned.batches(1));
    // 0.5, 0.875, 1.15625, 1.367..., 1.525...: the second is nearest to 1.
    assertEquals(5, history.epochs().size());
    assertEquals(0.875, model.weight().value().item());
  }

  private static Examples one(double target) {
    return Examples.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[][] {{target}}));
  }

  @Test
  void aLossOfNaN_namesTheBatchAndTheOperation() {
    Linear model = Linear.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[] {0}));
    Examples examples =
        Examples.of(Tensor.of(new double[][] {{1}, {-3}}), Tensor.of(new double[][] {{0}, {0}}));
    Trainer trainer =
        Trainer.of(model, (outputs, targets) -> outputs.log().square().mean(), Sgd.of(model, 1e-9));
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer.fit(examples.batches(1)));
    assertEquals(
        "epoch 1, batch 2: the loss is NaN: log([1, 1] from -3.0 to -3.0) was the first operation"
            + " to give NaN",
        e.getMessage());
  }

  @Test
  void aGradientThatIsNotFinite_namesTheOperation_andChangesNothing() {
    Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
    Trainer trainer =
        Trainer.of(model, (outputs, targets) -> outputs.sqrt().sum(), Sgd.of(model, 1));
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer.fit(one(1).batches(1)));
    assertTrue(e.toString().contains("the derivative of sqrt("), e::toString);
    assertEquals(0, model.weight().value().item());
  }

  @Test
  void aBatchThatHoldsNaN_isSaidToDoSo() {
    Linear model = Linear.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[] {0}));
    Trainer trainer = Trainer.of(model, Loss.mse(), Sgd.of(model, 1)).microBatches(2, 2);
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer.fit(one(Double.NaN).batches(1)));
    assertTrue(e.toString().contains("the batch holds one itself"), e::toString);
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

  @Test
  void outputsOfManyRows_areThoseOfEachRow() {
    Layer model = network();
    for (int count : new int[] {1, 1023, 1024, 1025, 2500}) {
      Tensor inputs = disc(count, 3).inputs();
      Tensor outputs = Evaluation.outputs(model, inputs);
      assertEquals(Shape.of(count, 2), outputs.shape());
      Tensor last = model.apply(Value.constant(inputs.slice(0, count - 1, count))).data();
      assertEquals(last.at(0, 0), outputs.at(count - 1, 0), 1e-15);
    }
  }

  @Test
  void mistakes_areToldAtOnce() {
    Trainer trainer = trainer(network());
    assertThrows(IllegalArgumentException.class, () -> trainer.epochs(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.earlyStopping(0));
    assertThrows(IllegalArgumentException.class, () -> trainer.microBatches(0, 1));
    assertThrows(IllegalArgumentException.class, () -> trainer.metric("loss", Metric.accuracy()));
    Trainer blind = trainer.metric("accuracy", Metric.accuracy());
    assertThrows(IllegalStateException.class, () -> blind.fit(batches()));
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
