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
    showNetwork();
    biasDescent.run(out);
    out.println("2. All seven parameters by backpropagation");
    out.println();
    showChains();
    FullDescent descent = new FullDescent(observed, rate, steps);
    descent.run(out);
    if (observed.isBuiltIn()) {
      descent.compareWithTextbook(out);
    }
    out.println("   The fitted curve, and the observations (O):");
    out.println();
    out.println(descent.chart());
    out.println();
    if (observed.isBuiltIn() && rate == TEXTBOOK_RATE) {
      showThatTheRateMatters(observed);
    }
  }

  private void showNetwork() {
    out.println("== dosage: how effective is a drug at which dosage? ==");
    out.println();
    out.println(
        Prose.lines(
            "A small network predicts it. Its input x is the dosage. Each of two hidden nodes"
                + " scales and shifts x by a weight w and a bias b, and bends the result by"
                + " softplus(z) = ln(1 + e^z), which is near 0 on the left and near z on the"
                + " right. The output, the predicted effectiveness, adds both up:"));
    out.println();
    out.println("   output = w3 softplus(w1 x + b1) + w4 softplus(w2 x + b2) + b3");
    out.println();
    out.println(
        Prose.lines("The three biases and four weights are its parameters: what can be learned."));
    out.println();
  }

  private void showChains() {
    out.println(
        Prose.lines(
            "The other parameters are further from SSR than b3: more factors. With r = observed -"
                + " predicted, z1 = w1 x + b1, and sigmoid(z) = 1 / (1 + e^-z), which is the slope"
                + " of softplus:"));
    out.println();
    out.println("     dSSR/db3 = sum of -2 r x 1");
    out.println("     dSSR/dw3 = sum of -2 r x softplus(z1)");
    out.println("     dSSR/db1 = sum of -2 r x w3 x sigmoid(z1) x 1");
    out.println("     dSSR/dw1 = sum of -2 r x w3 x sigmoid(z1) x dosage");
    out.println();
    out.println(
        Prose.lines(
            "and likewise w4, b2 and w2 through the other node. What the chains share is computed"
                + " once, from the SSR backwards: that is backpropagation."));
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
