package dev.chainrule.nn.train;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.data.CsvFile;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.ImageFolder;
import dev.chainrule.nn.data.Missing;
import dev.chainrule.nn.data.OneHot;
import dev.chainrule.nn.data.Standardizer;
import dev.chainrule.nn.file.Safetensors;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.loss.BinaryCrossEntropy;
import dev.chainrule.nn.loss.CrossEntropy;
import dev.chainrule.nn.optim.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what a person may print. */
class TextsTest {
  private static final Examples EXAMPLES =
      Examples.of(Tensor.zeros(Shape.of(10, 3)), Tensor.zeros(Shape.of(10)));

  @Test
  void examples_tellTheirNumberAndShapes() {
    String five = "Examples(count 5, inputs [5, 3] of float32, targets [5] of float32)";
    assertEquals(five, EXAMPLES.to(DType.FLOAT32).slice(0, 5).toString());
    assertEquals(
        "Split(training " + five + ", held out " + five + ")",
        EXAMPLES.to(DType.FLOAT32).holdOutEvery(2).toString());
  }

  @Test
  void batches_tellTheirNumberSizeAndOrder(@TempDir Path folder) throws IOException {
    assertEquals(
        "Batches(4 of 3, in order, from " + EXAMPLES + ")", EXAMPLES.batches(3).toString());
    assertEquals(
        "Batches(3 of 3, shuffled with seed 7, all of one size, from " + EXAMPLES + ")",
        EXAMPLES.batches(3).shuffled(7).dropLast().toString());
    Path file = Files.writeString(folder.resolve("f.csv"), "a,b\n1,2\n");
    CsvFile csv = CsvFile.at(file).missing(Missing.DROP_ROW);
    assertEquals("CsvFile(" + file + ", missing values: DROP_ROW)", csv.toString());
    assertEquals(
        "Batches(of 1, from " + csv + ": [a] -> [b])",
        csv.batches(1, List.of("a"), List.of("b")).toString());
    assertEquals("ImageFolder(" + folder + ")", ImageFolder.at(folder).toString());
  }

  @Test
  void transforms_tellWhatTheyWereFittedTo() {
    Tensor rows = Tensor.of(new double[][] {{1, 5}, {3, 9}});
    assertEquals(
        "Standardizer(mean [2.0, 7.0], standard deviation [1.0, 2.0])",
        Standardizer.fit(rows).toString());
    assertEquals("OneHot[blue, red]", OneHot.fit(List.of("red", "blue")).toString());
  }

  @Test
  void lossesAndMetrics_areCalledAsTheyAreMade() {
    assertEquals(
        List.of("mse", "mae", "huber(0.5)", "crossEntropy", "binaryCrossEntropy", "hinge"),
        List.of(
            Loss.mse().toString(),
            Loss.mae().toString(),
            Loss.huber(0.5).toString(),
            Loss.crossEntropy().toString(),
            Loss.binaryCrossEntropy().toString(),
            Loss.hinge().toString()));
    assertEquals(
        "CrossEntropy(label smoothing 0.1, MEAN)",
        Loss.crossEntropy(CrossEntropy.standard().labelSmoothing(0.1)).toString());
    assertEquals(
        "BinaryCrossEntropy(positive weight 3.0, MEAN)",
        Loss.binaryCrossEntropy(BinaryCrossEntropy.standard().positiveWeight(3)).toString());
    assertEquals(
        "[accuracy, binaryAccuracy, precision, recall, f1, auc, meanAbsoluteError, rSquared]",
        List.of(
                Metric.accuracy(),
                Metric.binaryAccuracy(),
                Metric.precision(),
                Metric.recall(),
                Metric.f1(),
                Metric.auc(),
                Metric.meanAbsoluteError(),
                Metric.rSquared())
            .toString());
  }

  @Test
  void aTrainer_tellsAllThatWasSet(@TempDir Path folder) throws IOException {
    Linear model = Linear.of(3, 1, new Random(1));
    Trainer plain = Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1)).epochs(1);
    assertEquals(
        "Trainer("
            + model
            + ", loss mse, "
            + Sgd.of(model, 0.1)
            + ", epochs 1, seed 0, gradients from whole batches)",
        plain.toString());
    Path file = folder.resolve("checkpoint");
    Examples column = EXAMPLES.map(x -> x, y -> y.reshape(10, 1));
    plain.checkpoint(file).note("by", "me").fit(column.batches(5));
    String text =
        plain
            .epochs(9)
            .seed(4)
            .microBatches(4, 2)
            .heldOut(column)
            .metric("R^2", Metric.rSquared())
            .earlyStopping(3)
            .checkpoint(file)
            .resume(file)
            .toString();
    assertTrue(
        text.endsWith(
            ", epochs 9, seed 4, gradients from 4 parts on 2 threads, held out: "
                + column
                + ", metrics [R^2], stops after 3 epochs without progress, checkpoint "
                + file
                + ", resumes after epoch 1)"),
        text);
    assertEquals(
        "Checkpoint(" + file + ", 1 epochs, notes {by=me})", Checkpoint.read(file).toString());
    Safetensors.write(file, Map.of("a", Tensor.zeros(Shape.of(2, 3))), Map.of("by", "me"));
    assertEquals("Safetensors(a [2, 3]; texts [by])", Safetensors.read(file).toString());
  }

  /** Epochs whose held-out loss is smallest at the third. */
  private static History history(int count) {
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      double heldOut = 0.25 + 0.125 * Math.abs(i - 3);
      Map<String, Double> numbers = Map.of(Epoch.LOSS, heldOut);
      epochs.add(new Epoch(i, 1.0 / i, numbers, 1e-3, 0.5));
    }
    return new History(epochs);
  }

  @Test
  void aHistory_isATableOfTheLastEpochsAndTheBest() {
    assertEquals(
        """
        9 epochs
               epoch        loss  held-out loss  learning rate     seconds
                   3      0.3333         0.2500       0.001000        0.50  best
                   5      0.2000         0.5000       0.001000        0.50
                   6      0.1667         0.6250       0.001000        0.50
                   7      0.1429         0.7500       0.001000        0.50
                   8      0.1250         0.8750       0.001000        0.50
                   9      0.1111          1.000       0.001000        0.50""",
        history(9).toString());
    assertEquals(5, history(4).toString().lines().count() - 1);
    assertTrue(history(4).toString().contains("0.2500       0.001000        0.50  best\n"));
    assertTrue(history(1).toString().startsWith("1 epoch\n"));
    assertEquals("0 epochs", history(0).toString());
  }

  @Test
  void theBestEpoch_isThatOfTheSmallestHeldOutLoss_orElseOfItsOwn() {
    assertEquals(3, history(9).best().number());
    assertEquals(2, history(2).best().number());
    Epoch first = new Epoch(1, 0.5, Map.of(), 0.1, 0);
    Epoch second = new Epoch(2, 0.25, Map.of(), 0.1, 0);
    Epoch third = new Epoch(3, 0.25, Map.of(), 0.1, 0);
    assertEquals(second, new History(List.of(first, second, third)).best());
    assertMessage(IllegalStateException.class, "no epochs", () -> history(0).best());
    assertMessage(IllegalStateException.class, "no epochs", () -> history(0).last());
  }
}
