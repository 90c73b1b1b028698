package dev.chainrule.demos.dosage;

import com.google.common.collect.ImmutableSet;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.Chart;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.optim.Sgd;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** All seven parameters at once, by backpropagation. */
final class FullDescent {
  private static final double[] START = {2.74, 0, -1.13, 0, 0.36, 0.63, 0};
  private static final List<String> TEXTBOOK =
      List.of("3.34", "-1.43", "-3.53", "0.57", "-1.22", "-2.30", "2.61");
  private static final ImmutableSet<Integer> SHOWN =
      ImmutableSet.of(0, 1, 2, 5, 10, 100, 1_000, 2_000, 5_000, 10_000, 15_000);

  private final Observations observed;
  private final double learningRate;
  private final int steps;
  private final Network network = new Network(START);
  private OptionalInt textbookStep = OptionalInt.empty();

  FullDescent(Observations observed, double learningRate, int steps) {
    this.observed = observed;
    this.learningRate = learningRate;
    this.steps = steps;
  }

  /** Descends, and shows the way as a table. */
  void run(PrintStream out) {
    Sgd sgd = network.descent(learningRate, Network.NAMES.toArray(String[]::new));
    out.printf("   Learning rate %s, %d steps.%n%n", learningRate, steps);
    out.printf("   %8s %9s %s%n", "step", "SSR", row("%9s", Network.NAMES));
    for (int step = 0; step <= steps; step++) {
      Value ssr = network.sumOfSquaredResiduals(observed);
      checkFinite(ssr.item());
      Gradients gradients = ssr.gradients();
      if (SHOWN.contains(step) || step == steps) {
        out.printf("   %8d %9.6f %s%n", step, ssr.item(), row("%9.5f", network.numbers()));
      }
      if (step == 0) {
        out.printf("   %18s %s%n", "gradient", row("%9.6f", network.numbers(gradients)));
      }
      if (textbookStep.isEmpty() && rounded().equals(TEXTBOOK)) {
        textbookStep = OptionalInt.of(step);
      }
      if (step < steps) {
        sgd.step(gradients);
      }
    }
    out.println();
  }

  private void checkFinite(double ssr) {
    if (!Double.isFinite(ssr)) {
      throw new UserError(
          "the SSR grows without bound at learning rate "
              + learningRate
              + "; try a smaller --learning-rate");
    }
  }

  /** Compares with the textbook's values, which are those for the built-in observations. */
  void compareWithTextbook(PrintStream out) {
    out.printf("   %18s %s%n", "textbook", row("%9s", TEXTBOOK));
    out.printf("   %18s %s%n", "rounded", row("%9s", rounded()));
    out.println(
        textbookStep.isPresent() && rounded().equals(TEXTBOOK)
            ? "   Every one rounds to the textbook's value; the first time at step "
                + textbookStep.getAsInt()
                + "."
            : "   Not every one rounds to the textbook's value.");
    out.println();
  }

  private List<String> rounded() {
    return network.numbers().stream().map(n -> String.format(Locale.ROOT, "%.2f", n)).toList();
  }

  /** The fitted curve, and the observations on it. */
  String chart() {
    return Chart.draw(network::predict, observed.dosages(), observed.effects());
  }

  private static String row(String format, List<?> entries) {
    return entries.stream()
        .map(entry -> String.format(Locale.ROOT, format, entry))
        .collect(Collectors.joining(" "));
  }
}
