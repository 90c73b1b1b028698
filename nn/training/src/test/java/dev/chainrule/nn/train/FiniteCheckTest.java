package dev.chainrule.nn.train;

import static dev.chainrule.nn.train.TrainerFixtures.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.optim.Sgd;
import org.junit.jupiter.api.Test;

/** Trains until a number is not finite, and asks where that began. */
class FiniteCheckTest {
  @Test
  void aLossOfNaN_namesTheBatchAndTheOperation() {
    Linear model = Linear.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[] {0}));
    Examples examples =
        Examples.of(Tensor.of(new double[][] {{1}, {-3}}), Tensor.of(new double[][] {{0}, {0}}));
    Trainer trainer =
        Trainer.of(model, (outputs, targets) -> outputs.log().square().mean(), Sgd.of(model, 1e-9))
            .epochs(1);
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer.fit(examples.batches(1)));
    assertTrue(
        e.toString()
            .contains(
                "epoch 1, batch 2: the loss is NaN: log([1, 1] from -3.0 to -3.0) was the first"
                    + " operation to give NaN: in element [0, 0], of -3.0, at "),
        e::toString);
  }

  @Test
  void aGradientThatIsNotFinite_namesTheOperation_andChangesNothing() {
    Linear model = Linear.of(Tensor.of(new double[][] {{0}}), Tensor.of(new double[] {0}));
    Trainer trainer =
        Trainer.of(model, (outputs, targets) -> outputs.sqrt().sum(), Sgd.of(model, 1)).epochs(1);
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer.fit(one(1).batches(1)));
    assertTrue(e.toString().contains("the derivative of sqrt("), e::toString);
    assertEquals(0, model.weight().value().item());
  }

  @Test
  void aBatchThatHoldsNaN_isSaidToDoSo() {
    Linear model = Linear.of(Tensor.of(new double[][] {{1}}), Tensor.of(new double[] {0}));
    Trainer trainer = Trainer.of(model, Loss.mse(), Sgd.of(model, 1)).epochs(1).microBatches(2, 2);
    NotFiniteException e =
        assertThrows(NotFiniteException.class, () -> trainer.fit(one(Double.NaN).batches(1)));
    assertTrue(e.toString().contains("the batch holds one itself"), e::toString);
  }
}
