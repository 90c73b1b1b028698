package dev.chainrule.nn.train;

import static dev.chainrule.nn.LayerNumbers.weights;
import static dev.chainrule.nn.train.TrainerFixtures.batches;
import static dev.chainrule.nn.train.TrainerFixtures.disc;
import static dev.chainrule.nn.train.TrainerFixtures.network;
import static dev.chainrule.nn.train.TrainerFixtures.trainer;
import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Clipping;
import dev.chainrule.nn.optim.LearningRate;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import dev.chainrule.nn.optim.Sgd;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training that is taken up again with something else than it was begun with. */
class ResumeTest {
  @TempDir private Path folder = Path.of("");

  private Path file() {
    return folder.resolve("checkpoint");
  }

  private static Mlp mlp(Activation activation) {
    return Mlp.of(activation, 2, 4, 2);
  }

  private static Trainer tanh(Mlp model) {
    return Trainer.of(model, Loss.crossEntropy(), Adam.of(model, 0.02)).epochs(2);
  }

  private void begin() {
    tanh(mlp(Activation.TANH)).checkpoint(file()).fit(batches());
  }

  /** Checks that this is refused, and changes nothing, unless it is allowed by name. */
  private void assertCompared(String name, Mlp model, Trainer trainer, Batches batches) {
    Map<String, Tensor> before = LayerState.of(model);
    String message = "allow it by changing(\"" + name + "\")";
    assertRefused(message, () -> trainer.resume(file()).fit(batches));
    assertRefused("made with " + name, () -> trainer.resume(file()).fit(batches));
    assertEquals(before, LayerState.of(model));
    History history = trainer.epochs(3).resume(file()).changing(name).fit(batches);
    assertEquals(3, history.epochs().size());
  }

  @Test
  void whatIsSetAnotherWay_isRefused_unlessItIsAllowedByName() {
    begin();
    Mlp model = mlp(Activation.TANH);
    Loss loss = Loss.crossEntropy();
    assertCompared(
        "optimizer", model, Trainer.of(model, loss, Adam.of(model, 0.01)).epochs(1), batches());
    assertCompared(
        "optimizer",
        model,
        Trainer.of(model, loss, Adam.of(model, 0.02).betas(0.8, 0.9)).epochs(1),
        batches());
    assertCompared(
        "optimizer",
        model,
        Trainer.of(model, loss, Adam.of(model, 0.02).clipping(Clipping.byValue(9))).epochs(1),
        batches());
    assertCompared(
        "optimizer",
        model,
        Trainer.of(model, loss, Adam.of(model, 0.02).group("output", a -> a.epsilon(1))).epochs(1),
        batches());
    assertCompared(
        "optimizer",
        model,
        Trainer.of(model, loss, Adam.of(model, step -> 0.02 / (1 + step))).epochs(1),
        batches());
    Loss doubled = (outputs, targets) -> loss.of(outputs, targets).mul(2);
    assertCompared(
        "loss", model, Trainer.of(model, doubled, Adam.of(model, 0.02)).epochs(1), batches());
    assertCompared("batches", model, tanh(model), disc(100, 1).batches(20).shuffled(4));
    assertCompared("batches", model, tanh(model), disc(100, 1).batches(30).shuffled(5));
    assertCompared("batches", model, tanh(model), disc(99, 1).batches(30).shuffled(4));
    assertCompared("gradients", model, tanh(model).microBatches(2, 1), batches());
    assertCompared("seed", model, tanh(model).seed(3), batches());
    Mlp relu = mlp(Activation.RELU);
    assertCompared("model", relu, tanh(relu), batches());
  }

  @Test
  void theNumberOfThreads_isNotCompared_forNothingDependsOnIt() {
    Mlp model = mlp(Activation.TANH);
    tanh(model).microBatches(3, 1).checkpoint(file()).fit(batches());
    History more = tanh(model).epochs(3).microBatches(3, 2).resume(file()).fit(batches());
    assertEquals(3, more.epochs().size());
  }

  @Test
  void otherBatches_inTheMiddleOfAnEpoch_beginItAnew() {
    Listener interrupting =
        new Listener() {
          @Override
          public void batchDone(int epoch, int batch, double loss) {
            if (epoch == 2 && batch == 3) {
              Thread.currentThread().interrupt();
            }
          }
        };
    for (int size : new int[] {2, 40}) {
      Mlp model = mlp(Activation.TANH);
      Trainer first = tanh(model).checkpoint(file()).listener(interrupting);
      assertThrows(CancellationException.class, () -> first.fit(disc(40, 1).batches(10)));
      assertTrue(Thread.interrupted());
      int[] seen = new int[3];
      Listener counting =
          new Listener() {
            @Override
            public void batchDone(int epoch, int batch, double loss) {
              seen[epoch]++;
            }
          };
      Mlp second = mlp(Activation.TANH);
      Trainer rest = tanh(second).resume(file()).changing("batches").listener(counting);
      rest.fit(disc(40, 1).batches(size));
      assertEquals(40 / size, seen[2], "batches of " + size);
    }
  }

