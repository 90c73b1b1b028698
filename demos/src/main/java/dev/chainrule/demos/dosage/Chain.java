package dev.chainrule.demos.dosage;

import dev.chainrule.autograd.graph.Explanation;
import dev.chainrule.autograd.graph.GradientPath;
import dev.chainrule.demos.console.Prose;
import java.io.PrintStream;
import java.util.List;

/** From the SSR back to a parameter, factor by factor, in the engine's own words. */
final class Chain {
  private final Network network;
  private final Pass pass;
  private final Residuals residuals;

  Chain(Observations observed, Network network) {
    this.network = network;
    this.pass = network.pass(observed).named();
    this.residuals = new Residuals(observed, pass);
  }

  /** Shows where the network begins, and why the SSR's derivative by b3 is what it is there. */
  void showLastBias(PrintStream out) {
    out.println(
        Prose.lines(
            "With b3 = %.0f the network predicts the numbers below. A residual is what is left over:"
                + " observed - predicted. SSR, the sum of the squared residuals, says in one number"
                + " how badly the predictions fit. (Numbers are computed in full, and shown"
                + " rounded; 1e-5 stands for 10^-5.)",
            network.parameter("b3").value().item()));
    out.println();
    residuals.show(out);
    out.println(
        Prose.lines(
            "How does SSR change when b3 is raised? That is what the derivative dSSR/db3 says. b3"
                + " changes each prediction, and the predictions change SSR. The chain rule"
                + " multiplies the derivatives along this way, its factors, and adds up over the"
                + " observations. Chainrule, the engine that computes the derivatives here, explains"
                + " its own number so:"));
    out.println();
    List<String> lines = show(out, "b3");
    out.println(Prose.lines("With the residuals' numbers, the line before the last is"));
    out.println();
    out.printf("       %s%n", residuals.terms("-2 (%s) x 1", "-2 (%s) x 1"));
    out.printf("     = %s%n%n", lines.get(lines.size() - 1));
    out.println(
        Prose.lines(
            "The first factor is the slope of a square: where predicted rises a little,"
                + " (observed - predicted)^2 changes by -2 (observed - predicted) times as much. The"
                + " second factor is 1, for b3 is added to the rest as it is, and the rest does not"
                + " contain b3: when b3 rises by 1, each prediction does."));
    out.println();
  }

  /**
   * Prints the explanation of the SSR's derivative by a parameter, to which one path leads.
   *
   * @return what equals each other: the derivative, its factors, their formulas, the number
   */
  List<String> show(PrintStream out, String parameter) {
    Explanation explanation = Explanation.of(pass.ssr(), network.parameter(parameter).value());
    GradientPath only = explanation.paths().get(0);
    List<String> lines = only.equation();
    String left = lines.get(0);
    for (int i = 1; i < lines.size(); i++) {
      out.printf("     %s = %s%n", i == 1 ? left : " ".repeat(left.length()), lines.get(i));
    }
    out.println();
    return lines;
  }
}
