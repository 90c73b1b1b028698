package dev.chainrule.demos.dosage;

import dev.chainrule.demos.console.Figures;
import java.io.PrintStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What was observed, what a network predicts, and what is left over. */
final class Residuals {
  private static final int MAX_ROWS = 10;
  private static final int MAX_TERMS = 3; // fit into a line
  private static final double SMALL = 0.01;

  private final Observations observed;
  private final double[] predicted;
  private final double ssr;

  Residuals(Observations observed, Pass pass) {
    this.observed = observed;
    this.predicted = pass.predicted().data().toArray();
    this.ssr = pass.ssr().item();
  }

  private double residual(int row) {
    return observed.effects()[row] - predicted[row];
  }

  /** Prints a row for each observation, as far as they are few, and the SSR. */
  void show(PrintStream out) {
    out.printf("   %10s %10s %10s %12s%n", "dosage", "observed", "predicted", "residual");
    int rows = Math.min(MAX_ROWS, predicted.length);
    for (int i = 0; i < rows; i++) {
      out.printf(
          "   %s %s %s %12s%n",
          Figures.fit(observed.dosages()[i], 10, 4),
          Figures.fit(observed.effects()[i], 10, 4),
          Figures.fit(predicted[i], 10, 4),
          figure(residual(i)));
    }
    if (rows < predicted.length) {
      out.printf("   %10s (%d rows more)%n", "...", predicted.length - rows);
    }
    out.println();
    out.printf("     SSR = %s%n", terms("%s^2", "(%s)^2"));
    out.printf("         = %s%n%n", figure(ssr));
  }

  /** Writes a sum over the observations: the first of its terms, and dots for more. */
  String terms(String ofPositive, String ofNegative) {
    String first =
        IntStream.range(0, Math.min(MAX_TERMS, predicted.length))
            .mapToObj(this::residual)
            .map(r -> String.format(r < 0 ? ofNegative : ofPositive, figure(r)))
            .collect(Collectors.joining(" + "));
    return predicted.length > MAX_TERMS ? first + " + ..." : first;
  }

  /** Writes a number with four decimals, or, where these would tell little, by its digits. */
  private static String figure(double number) {
    return Math.abs(number) < SMALL ? Figures.brief(number) : Figures.of(number, 4);
  }
}