  @Test
  void whatIsFrozen_isCompared_andSurvives() {
    Mlp model = mlp(Activation.TANH);
    model.freeze("hidden1");
    tanh(model).checkpoint(file()).fit(batches());
    Mlp whole = mlp(Activation.TANH);
    Trainer all = tanh(whole).resume(file()).changing("optimizer");
    assertRefused("made with frozen [hidden1.weight, hidden1.bias]", () -> all.fit(batches()));
    Mlp second = mlp(Activation.TANH);
    second.freeze("hidden1");
    tanh(second).epochs(4).resume(file()).fit(batches());
    LayerState.of(mlp(Activation.TANH))
        .forEach(
            (name, first) ->
                assertEquals(
                    name.startsWith("hidden1."),
                    Arrays.equals(
                        first.toArray(),
                        Objects.requireNonNull(LayerState.of(second).get(name)).toArray()),
                    name));
    assertTrue(
        Checkpoint.read(file()).toString().contains("2 epochs"), Checkpoint.read(file())::toString);
  }

  @Test
  void aNameThatIsNotCompared_isRefused() {
    begin();
    Trainer trainer = tanh(mlp(Activation.TANH)).resume(file());
    assertRefused(
        "changing: there is no [optimiser]; there are [model, frozen, loss, optimizer, seed,",
        () -> trainer.changing("optimiser").fit(batches()));
    Trainer noted = tanh(mlp(Activation.TANH)).note("by", "me").resume(file());
    assertRefused("made with by null; here it is me", () -> noted.fit(batches()));
    assertEquals(2, noted.changing("by").fit(batches()).epochs().size());
  }

  @Test
  void aSecondFit_doesNotTakeTheModelBack() {
    begin();
    Mlp model = mlp(Activation.TANH);
    Trainer trainer = tanh(model).epochs(4).resume(file());
    trainer.fit(batches());
    double[] trained = weights(model);
    for (Trainer again : List.of(trainer, trainer.epochs(9), trainer.listener(new Listener() {}))) {
      assertMessage(
          IllegalStateException.class,
          "fit: this trainer has gone on from " + file() + " already",
          () -> again.fit(batches()));
    }
    assertArrayEquals(trained, weights(model));
    tanh(model).epochs(4).resume(file()).fit(batches());
    assertArrayEquals(trained, weights(model));
  }

  @Test
  void aResumeThatIsRefused_canBeTriedAgain() {
    begin();
    Mlp model = mlp(Activation.TANH);
    Trainer trainer = tanh(model).epochs(3).resume(file());
    assertRefused("batches", () -> trainer.fit(disc(100, 1).batches(7)));
    assertEquals(3, trainer.fit(batches()).epochs().size());
  }

  @Test
  void metricsAndHeldOutExamples_mayCome_goAndChangeTheirNames() {
    Mlp model = mlp(Activation.TANH);
    tanh(model).epochs(1).checkpoint(file()).fit(batches());
    Examples heldOut = disc(30, 2);
    tanh(model).epochs(2).heldOut(heldOut).resume(file()).checkpoint(file()).fit(batches());
    tanh(model)
        .epochs(3)
        .heldOut(heldOut)
        .metric("accuracy", Metric.accuracy())
        .resume(file())
        .checkpoint(file())
        .fit(batches());
    tanh(model)
        .epochs(4)
        .heldOut(heldOut)
        .metric("seven, \"or\" so", (outputs, targets) -> 7)
        .metric("accuracy", Metric.accuracy())
        .resume(file())
        .checkpoint(file())
        .fit(batches());
    History history = tanh(model).epochs(5).resume(file()).checkpoint(file()).fit(batches());
    assertEquals(history, Checkpoint.read(file()).history());
    List<Set<String>> names =
        history.epochs().stream().map(epoch -> epoch.heldOut().keySet()).toList();
    assertEquals(
        List.of(
            Set.of(),
            Set.of("loss"),
            Set.of("loss", "accuracy"),
            Set.of("loss", "seven, \"or\" so", "accuracy"),
            Set.of()),
        names);
    assertEquals(7, history.epochs().get(3).heldOut("seven, \"or\" so"));
    assertEquals(history.epochs().stream().filter(e -> !e.heldOut().isEmpty()).toList().size(), 3);
    assertFalse(history.best().heldOut().isEmpty());
    assertTrue(history.toString().contains(" -"), history::toString);
  }

  @Test
  void withoutEarlyStopping_theModelIsNotTakenBackToWhatWasBestThen() {
    Mlp model = mlp(Activation.TANH);
    Examples heldOut = disc(30, 2);
    tanh(model).heldOut(heldOut).earlyStopping(5).checkpoint(file()).fit(batches());
    Mlp other = mlp(Activation.TANH);
    tanh(other).epochs(4).resume(file()).fit(batches());
    Mlp whole = mlp(Activation.TANH);
    tanh(whole).epochs(4).fit(batches());
    assertArrayEquals(weights(whole), weights(other));
  }

