package dev.chainrule.demos.dosage;

import com.google.common.base.Strings;
import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.demos.console.Chart;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.Milestones;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.optim.Sgd;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** All seven parameters at once, by backpropagation. */
final class FullDescent {
  static final double[] START = {2.74, 0, -1.13, 0, 0.36, 0.63, 0};
  private static final double[] TEXTBOOK = {3.34, -1.43, -3.53, 0.57, -1.22, -2.30, 2.61};
  private static final double ROUNDING = 0.005; // to the textbook's two decimals
  private static final double UNBOUND = 1e100; // no SSR comes back from there

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
    out.println(
        Prose.lines(
            "Learning rate %s, %d steps. In each, every parameter goes against its own derivative."
                + " The gradient is all seven derivatives together; in the table it is that of"
                + " step 0.",
            Figures.brief(learningRate), steps));
    out.println();
    out.printf("   %7s %9s %s%n", "step", "SSR", row(7, Network.NAMES));
    double first = 0;
    double last = 0;
    for (int step = 0; step <= steps; step++) {
      Value ssr = network.pass(observed).ssr();
      checkBounded(ssr.item());
      Gradients gradients = ssr.gradients();
      if (Milestones.isOne(step, steps)) {
        out.printf(
            "   %7d %s %s%n", step, Figures.fit(ssr.item(), 9, 6), figures(network.numbers()));
      }
      if (step == 0) {
        first = ssr.item();
        out.printf("   %17s %s%n", "gradient", figures(network.numbers(gradients)));
      }
      last = ssr.item();
      if (textbookStep.isEmpty() && isTextbook()) {
        textbookStep = OptionalInt.of(step);
      }
      if (step < steps) {
        sgd.step(gradients);
      }
    }
    out.println();
    showChange(out, first, last);
  }

  private static void showChange(PrintStream out, double first, double last) {
    out.println(
        Prose.lines(
            "SSR went from %s to %s.%s",
            Figures.brief(first),
            Figures.brief(last),
            last > first ? " The SSR is larger than it was: try a smaller --learning-rate." : ""));
    out.println();
  }

  /** Shows the chains of some parameters where the descent begins. */
  void showChains(PrintStream out, String... names) {
    Chain chain = new Chain(observed, network);
    for (String name : names) {
      List<String> unused = chain.show(out, name);
    }
  }

  /** Shows what is left over by the parameters as they are now. */
  void showResiduals(PrintStream out) {
    new Residuals(observed, network.pass(observed)).show(out);
  }

  private void checkBounded(double ssr) {
    if (!(ssr < UNBOUND)) {
      throw new UserError(
          "--learning-rate: at "
              + learningRate
              + " the SSR grows without bound; try a smaller one");
    }
  }

  /** Compares with the textbook's values, which are those for the built-in observations. */
  void compareWithTextbook(PrintStream out) {
    out.println(
        Prose.lines(
            "The observations and the first parameters are those of a well-known lesson, here"
                + " called the textbook. It ends at these values:"));
    out.println();
    out.printf("   %17s %s%n", "textbook", rounded(Doubles.asList(TEXTBOOK)));
    out.printf("   %17s %s%n", "rounded", rounded(network.numbers()));
    out.println();
    out.println(
        textbookStep.isPresent() && isTextbook()
            ? "   Every one rounds to the textbook's value; the first time at step "
                + textbookStep.getAsInt()
                + "."
            : "   Not every one rounds to the textbook's value.");
    out.println();
  }

  /** Whether each parameter rounds to the textbook's; asked in every step, so without any text. */
  private boolean isTextbook() {
    for (int i = 0; i < TEXTBOOK.length; i++) {
      if (!(Math.abs(network.number(i) - TEXTBOOK[i]) < ROUNDING)) {
        return false;
      }
    }
    return true;
  }

  /** The fitted curve, and the observations on it. */
  String chart() {
    return Chart.draw(network::predict, observed.dosages(), observed.effects());
  }

  private static String figures(List<Double> numbers) {
    return row(7, numbers.stream().map(number -> Figures.fit(number, 7, 4)).toList());
  }

  private static String rounded(List<Double> numbers) {
    return row(7, numbers.stream().map(number -> Figures.fit(number, 7, 2)).toList());
  }

  private static String row(int width, List<String> entries) {
    return entries.stream()
        .map(entry -> Strings.padStart(entry, width, ' '))
        .collect(Collectors.joining(" "));
  }
}
