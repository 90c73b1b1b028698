package dev.chainrule.lines;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Sgd;
import dev.chainrule.nn.train.Loss;
import dev.chainrule.nn.train.NotFiniteException;
import dev.chainrule.nn.train.Trainer;
import org.junit.jupiter.api.Test;

/** What a trainer says about a line of its user's program. */
class TrainerLinesTest {
  private static final Examples TWO =
      Examples.of(Tensor.of(new double[][] {{1}, {-3}}), Tensor.of(new double[][] {{0}, {0}}));
  private static final String HERE = " at dev.chainrule.lines.TrainerLinesTest.";

  private int calls;

  private static Linear line(double weight) {
    return Linear.of(Tensor.of(new double[][] {{weight}}), Tensor.of(new double[] {0}));
  }

  private static Value logLine(Value outputs, Tensor targets) {
    return outputs.log().square().mean();
  }

  private static Value rootLine(Value outputs, Tensor targets) {
    return outputs.mul(outputs).sqrt().sum();
  }

  private static Value detachLine(Value x) {
    return x.detach();
  }

  private static void assertNotFinite(String part, Trainer trainer) {
    assertMessage(NotFiniteException.class, part, () -> trainer.epochs(1).fit(TWO.batches(2)));
  }

  @Test
  void aLossOfNaN_namesItsLine() {
    Linear model = line(1);
    Trainer trainer = Trainer.of(model, TrainerLinesTest::logLine, Sgd.of(model, 1e-9));
    String origin =
        "log([2, 1] from -3.0 to 1.0) was the first operation to give NaN: in element [1, 0], of"
            + " -3.0,"
            + HERE
            + "logLine(TrainerLinesTest.java:";
    assertNotFinite("epoch 1, batch 1: the loss is NaN: " + origin, trainer);
    assertNotFinite(
        "log([1, 1] from -3.0 to -3.0) was the first operation to give NaN: in element [0, 0], of"
            + " -3.0,"
            + HERE
            + "logLine(",
        trainer.microBatches(2, 2));
    Trainer heldOut =
        Trainer.of(model, TrainerLinesTest::logLine, Sgd.of(model, 1e-9)).epochs(1).heldOut(TWO);
    assertMessage(
        NotFiniteException.class,
        "epoch 1: the loss of the held-out examples is NaN: " + origin,
        () -> heldOut.fit(TWO.slice(0, 1).batches(1)));
  }

  @Test
  void aGradientThatIsNotFinite_namesItsLine() {
    Linear model = line(0);
    assertNotFinite(
        "epoch 1, batch 1: a gradient is not finite: the derivative of sqrt([2, 1] from 0.0 to 0.0)"
            + " was the first not to be finite: Infinity in element [0, 0], where its input is 0.0,"
            + HERE
            + "rootLine(",
        Trainer.of(model, TrainerLinesTest::rootLine, Sgd.of(model, 1)));
  }

  @Test
  void dropout_dropsTheSameAgain() {
    // Of 64 units some are dropped, at random, and made 0: only then there is an infinity.
    Linear wide = Linear.of(Tensor.full(Shape.of(64, 1), 1), Tensor.full(Shape.of(64), 9));
    Layer model = Sequential.of(wide, Dropout.of(0.02));
    Loss inverse = (outputs, targets) -> outputs.reciprocal().sum();
    for (int seed = 0; seed < 5; seed++) {
      Trainer trainer = Trainer.of(model, inverse, Sgd.of(model, 1e-9)).epochs(100).seed(seed);
      NotFiniteException e =
          assertThrows(NotFiniteException.class, () -> trainer.fit(TWO.batches(2)));
      assertTrue(e.toString().contains("Infinity: reciprocal("), e::toString);
      assertTrue(e.toString().contains(HERE), e::toString);
    }
  }

  @Test
  void aLossThatIsAnotherTheSecondTime_isExplainedByTheFirst() {
    Linear model = line(1);
    Loss once = (outputs, targets) -> calls++ == 0 ? logLine(outputs, targets) : outputs.sum();
    assertNotFinite(
        "was the first operation to give NaN", Trainer.of(model, once, Sgd.of(model, 1)));
    assertEquals(2, calls);
    Loss failing =
        (outputs, targets) -> {
          if (calls++ == 3) {
            throw new IllegalStateException("injected");
          }
          return logLine(outputs, targets);
        };
    assertNotFinite(
        "was the first operation to give NaN", Trainer.of(model, failing, Sgd.of(model, 1)));
  }

  @Test
  void aParameterWithoutAGradient_isToldWhy() {
    Linear first = line(1);
    Linear second = line(1);
    Layer model = Sequential.of(first, TrainerLinesTest::detachLine, second);
    assertMessage(
        IllegalStateException.class,
        "fit: the loss does not depend on the parameter 0.weight, which is to learn from it:"
            + " detach() cut it off"
            + HERE
            + "detachLine(",
        () -> Trainer.of(model, Loss.mse(), Sgd.of(model, 0.1)).epochs(1).fit(TWO.batches(2)));
  }
}
