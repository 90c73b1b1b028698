package dev.chainrule.demos.regression;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.loss.Metrics;
import java.io.PrintStream;

/** How good predictions are on the rows held out: a line's and a network's beside a baseline. */
final class Scores {
  private static final int SHOWN = 5;

  private final PrintStream out;
  private final Examples.Split split;
  private final Model line;
  private final Model network;

  Scores(PrintStream out, Examples.Split split, Model line, Model network) {
    this.out = out;
    this.split = split;
    this.line = line;
    this.network = network;
  }

  /**
   * Shows what R^2 and mean absolute error are, and what they are here.
   *
   * @param target the name of what is predicted
   * @param layers the widths of the network
   */
  void show(String target, String layers) {
    out.println(
        Prose.lines(
            "R^2 is the part of the squared spread of %s that is predicted: 1 - (sum of (observed -"
                + " predicted)^2) / (sum of (observed - mean)^2). It is 1 if every prediction is"
                + " right, 0 if they are no better than the mean of the held-out rows, and less if"
                + " they are worse. The baseline's is not above 0, for its mean is that of other rows."
                + " The mean absolute error is how far off a prediction is, on average, in units of"
                + " %s.",
            target, target));
    out.println();
    Tensor truth = split.heldOut().targets();
    Tensor inputs = split.heldOut().inputs();
    Tensor mean = truth.filled(split.training().targets().mean().item());
    out.printf("   %-31s %9s %20s%n", "on held-out rows", "R^2", "mean absolute error");
    show("the baseline, always the mean", mean, truth);
    show("a straight line", line.predict(inputs), truth);
    show("a network, layers of " + layers, network.predict(inputs), truth);
    out.println();
    if (isConstant(truth)) {
      out.println(
          Prose.lines("The held-out rows are all alike: there is no spread, and so no R^2."));
      out.println();
    }
  }

  private static boolean isConstant(Tensor numbers) {
    return numbers.max().item() == numbers.min().item();
  }

  private void show(String name, Tensor predicted, Tensor truth) {
    String rSquared =
        isConstant(truth) ? "none" : Figures.of(Metrics.rSquared(predicted, truth), 4);
    double error = Metrics.meanAbsoluteError(predicted, truth);
    out.printf("   %-31s %9s %20.6g%n", name, rSquared, error);
  }

  /** Shows what was observed in some of the rows held out, and what is predicted there. */
  void showSome() {
    Examples some = split.heldOut().slice(0, Math.min(SHOWN, split.heldOut().count()));
    Tensor byLine = line.predict(some.inputs());
    Tensor byNetwork = network.predict(some.inputs());
    out.printf("   %12s %12s %12s%n", "observed", "by the line", "by network");
    for (int i = 0; i < some.count(); i++) {
      out.printf(
          "   %12.6g %12.6g %12.6g%n",
          some.targets().at(i, 0), byLine.at(i, 0), byNetwork.at(i, 0));
    }
    out.println();
  }
}
