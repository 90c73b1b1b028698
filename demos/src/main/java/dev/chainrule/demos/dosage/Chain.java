package dev.chainrule.demos.dosage;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Prose;
import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From the observations to the derivative with respect to the last bias, factor by factor. */
final class Chain {
  private static final int MAX_ROWS = 10;
  private static final int MAX_TERMS = 3; // fit into a line

  private final Observations observed;
  private final double[] predicted;
  private final double[] residuals;
  private final double bias;
  private final double ssr;
  private final double derivative;

  Chain(Observations observed, Network network) {
    this.observed = observed;
    Tensor predictions = network.predict(Value.constant(Tensor.of(observed.dosages()))).data();
    this.predicted = predictions.toArray();
    this.residuals = Tensor.of(observed.effects()).sub(predictions).toArray();
    Value b3 = network.parameter("b3").value();
    this.bias = b3.item();
    Value cost = network.sumOfSquaredResiduals(observed);
    this.ssr = cost.item();
    this.derivative = cost.gradients().of(b3).item();
  }

  void show(PrintStream out) {
    out.println(
        Prose.lines(
            "With b3 = %.0f the network predicts; what is left over is the residual:", bias));
    out.println();
    out.printf("   %10s %10s %10s   %s%n", "dosage", "observed", "predicted", "residual =");
    out.printf("   %10s %10s %10s   %s%n", "", "", "", "observed - predicted");
    int rows = Math.min(MAX_ROWS, residuals.length);
    for (int i = 0; i < rows; i++) {
      out.printf(
          "   %s %s %s   %s%n",
          Figures.fit(observed.dosages()[i], 10, 4),
          Figures.fit(observed.effects()[i], 10, 4),
          Figures.fit(predicted[i], 10, 4),
          Figures.fit(residuals[i], 10, 4));
    }
    if (rows < residuals.length) {
      out.printf("   %10s (%d rows more)%n", "...", residuals.length - rows);
    }
    out.println();
    out.println(
        Prose.lines("SSR, the sum of the squared residuals, says how badly the predictions fit:"));
    out.println();
    out.printf("     SSR = %s%n", terms("%s^2"));
    out.printf("         = %s%n%n", Figures.of(ssr, 4));
    out.println(
        Prose.lines(
            "How does SSR change with b3? b3 changes each prediction, and the predictions change"
                + " SSR. The chain rule multiplies along this way, and adds up over the"
                + " observations:"));
    out.println();
    out.println("     dSSR/db3 = sum of dSSR/dpredicted x dpredicted/db3");
    out.println("              = sum of -2 (observed - predicted) x 1");
    out.printf("              = %s%n", terms("-2 (%s) x 1"));
    out.printf("              = %s%n%n", Figures.of(derivative, 4));
    out.println(
        Prose.lines(
            "The second factor is 1, for b3 is added to the rest as it is: predicted = rest + b3,"
                + " and the rest does not contain b3."));
    out.println();
  }

  /** The sum over the observations: the first of its terms, and dots for more. */
  private String terms(String format) {
    String first =
        IntStream.range(0, Math.min(MAX_TERMS, residuals.length))
            .mapToObj(i -> String.format(format, residual(format, residuals[i])))
            .collect(Collectors.joining(" + "));
    return residuals.length > MAX_TERMS ? first + " + ..." : first;
  }

  private static String residual(String format, double residual) {
    String text = Figures.of(residual, 4);
    return residual < 0 && format.startsWith("%s") ? "(" + text + ")" : text;
  }
}
