package dev.chainrule.nn.train;

import static dev.chainrule.nn.train.TrainerFixtures.disc;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.optim.Sgd;

/** A program that ends itself while it trains, from a listener or from a loss. */
final class ExitingProcess {
  private ExitingProcess() {}

  /**
   * Trains until somebody has had enough.
   *
   * @param arguments who: listener, loss, or part, which is a loss on another thread
   */
  public static void main(String... arguments) {
    Linear model = Linear.of(2, 1);
    Loss loss = arguments[0].equals("listener") ? ExitingProcess::loss : ExitingProcess::exit;
    Trainer trainer = Trainer.of(model, loss, Sgd.of(model, 0.1)).epochs(1);
    if (arguments[0].equals("listener")) {
      trainer = trainer.listener(new Exiting());
    }
    if (arguments[0].equals("part")) {
      trainer = trainer.microBatches(2, 2);
    }
    History unused = trainer.fit(disc(10, 1).batches(10));
    throw new AssertionError("it trained to the end");
  }

  private static Value loss(Value outputs, Tensor targets) {
    return outputs.square().mean();
  }

  private static Value exit(Value outputs, Tensor targets) {
    System.exit(7);
    return outputs.mean();
  }

  private static final class Exiting implements Listener {
    @Override
    public void batchDone(int epoch, int batch, double loss) {
      System.exit(7);
    }
  }
}
