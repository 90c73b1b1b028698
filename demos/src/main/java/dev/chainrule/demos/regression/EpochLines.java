package dev.chainrule.demos.regression;

import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Milestones;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.Listener;
import java.io.PrintStream;

/** How the network's error falls, in a line for some of the epochs. */
final class EpochLines implements Listener {
  private final PrintStream out;
  private final int last;

  EpochLines(PrintStream out, int last) {
    this.out = out;
    this.last = last;
  }

  /** Says what an epoch is, and heads the columns. */
  void showTask(Examples.Split split, int batch, int patience) {
    out.println(
        Prose.lines(
            "The network learns in epochs: in each it goes through %d of the rows once, %d for"
                + " each step, which changes its numbers against the error's derivatives. The other"
                + " %d say when to stop: when their error has not got smaller for %d epochs. Before"
                + " all that, each column, the target too, is brought to mean 0 and standard"
                + " deviation 1 (that is the root of the mean squared distance from the mean; a"
                + " column of equal numbers is brought to mean 0 only). In these units, the mean squared error on"
                + " the rows for learning, and on those for stopping:",
            split.training().count(), batch, split.heldOut().count(), patience));
    out.println();
    out.printf("   %8s %12s %12s%n", "epoch", "learning", "stopping");
  }

  @Override
  public void epochDone(Epoch epoch) {
    if (Milestones.isOne(epoch.number(), last)) {
      out.printf(
          "   %8d %s %s%n",
          epoch.number(),
          Figures.fit(epoch.loss(), 12, 6),
          Figures.fit(epoch.heldOut(Epoch.LOSS), 12, 6));
    }
  }

  @Override
  public void close() {
    out.println();
  }
}
