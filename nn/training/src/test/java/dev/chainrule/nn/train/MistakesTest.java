package dev.chainrule.nn.train;

import static dev.chainrule.nn.LayerNumbers.weights;
import static dev.chainrule.nn.train.TrainerFixtures.batches;
import static dev.chainrule.nn.train.TrainerFixtures.disc;
import static dev.chainrule.nn.train.TrainerFixtures.network;
import static dev.chainrule.nn.train.TrainerFixtures.one;
import static dev.chainrule.nn.train.TrainerFixtures.trainer;
import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Residual;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Lbfgs;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import dev.chainrule.nn.optim.Sgd;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes that would train on, silently and to no good. */
class MistakesTest {
  @Test
  void whatIsNoLoss_isNamed() {
    Value none = new ThreadLocal<Value>().get();
    Layer model = Linear.of(2, 3);
    Trainer forgetful = Trainer.of(model, (outputs, targets) -> none, Sgd.of(model, 0.1));
    Trainer several = Trainer.of(model, (outputs, targets) -> outputs, Sgd.of(model, 0.1));
    Examples two = Examples.of(Tensor.zeros(2, 2), Tensor.zeros(2, 3));
    assertRefused(
        "fit: the loss function gave null", () -> forgetful.epochs(1).fit(two.batches(2)));
    assertRefused(
        "fit: the loss function gives shape [2, 3], and not one number: take its mean() or sum()",
        () -> several.epochs(1).fit(two.batches(2)));
  }

