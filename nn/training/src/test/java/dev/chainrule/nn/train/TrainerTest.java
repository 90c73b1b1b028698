package dev.chainrule.nn.train;

import static dev.chainrule.nn.train.TrainerFixtures.batches;
import static dev.chainrule.nn.train.TrainerFixtures.disc;
import static dev.chainrule.nn.train.TrainerFixtures.network;
import static dev.chainrule.nn.train.TrainerFixtures.one;
import static dev.chainrule.nn.train.TrainerFixtures.trainer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.optim.Sgd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Trains small models, and asks how it went. */
class TrainerTest {
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
    History history =
        Trainer.of(model, Loss.mse(), Sgd.of(model, 0.5)).epochs(1).fit(examples.batches(2));
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
  void aSetting_givesAnotherTrainer_andLeavesThisOne() {
    Trainer trainer = trainer(network());
    String before = trainer.toString();
    Trainer other = trainer.epochs(3).seed(2).listener(new Listener() {}).note("a", "b");
    assertEquals(before, trainer.toString());
    assertEquals(3, other.fit(batches()).epochs().size());
    assertEquals(1, trainer.fit(batches()).epochs().size());
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
