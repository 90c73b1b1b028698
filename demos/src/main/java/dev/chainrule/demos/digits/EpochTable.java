package dev.chainrule.demos.digits;

import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
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
      throw notFinite();
    }
  }

  /** What is said when training has led nowhere. */
  static UserError notFinite() {
    return new UserError("the cost is no longer a finite number; try a smaller --learning-rate");
  }

  @Override
  public void epochDone(Epoch epoch) {
    if (!Double.isFinite(epoch.heldOut(Epoch.LOSS))) {
      throw notFinite();
    }
    out.printf(
        "   %5d %s %18.2f %%%n",
        epoch.number(), Figures.fit(epoch.loss(), 9, 4), 100 * epoch.heldOut(ACCURACY));
  }

  @Override
  public void interrupted(@Nullable Path checkpoint) {
    out.println(
        checkpoint == null
            ? Prose.lines("interrupted; with --save FILE, it could have been taken up again")
            : Prose.lines("interrupted; go on with --resume %s", checkpoint));
  }
}
