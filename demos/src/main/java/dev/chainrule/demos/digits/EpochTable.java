package dev.chainrule.demos.digits;

import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.optim.Optimizer;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Listener;
import dev.chainrule.nn.train.Metric;
import dev.chainrule.nn.train.NotFiniteException;
import dev.chainrule.nn.train.ProgressLine;
import dev.chainrule.nn.train.Trainer;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Training that prints a line for each epoch. */
final class EpochTable implements Listener {
  private static final String ACCURACY = "accuracy";

  private final PrintStream out;

  private EpochTable(PrintStream out) {
    this.out = out;
  }

  static Trainer trainer(
      PrintStream out, Classifier network, Optimizer optimizer, Examples heldOut) {
    out.printf("   %5s %9s %20s%n", "epoch", "cost", "accuracy on held-out");
    return Trainer.of(network.mlp(), network.cost(), optimizer)
        .heldOut(heldOut)
        .metric(ACCURACY, Metric.accuracy())
        .listener(ProgressLine.onTerminal())
        .listener(new EpochTable(out));
  }

  static void fit(Trainer trainer, Batches batches) {
    try {
      History unused = trainer.fit(batches);
    } catch (NotFiniteException e) {
      throw new UserError(e.getMessage() + "; try a smaller --learning-rate");
    } catch (UncheckedIOException e) {
      throw new UserError("--save: " + e.getMessage());
    }
  }

  @Override
  public void epochDone(Epoch epoch) {
    out.printf(
        "   %5d %9.4f %18.2f %%%n", epoch.number(), epoch.loss(), 100 * epoch.heldOut(ACCURACY));
  }

  @Override
  public void interrupted(@Nullable Path checkpoint) {
    out.println(
        checkpoint == null
            ? "   interrupted; with --save FILE, it could have been taken up again"
            : "   interrupted; go on with --resume " + checkpoint);
  }
}
