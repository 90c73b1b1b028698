package dev.chainrule.nn.train;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.nn.LayerNumbers.weights;
import static dev.chainrule.nn.train.TrainerFixtures.batches;
import static dev.chainrule.nn.train.TrainerFixtures.disc;
import static dev.chainrule.nn.train.TrainerFixtures.network;
import static dev.chainrule.nn.train.TrainerFixtures.one;
import static dev.chainrule.nn.train.TrainerFixtures.trainer;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.file.Safetensors;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.optim.ReduceOnPlateau;
import dev.chainrule.nn.optim.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breaks training off, and takes it up again. */
class CheckpointTest {
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

  @Test
  void theBestEpoch_isThere_besideTheLast(@TempDir Path folder) {
    Path file = folder.resolve("checkpoint");
    Layer model = network();
    // At such a rate it gets worse and worse, until it stops and goes back.
    Trainer trainer = Trainer.of(model, Loss.crossEntropy(), Sgd.of(model, 30)).epochs(100);
    History history = trainer.heldOut(disc(30, 2)).earlyStopping(3).checkpoint(file).fit(batches());
    assertTrue(history.epochs().size() < 100);
    Layer best = network();
    Checkpoint.read(file).restoreBest(best);
    assertArrayEquals(weights(model), weights(best));
    Layer last = network();
    Checkpoint.read(file).restore(last);
    assertFalse(Arrays.equals(weights(model), weights(last)));
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
    Trainer otherModel = trainer(other).resume(file).seed(1);
    assertRefused("made with model Sequential(", () -> otherModel.fit(batches()));
    assertRefused("another layer", () -> otherModel.changing("model", "optimizer").fit(batches()));
    assertRefused(
        "seed 1; here it is 2", () -> trainer(network()).seed(2).resume(file).fit(batches()));
    Trainer sgd =
        Trainer.of(model, Loss.crossEntropy(), Sgd.of(model, 0.1)).epochs(1).seed(1).resume(file);
    assertRefused("optimizer Adam(learning rate 0.02", () -> sgd.fit(batches()));
    assertRefused(
        file + ": restore: after 4 steps this optimiser keeps []",
        () -> sgd.changing("optimizer").fit(batches()));
    Path broken = folder.resolve("broken");
    Files.write(broken, new byte[] {1, 2, 3});
    assertUnreadable("is truncated", () -> trainer(network()).resume(broken));
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

  /** Trains so that the loss of the held-out example rises from the third epoch on. */
  private static Trainer plateau(ReduceOnPlateau rate) {
    Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
    return Trainer.of(model, Loss.mse(), Sgd.of(Map.of("weight", model.weight()), rate))
        .epochs(1)
        .heldOut(one(1))
        .reduceOnPlateau(rate);
  }

  @Test
  void aFieldThatIsDamaged_isNamed_andItsTextEscaped(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint");
    Layer model = network();
    History unused = trainer(model).checkpoint(file).fit(batches());
    Safetensors saved = Safetensors.read(file);
    for (String field : saved.metadata().keySet()) {
      if (!field.startsWith("made with ")) { // which is compared, not read
        Map<String, String> damaged = new LinkedHashMap<>(saved.metadata());
        damaged.put(field, "x\n\"y\"z");
        Safetensors.write(file, saved.tensors(), damaged);
        assertUnreadable(
            field.equals("format")
                ? "is no checkpoint of this version: its format is 'x"
                : "its field " + field + " is x\\u000a",
            () -> Checkpoint.read(file));
        damaged.put(field, "-1");
        if (Set.of("batches", "examples", "bestEpoch", "steps", "plateauWorse").contains(field)) {
          Safetensors.write(file, saved.tensors(), damaged);
          assertUnreadable("its field " + field + " is -1", () -> Checkpoint.read(file));
        }
      }
    }
  }

  @Test
  void aNumberThatNoTrainingGives_isRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint");
    Layer model = network();
    Trainer first = trainer(model).epochs(2).heldOut(disc(30, 2)).earlyStopping(6);
    History unused = first.checkpoint(file).fit(batches());
    Safetensors saved = Safetensors.read(file);
    String history = Objects.requireNonNull(saved.metadata().get("history"));
    Map<String, List<String>> wrong =
        ImmutableMap.<String, List<String>>builder()
            .put("batches", List.of("1", "5", "1000"))
            .put("examples", List.of("30"))
            .put("lossSum", List.of("NaN", "Infinity"))
            .put("seconds", List.of("NaN", "-1.5"))
            .put("steps", List.of("0", "1"))
            .put("bestEpoch", List.of("0", "7"))
            .put("bestLoss", List.of("-Infinity", "NaN", "0.001", "Infinity"))
            .put("history", List.of("", "x", history.replace("\n2,", "\n3,")))
            .put("plateauScale", List.of("-5", "NaN", "1.5"))
            .put("plateauBest", List.of("NaN", "-Infinity"))
            .buildOrThrow();
    wrong.forEach(
        (field, texts) ->
            texts.forEach(text -> assertDamaged(file, saved, Map.of(field, text), field)));
    // Only the batches themselves tell how many of them there are.
    assertDamaged(file, saved, Map.of("batches", "5", "examples", "99", "steps", "99"), "batches");
    assertDamaged(file, saved, Map.of("batches", "5", "examples", "4", "steps", "99"), "examples");
  }

  private static void assertDamaged(
      Path file, Safetensors saved, Map<String, String> fields, String field) {
    Map<String, String> damaged = new LinkedHashMap<>(saved.metadata());
    damaged.putAll(fields);
    assertDoesNotThrow(() -> Safetensors.write(file, saved.tensors(), damaged));
    Trainer again = trainer(network()).epochs(3).heldOut(disc(30, 2)).earlyStopping(6);
    UnreadableFileException e =
        assertThrows(
            UnreadableFileException.class,
            () -> again.resume(file).fit(batches()),
            fields::toString);
    assertTrue(
        String.valueOf(e.getMessage()).contains("is no checkpoint: its field "), e::toString);
    if (!field.equals("batches") || fields.size() > 1) { // alone, other fields do not go with it
      assertTrue(String.valueOf(e.getMessage()).contains("its field " + field), e::toString);
    }
  }

  @Test
  void aBestModelThatIsAnother_isRefusedAtOnce(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("checkpoint");
    Trainer first = trainer(network()).epochs(2).heldOut(disc(30, 2)).earlyStopping(6);
    History unused = first.checkpoint(file).fit(batches());
    Safetensors saved = Safetensors.read(file);
    Map<String, Tensor> tensors = new LinkedHashMap<>(saved.tensors());
    Tensor removed = Objects.requireNonNull(tensors.remove("best.0.bias"));
    Safetensors.write(file, tensors, saved.metadata());
    Trainer again = trainer(network()).epochs(3).heldOut(disc(30, 2)).earlyStopping(6);
    assertRefused(file.toString(), () -> again.resume(file).fit(batches()));
    assertEquals(1, removed.shape().rank());
  }
}