  @Test
  void aSoftmaxBeforeALossOnLogits_isRefused_withTheRemedy() {
    for (Activation last : List.of(Activation.SOFTMAX, Activation.SIGMOID)) {
      List<Layer> models =
          List.of(
              Mlp.builder(2).output(2, last).build(),
              Sequential.of(Linear.of(2, 2), last),
              Sequential.of(Linear.of(2, 2), last, Dropout.of(0.1), Activation.IDENTITY),
              Sequential.of(Sequential.of(Linear.of(2, 2), last)));
      for (Layer model : models) {
        for (Loss loss : List.of(Loss.crossEntropy(), Loss.binaryCrossEntropy())) {
          assertRefused(
              "Trainer.of: the loss "
                  + loss
                  + " takes logits and makes probabilities of them itself, but the model ends in "
                  + last
                  + "; leave that out",
              () -> Trainer.of(model, loss, Sgd.of(model, 0.1)).epochs(1));
        }
        Trainer unused = Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1)).epochs(1);
      }
    }
    Layer inside = Sequential.of(Linear.of(2, 2), Activation.SOFTMAX, Linear.of(2, 2));
    Trainer unused = Trainer.of(inside, Loss.crossEntropy(), Sgd.of(inside, 0.1)).epochs(1);
    Layer residual = Sequential.of(Linear.of(2, 2), Residual.of(Activation.SOFTMAX));
    Trainer other = Trainer.of(residual, Loss.crossEntropy(), Sgd.of(residual, 0.1)).epochs(1);
    assertEquals("binaryCrossEntropy", Loss.binaryCrossEntropy().toString());
    assertTrue(other.toString().contains("crossEntropy"));
  }

  @Test
  void theNumberOfEpochs_hasToBeSaid() {
    Layer model = Linear.of(1, 1);
    Trainer trainer = Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1));
    Trainer unused = trainer.epochs(200); // a setting that is thrown away
    assertMessage(
        IllegalStateException.class,
        "fit: say how many epochs there are: trainer.epochs(10).fit(batches). A trainer does not"
            + " change: each setting gives another one",
        () -> trainer.fit(one(1).batches(1)));
    assertFalse(trainer.toString().contains("epochs"));
    Trainer measured = trainer.metric("R2", Metric.rSquared());
    assertRefused("metric: the name R2 is taken", () -> measured.metric("R2", Metric.auc()));
  }

  @Test
  void aNetworkThatIsHiddenInALambda_isRefused() {
    Layer inner = Linear.of(1, 1);
    Layer outer = Linear.of(1, 1);
    Layer model = Sequential.of(x -> inner.apply(x), outer);
    assertMessage(
        IllegalStateException.class,
        "that is none of the model's parameters, and would not learn",
        () -> Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1)).epochs(1).fit(one(1).batches(1)));
    Layer tamed = Sequential.of(x -> inner.apply(x).detach(), outer);
    History unused =
        Trainer.of(tamed, Loss.mse(), Sgd.of(tamed, 0.1)).epochs(1).fit(one(1).batches(1));
    // A parameter that the model names, but the optimiser does not move, is no mistake.
    Layer both = Sequential.of(Linear.of(1, 1, new Random(1)), outer);
    History other =
        Trainer.of(both, Loss.mse(), Sgd.of(outer, 0.1)).epochs(1).fit(one(1).batches(1));
    assertEquals(1, other.epochs().size());
    // Nor is one of the loss, which the optimiser moves, and the model does not name.
    Parameter scale = Parameter.of(2);
    Loss scaled = (outputs, targets) -> outputs.mul(scale.value()).square().mean();
    Map<String, Parameter> all = new LinkedHashMap<>(outer.parameters());
    all.put("scale", scale);
    History moved = Trainer.of(outer, scaled, Sgd.of(all, 0.1)).epochs(1).fit(one(1).batches(1));
    assertEquals(1, moved.epochs().size());
    assertTrue(scale.value().item() != 2);
  }

  @Test
  void aCheckpointOfAnotherModel_isRefused(@TempDir Path folder) {
    Path file = folder.resolve("checkpoint");
    Mlp model = Mlp.of(Activation.TANH, 1, 3, 1);
    History unused =
        Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1))
            .epochs(1)
            .checkpoint(file)
            .fit(one(1).batches(1));
    Checkpoint checkpoint = Checkpoint.read(file);
    Mlp other = Mlp.of(Activation.RELU, 1, 3, 1);
    Map<String, Tensor> before = LayerState.of(other);
    assertRefused(
        "restore: it was made with model Mlp(1 -> 3 tanh -> 1), and this is Mlp(1 -> 3 relu -> 1)",
        () -> checkpoint.restore(other));
    before.forEach(
        (name, tensor) -> assertIdentical(tensor, requireNonNull(LayerState.of(other).get(name))));
    Mlp same = Mlp.of(Activation.TANH, 1, 3, 1);
    checkpoint.restore(same);
    LayerState.of(model)
        .forEach(
            (name, tensor) ->
                assertIdentical(tensor, requireNonNull(LayerState.of(same).get(name))));
    assertMessage(
        IllegalStateException.class,
        "restoreBest: " + file + " holds no best epoch: they are kept with early stopping alone",
        () -> checkpoint.restoreBest(same));
  }

  @Test
  void whyACheckpointCouldNotBeWritten_isSaid(@TempDir Path folder) {
    Path file = folder.resolve("nowhere").resolve("checkpoint");
    Layer model = Linear.of(1, 1);
    assertMessage(
        UncheckedIOException.class,
        "can't write the checkpoint: " + file + ": there is no such folder",
        () ->
            Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1))
                .epochs(1)
                .checkpoint(file)
                .fit(one(1).batches(1)));
  }

  @Test
  void aHeldOutLossThatIsNotFinite_namesTheOperation() {
    Linear model = Linear.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[] {0}));
    Loss loss = (outputs, targets) -> outputs.log().square().mean();
    Trainer trainer = Trainer.of(model, loss, Sgd.of(model, 1e-9)).epochs(1000);
    Examples negative =
        Examples.of(Tensor.of(new double[][] {{1}, {-3}}), Tensor.of(new double[][] {{0}, {0}}));
    for (Trainer each :
        List.of(
            trainer.heldOut(negative),
            trainer.heldOut(negative).earlyStopping(2),
            trainer.heldOut(negative).metric("seven", (outputs, targets) -> 7))) {
      assertMessage(
          NotFiniteException.class,
          "epoch 1: the loss of the held-out examples is NaN: log([2, 1] from -3.0 to",
          () -> each.fit(one(1).batches(1)));
    }
    Layer root = Sequential.of(model, x -> x.sqrt());
    assertMessage(
        NotFiniteException.class,
        "epoch 1: the loss of the held-out examples is NaN: sqrt([2, 1] from -3.0 to",
        () ->
            Trainer.of(root, Loss.mse(), Sgd.of(model, 1e-9))
                .epochs(1)
                .heldOut(negative)
                .fit(one(1).batches(1)));
    assertMessage(
        NotFiniteException.class,
        "the loss of the held-out examples is Infinity: they hold one themselves",
        () ->
            Trainer.of(model, Loss.mse(), Sgd.of(model, 1e-9))
                .epochs(1)
                .heldOut(one(Double.POSITIVE_INFINITY))
                .fit(one(1).batches(1)));
  }

  @Test
  void aRateThatFallsOnAPlateau_needsNoSecondWord() {
    for (boolean isSaid : new boolean[] {false, true}) {
      ReduceOnPlateau rate = ReduceOnPlateau.of(0.25, 0.5, 1);
      Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
      model.bias().freeze();
      Trainer trainer =
          Trainer.of(model, Loss.mse(), Sgd.of(model, rate)).epochs(1).heldOut(one(1));
      Trainer said = isSaid ? trainer.reduceOnPlateau(rate) : trainer;
      assertTrue(said.epochs(12).fit(one(2).batches(1)).last().learningRate() < 0.25);
    }
    Linear model = Linear.of(1, 1);
    ReduceOnPlateau inside = ReduceOnPlateau.of(0.25, 0.5, 0);
    Trainer own = Trainer.of(model, Loss.mse(), Sgd.of(model, step -> inside.at(step))).epochs(1);
    own.reduceOnPlateau(inside).epochs(3).fit(one(1e-9).batches(1));
    assertTrue(inside.state().best() < 1);
    ReduceOnPlateau scaled = ReduceOnPlateau.of(0.25, 0.5, 0);
    Trainer.of(model, Loss.mse(), Sgd.of(model, scaled.times(0.5)))
        .epochs(1)
        .fit(one(2).batches(1));
    assertTrue(scaled.state().best() < 100);
  }

  @Test
  void aPlateauThatNothingDependsOn_isRefused() {
    Linear model = Linear.of(1, 1);
    ReduceOnPlateau rate = ReduceOnPlateau.of(0.25, 0.5, 1);
    assertRefused(
        "reduceOnPlateau: the optimiser's learning rate is 0.1, which does not depend on it",
        () -> Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1)).epochs(1).reduceOnPlateau(rate));
    Sgd other = Sgd.of(model, ReduceOnPlateau.of(0.25, 0.5, 1));
    assertRefused(
        "reduceOnPlateau: ",
        () -> Trainer.of(model, Loss.mse(), other).epochs(1).reduceOnPlateau(rate));
    assertRefused(
        "reduceOnPlateau: the optimiser's learning rate is null",
        () -> Trainer.of(model, Loss.mse(), Lbfgs.of(model)).epochs(1).reduceOnPlateau(rate));
  }

  @Test
  void aParameterFrozenAfterwards_isNamed() {
    Layer model = network();
    Trainer trainer = trainer(model);
    model.freeze("0.bias");
    assertMessage(
        IllegalStateException.class,
        "fit: 0.bias was frozen after the optimiser was made",
        () -> trainer.fit(batches()));
  }

  /** Throws where it is told to. */
  private record Failing(String what, RuntimeException inClose) implements Listener {
    @Override
    public void batchDone(int epoch, int batch, double loss) {
      if (what.equals("batch")) {
        throw new IllegalStateException("batch");
      }
      if (what.equals("interrupt")) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void interrupted(@Nullable Path checkpoint) {
      throw new IllegalStateException("interrupted");
    }

    @Override
    public void close() {
      throw inClose;
    }
  }

  @Test
  void whatFailsFirst_isThrown_andTheRestGoesWithIt() {
    RuntimeException one = new IllegalStateException("first close");
    RuntimeException two = new IllegalStateException("second close");
    List<String> closed = new ArrayList<>();
    Listener last =
        new Listener() {
          @Override
          public void close() {
            closed.add("last");
          }
        };
    Layer model = network();
    Trainer failing = trainer(model).listener(new Failing("batch", one));
    Exception e =
        assertThrows(
            IllegalStateException.class,
            () -> failing.listener(new Failing("", two)).listener(last).fit(batches()));
    assertEquals("batch", e.getMessage());
    assertArrayEquals(new Throwable[] {one, two}, e.getSuppressed());
    Trainer closing = trainer(model).listener(new Failing("", one));
    assertSame(
        one,
        assertThrows(
            IllegalStateException.class,
            () -> closing.listener(new Failing("", two)).listener(last).fit(batches())));
    assertArrayEquals(new Throwable[] {two}, one.getSuppressed());
    assertEquals(List.of("last", "last"), closed);
    Trainer interrupted =
        trainer(model).listener(new Failing("interrupt", new IllegalStateException("close")));
    CancellationException cancelled =
        assertThrows(CancellationException.class, () -> interrupted.fit(batches()));
    assertTrue(Thread.interrupted());
    assertEquals(2, cancelled.getSuppressed().length);
  }

  @Test
  void aLossOfNaN_isNotHiddenByAListener() {
    Linear model = Linear.of(Tensor.of(new double[][] {{-1}}), Tensor.of(new double[] {0}));
    Trainer trainer =
        Trainer.of(model, (outputs, targets) -> outputs.log().sum(), Sgd.of(model, 1))
            .epochs(1)
            .listener(new Failing("", new IllegalStateException("close")));
    assertThrows(NotFiniteException.class, () -> trainer.fit(one(1).batches(1)));
  }

  @Test
  void theBest_isRestored_alsoIfAListenerFailsInTheEnd() {
    Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
    model.bias().freeze();
    Trainer trainer =
        Trainer.of(model, Loss.mse(), Sgd.of(model, 0.125))
            .epochs(100)
            .heldOut(one(1))
            .earlyStopping(3)
            .listener(new Failing("", new IllegalStateException("close")));
    assertThrows(IllegalStateException.class, () -> trainer.fit(one(2).batches(1)));
    assertEquals(0.875, model.weight().value().item());
  }

  @Test
  void allPartsAreWaitedFor_andTheirFailuresGoTogether() {
    Layer failing =
        x -> {
          throw new OutOfMemoryError("injected");
        };
    Linear linear = Linear.of(2, 2);
    Layer model = Sequential.of(linear, failing);
    Trainer trainer =
        Trainer.of(model, Loss.crossEntropy(), Sgd.of(linear, 0.1)).epochs(1).microBatches(4, 2);
    Error e = assertThrows(OutOfMemoryError.class, () -> trainer.fit(disc(20, 1).batches(20)));
    assertEquals(3, e.getSuppressed().length);
  }

  @Test
  void lbfgs_trainsByWholeBatches() {
    Tensor inputs = Tensor.uniform(Shape.of(50, 3), -1, 1, new Random(1));
    Examples all = Examples.of(inputs, inputs.matMul(Tensor.of(1, -2, 3)).reshape(50, 1));
    Mlp model = Mlp.of(Activation.IDENTITY, 3, 1);
    Trainer trainer = Trainer.of(model, Loss.mse(), Lbfgs.of(model).iterations(20)).epochs(1);
    for (Trainer each : List.of(trainer, trainer.microBatches(3, 2))) {
      History history = each.epochs(3).heldOut(all).fit(all.batches(50));
      assertTrue(history.last().heldOut(Epoch.LOSS) < 1e-12, history::toString);
    }
    assertArrayEquals(new double[] {1, -2, 3, 0}, weights(model), 1e-6);
  }

  @Test
  void lbfgs_goesBackWhereTheLossIsNotFinite_andChangesNothingIfItFails(@TempDir Path folder) {
    Linear model = Linear.of(Tensor.of(new double[][] {{30}}), Tensor.of(new double[] {0}));
    model.bias().freeze();
    Loss barrier = (outputs, targets) -> outputs.sub(outputs.log()).sum();
    Path file = folder.resolve("checkpoint");
    Trainer.of(model, barrier, Lbfgs.of(model)).epochs(1).checkpoint(file).fit(one(1).batches(1));
    assertEquals(1, model.weight().value().item(), 1e-6);
    Trainer.of(model, barrier, Lbfgs.of(model)).epochs(2).resume(file).fit(one(1).batches(1));
    int[] left = {3};
    Loss failing =
        (outputs, targets) -> {
          if (--left[0] == 0) {
            throw new IllegalStateException("injected");
          }
          return outputs.sub(outputs.log()).sum();
        };
    model.weight().update(Tensor.of(new double[][] {{30}}));
    Trainer trainer = Trainer.of(model, failing, Lbfgs.of(model)).epochs(1);
    assertThrows(IllegalStateException.class, () -> trainer.fit(one(1).batches(1)));
    assertEquals(30, model.weight().value().item());
    Value unused = model.weight().value();
    assertRefused(
        "optimizer Lbfgs(",
        () ->
            Trainer.of(model, barrier, Adam.of(model, 0.1))
                .epochs(1)
                .resume(file)
                .fit(one(1).batches(1)));
  }
}