  @Test
  void heldOutExamples_areCompared_whereLossesAre() {
    Mlp model = mlp(Activation.TANH);
    tanh(model).heldOut(disc(30, 2)).earlyStopping(5).checkpoint(file()).fit(batches());
    Trainer other = tanh(model).heldOut(disc(31, 2)).earlyStopping(5).resume(file());
    assertRefused("made with held out Examples(count 30", () -> other.fit(batches()));
    assertEquals(2, other.changing("held out").fit(batches()).epochs().size());
    Mlp falling = mlp(Activation.TANH);
    Sgd sgd = Sgd.of(falling, ReduceOnPlateau.of(0.1, 0.5, 1));
    Trainer trainer = Trainer.of(falling, Loss.crossEntropy(), sgd).epochs(2);
    trainer.checkpoint(file()).fit(batches());
    assertRefused(
        "made with held out none; here it is Examples(",
        () -> trainer.heldOut(disc(30, 2)).resume(file()).fit(batches()));
  }

  /** Batches whose text is another in each run of a program. */
  private static final class Unnamed implements Batches {
    @Override
    public Stream<Examples> epoch(int epoch) {
      return batches().epoch(epoch);
    }

    @Override
    public OptionalInt count() {
      return batches().count();
    }
  }

  @Test
  void whatHasNoTextOfItsOwn_isNotTakenForAnother() {
    Mlp model = mlp(Activation.TANH);
    GradientSource own = batch -> MicroBatches.whole().find(batch);
    tanh(model).gradientsFrom(own).checkpoint(file()).fit(new Unnamed());
    GradientSource same = batch -> MicroBatches.whole().find(batch);
    History history = tanh(model).epochs(3).gradientsFrom(same).resume(file()).fit(new Unnamed());
    assertEquals(3, history.epochs().size());
    assertEquals("dev.chainrule.nn.train.ResumeTest$Unnamed", SettingText.of(new Unnamed()));
    record Wrapped(LearningRate rate, Object other) {}
    assertEquals(
        "Wrapped[rate=dev.chainrule.nn.train.ResumeTest, other=[D]",
        SettingText.of(new Wrapped(step -> 1, new double[0])).replaceAll("\\$\\$Lambda[^,]*", ""));
  }

  @Test
  void aSchedule_thatIsAFunction_isComparedByItsRates() {
    Layer model = network();
    Trainer first =
        Trainer.of(model, Loss.crossEntropy(), Sgd.of(model, step -> 0.1 / (1 + step))).epochs(1);
    first.checkpoint(file()).fit(batches());
    Trainer same =
        Trainer.of(model, Loss.crossEntropy(), Sgd.of(model, step -> 0.1 / (1 + step))).epochs(2);
    assertEquals(2, same.resume(file()).fit(batches()).epochs().size());
    Trainer other =
        Trainer.of(model, Loss.crossEntropy(), Sgd.of(model, step -> 0.1 / (2 + step))).epochs(1);
    assertRefused("made with optimizer", () -> other.resume(file()).fit(batches()));
    assertRefused("made with optimizer", () -> trainer(model).resume(file()).fit(batches()));
  }

  private static Trainer of(Layer middle, Loss loss) {
    Layer model =
        Sequential.of(Linear.of(2, 3), middle, BatchNorm.of(3), Dropout.of(0.1), Linear.of(3, 2));
    return Trainer.of(model, loss, Adam.of(model, 0.02)).epochs(2);
  }

  @Test
  void aFunction_isToldByWhatItGives_howeverFarTrainingIs() {
    Loss loss = (outputs, targets) -> outputs.square().mean();
    of(x -> x.tanh(), loss).checkpoint(file()).fit(batches());
    Loss same = (outputs, targets) -> outputs.mul(outputs).mean();
    Trainer resumed = of(x -> x.tanh(), same).epochs(3).resume(file());
    assertEquals(3, resumed.fit(batches()).epochs().size());
    Trainer relu = of(x -> x.relu(), loss).resume(file());
    assertRefused(
        "made with model Sequential(Linear(2 -> 3), a function", () -> relu.fit(batches()));
    Loss other = (outputs, targets) -> outputs.square().sum();
    Trainer summed = of(x -> x.tanh(), other).resume(file());
    assertRefused("made with loss a function (0.", () -> summed.fit(batches()));
  }

  @Test
  void aFunctionThatCanNotBeTried_isToldByItsName() {
    Loss picky =
        (outputs, targets) -> {
          if (outputs.operation().isEmpty()) {
            throw new IllegalStateException("only what is computed");
          }
          return outputs.square().mean();
        };
    Mlp model = mlp(Activation.TANH);
    Trainer.of(model, picky, Adam.of(model, 0.02)).epochs(1).checkpoint(file()).fit(batches());
    Trainer again = Trainer.of(model, picky, Adam.of(model, 0.02)).epochs(2).resume(file());
    assertEquals(2, again.fit(batches()).epochs().size());
  }
}
