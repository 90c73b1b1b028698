package dev.chainrule.nn.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.train.Checkpoint;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Listener;
import dev.chainrule.nn.train.Loss;
import dev.chainrule.nn.train.Metric;
import dev.chainrule.nn.train.NotFiniteException;
import dev.chainrule.nn.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** A report that a trainer writes, and what is noted for it. */
class ReportFileTest {
  @TempDir private Path folder;

  private static Mlp mlp() {
    return Mlp.builder(2).hidden(8, Activation.TANH).output(2, Activation.IDENTITY).seed(1).build();
  }

  private static Examples disc() {
    Tensor points = Tensor.uniform(Shape.of(60, 2), -1, 1, new Random(1));
    return Examples.of(points, points.square().sum(1).less(0.6));
  }

  private static Trainer trainer(Mlp mlp) {
    return Trainer.of(mlp, Loss.crossEntropy(), Adam.of(mlp, 0.02))
        .heldOut(disc())
        .metric("accuracy", Metric.accuracy());
  }

  private static Tensor state(Mlp mlp, String name) {
    return Objects.requireNonNull(LayerState.of(mlp).get(name));
  }

  private static Document page(Path file) throws IOException {
    return Xml.parsed(Files.readString(file));
  }

  @Test
  void theReport_tellsWhatTheHistoryTells_andChangesNothing() throws IOException {
    Path file = folder.resolve("report.html");
    Mlp watched = mlp();
    ReportFile report =
        ReportFile.at(file, "a disc").chart(() -> DecisionBoundary.of(watched, disc()));
    History history =
        trainer(watched).epochs(3).listener(report).fit(disc().batches(20).shuffled(1));
    Mlp alone = mlp();
    History same = trainer(alone).epochs(3).fit(disc().batches(20).shuffled(1));
    LayerState.of(alone)
        .forEach(
            (name, numbers) ->
                assertArrayEquals(numbers.toArray(), state(watched, name).toArray(), name));
    Document page = page(file);
    List<String> cells = Xml.texts(page, "td");
    for (int i = 0; i < 3; i++) {
      Epoch epoch = history.epochs().get(i);
      assertEquals(same.epochs().get(i).loss(), epoch.loss());
      assertEquals(Double.toString(epoch.loss()), cells.get(5 * i));
      assertEquals(Double.toString(epoch.heldOut("accuracy")), cells.get(5 * i + 2));
    }
    assertEquals(
        List.of(
            "Loss",
            "accuracy, held-out examples",
            "Learning rate",
            "Gradient norm of each layer",
            "Decision boundary"),
        Xml.texts(page, "h2"));
  }

  @Test
  void afterAResume_theEpochsBeforeAreThere() throws IOException {
    Path checkpoint = folder.resolve("checkpoint");
    Path file = folder.resolve("report.html");
    History first = trainer(mlp()).epochs(2).checkpoint(checkpoint).fit(disc().batches(20));
    ReportFile report = ReportFile.at(file, "a disc").after(Checkpoint.read(checkpoint).history());
    History all =
        trainer(mlp()).epochs(3).resume(checkpoint).listener(report).fit(disc().batches(20));
    assertEquals(first.epochs(), all.epochs().subList(0, 2));
    List<String> losses = all.epochs().stream().map(e -> Double.toString(e.loss())).toList();
    List<String> cells = Xml.texts(page(file), "td");
    assertEquals(losses, List.of(cells.get(0), cells.get(5), cells.get(10)));
  }

  @Test
  void whereTrainingFails_thereIsAReportOfWhatWasDone() throws IOException {
    Path file = folder.resolve("report.html");
    Mlp mlp = mlp();
    Trainer failing =
        Trainer.of(mlp, Loss.mse(), Sgd.of(mlp, 1e200))
            .epochs(5)
            .listener(ReportFile.at(file, "x"));
    Examples examples = Examples.of(disc().inputs(), disc().inputs());
    assertThrows(NotFiniteException.class, () -> failing.fit(examples.batches(60)));
    assertTrue(Files.exists(file));
  }

  @Test
  void aFileThatCannotBeWritten_isTold() {
    Path file = folder.resolve("no").resolve("report.html");
    Trainer trainer = trainer(mlp()).epochs(1).listener(ReportFile.at(file, "a disc"));
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> trainer.fit(disc().batches(20)));
    assertTrue(String.valueOf(e.getMessage()).startsWith("can't write the report: "));
  }

  @Test
  void gradientNorms_areTheMeansOfEachLayersNorms() {
    GradientNorms norms = GradientNorms.of();
    norms.gradientsFound(1, 1, Map.of("a.weight", Tensor.of(2.0, 1), "a.bias", Tensor.of(2.0)));
    norms.gradientsFound(1, 2, Map.of("a.weight", Tensor.of(0.0, 4), "a.bias", Tensor.of(3.0)));
    norms.epochDone(new Epoch(1, 1, Map.of(), 0.1, 1));
    norms.gradientsFound(2, 1, Map.of("b", Tensor.of(-7.0)));
    norms.epochDone(new Epoch(2, 1, Map.of(), 0.1, 1));
    assertEquals(List.of("a", "b"), norms.layers());
    assertEquals(List.of(4.0, Double.NaN), norms.of("a")); // the mean of 3 and 5
    assertEquals(List.of(Double.NaN, 7.0), norms.of("b"));
    assertEquals("GradientNorms(2 epochs, layers [a, b])", norms.toString());
  }

  @Test
  void gradientsFound_areThoseOfEachBatch_justBeforeItIsDone() {
    List<String> heard = new ArrayList<>();
    Mlp mlp = mlp();
    Listener listener =
        new Listener() {
          @Override
          public void gradientsFound(int epoch, int batch, Map<String, Tensor> gradients) {
            heard.add("gradients " + epoch + " " + batch);
            assertEquals(mlp.parameters().keySet(), gradients.keySet());
          }

          @Override
          public void batchDone(int epoch, int batch, double loss) {
            heard.add("done " + epoch + " " + batch);
          }
        };
    History unused = trainer(mlp).epochs(1).listener(listener).fit(disc().batches(30));
    assertEquals(List.of("gradients 1 1", "done 1 1", "gradients 1 2", "done 1 2"), heard);
  }
}
