package dev.chainrule.demos.dosage;

import dev.chainrule.demos.console.Limits;
import dev.chainrule.demos.console.Prose;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The {@code dosage} example. */
@Command(
    name = "dosage",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Fit drug effectiveness against dosage: the last bias first, then everything.")
public final class DosageCommand implements Runnable {
  static final double TEXTBOOK_RATE = 0.01;
  static final int ENOUGH_STEPS = 17_000;
  private static final double TOO_LARGE_RATE = 0.1;
  private static final int MAX_STEPS = 1_000_000;
  private static final int ENOUGH_FOR_TOO_LARGE_RATE = 1_000;

  @Option(
      names = "--data",
      paramLabel = "FILE.csv",
      showDefaultValue = Visibility.NEVER,
      description = "Two columns, dosage and effectiveness. Built in: 0 -> 0, 0.5 -> 1, 1 -> 0.")
  private @Nullable Path data;

  @Option(
      names = "--bias-learning-rate",
      paramLabel = "RATE",
      showDefaultValue = Visibility.NEVER,
      description =
          "For the first part, where only the last bias is sought; 0.3 divided by the number of"
              + " observations, unless given.")
  private @Nullable Double biasLearningRate;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      showDefaultValue = Visibility.NEVER,
      description =
          "For the second part, where all seven are; 0.01, or less for more than ten"
              + " observations, unless given.")
  private @Nullable Double learningRate;

  @Option(names = "--steps", paramLabel = "N", description = "Of the second part.")
  private int steps = ENOUGH_STEPS;

  private final PrintStream out;

  /** That prints to a stream. */
  public DosageCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    if (biasLearningRate != null) {
      Limits.checkPositive("--bias-learning-rate", biasLearningRate);
    }
    if (learningRate != null) {
      Limits.checkPositive("--learning-rate", learningRate);
    }
    Limits.check("--steps", steps, 1, MAX_STEPS);
    Observations observed = data == null ? Observations.builtIn() : Observations.read(data);
    BiasDescent biasDescent =
        biasLearningRate == null
            ? new BiasDescent(observed)
            : new BiasDescent(observed, biasLearningRate);
    double rate =
        learningRate == null
            ? Math.min(TEXTBOOK_RATE, 10 * TEXTBOOK_RATE / observed.count())
            : learningRate;
    showNetwork(observed);
    biasDescent.run(out);
    FullDescent descent = new FullDescent(observed, rate, steps);
    out.println("2. All seven parameters by backpropagation");
    out.println();
    showChains(descent);
    descent.run(out);
    out.println("   What is left over now:");
    out.println();
    descent.showResiduals(out);
    if (observed.isBuiltIn()) {
      descent.compareWithTextbook(out);
    }
    out.println(
        Prose.lines(
            "The fitted curve (dots: predicted, upwards, against dosage) and the observations"
                + " (O):"));
    out.println();
    out.println(descent.chart());
    out.println();
    if (observed.isBuiltIn() && rate == TEXTBOOK_RATE) {
      showThatTheRateMatters(observed);
    }
  }

  private void showNetwork(Observations observed) {
    out.println("== dosage: how effective is a drug at which dosage? ==");
    out.println();
    out.println(
        Prose.lines(
            "A drug was tried %s, and each time it was observed how effective it was. A small"
                + " network is to predict the effectiveness from the dosage. The dosage goes into"
                + " two hidden nodes. Each scales it by a weight w and shifts it by a bias b, which"
                + " gives z, and bends that by softplus(z) = ln(1 + e^z), which is near 0 where z is"
                + " far below 0, and near z where it is far above. The output, the predicted"
                + " effectiveness, adds both up:",
            observed.count() == 1 ? "once" : observed.count() + " times"));
    out.println();
    out.println("     z1 = w1 dosage + b1     y1 = softplus(z1)");
    out.println("     z2 = w2 dosage + b2     y2 = softplus(z2)");
    out.println("     predicted = w3 y1 + w4 y2 + b3");
    out.println();
    out.println(
        Prose.lines(
            "The four weights and three biases are its parameters: what can be learned. To learn is"
                + " to change them until the predictions fit what was observed."));
    out.println();
  }

  private void showChains(FullDescent descent) {
    out.println(
        Prose.lines(
            "Now none of them is known, and they begin elsewhere. For w3 the second factor is not 1,"
                + " for w3 is multiplied with y1. b1 and w1 are further from SSR: there are more"
                + " factors on the way. Among them is the slope of softplus, which is sigmoid(z) ="
                + " 1 / (1 + e^-z). Again in the engine's words:"));
    out.println();
    descent.showChains(out, "b3", "w3", "b1", "w1");
    out.println(
        Prose.lines(
            "and likewise w4, b2 and w2 through the other node. All begin with the same factor, and"
                + " the last two share all but one. What chains share is computed once, from SSR"
                + " backwards: that is backpropagation."));
    out.println();
  }

  private void showThatTheRateMatters(Observations observed) {
    out.println("3. The learning rate matters");
    out.println();
    out.println(
        Prose.lines(
            "Three points leave a family of perfect fits. Ten times the rate first climbs, and"
                + " then lands on another one of them:"));
    out.println();
    new FullDescent(observed, TOO_LARGE_RATE, ENOUGH_FOR_TOO_LARGE_RATE).run(out);
  }
}
