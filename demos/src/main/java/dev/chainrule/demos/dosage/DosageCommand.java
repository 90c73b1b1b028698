package dev.chainrule.demos.dosage;

import dev.chainrule.demos.console.UserError;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code dosage} example. */
@Command(
    name = "dosage",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Fit drug effectiveness against dosage: the last bias first, then everything.")
public final class DosageCommand implements Runnable {
  private static final double TEXTBOOK_RATE = 0.01;
  private static final double TOO_LARGE_RATE = 0.1;
  private static final int ENOUGH_FOR_TOO_LARGE_RATE = 1_000;

  @Option(
      names = "--data",
      paramLabel = "FILE.csv",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Two columns, dosage and effectiveness. Built in: 0 -> 0, 0.5 -> 1, 1 -> 0.")
  private @Nullable Path data;

  @Option(
      names = "--bias-learning-rate",
      paramLabel = "RATE",
      description = "For the first part, where only the last bias is sought.")
  private double biasLearningRate = 0.1;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      description = "For the second part, where all seven parameters are.")
  private double learningRate = TEXTBOOK_RATE;

  @Option(names = "--steps", paramLabel = "N", description = "Of the second part.")
  private int steps = 17_000;

  @Override
  public void run() {
    checkPositive("--bias-learning-rate", biasLearningRate);
    checkPositive("--learning-rate", learningRate);
    if (steps < 1) {
      throw new UserError("--steps: " + steps + " must be at least 1");
    }
    Observations observed = data == null ? Observations.builtIn() : Observations.read(data);
    PrintStream out = System.out;
    out.println("== dosage: how effective is a drug at which dosage? ==");
    out.println();
    new BiasDescent(observed, biasLearningRate).run(out);
    out.println("2. All seven parameters by backpropagation");
    out.println();
    FullDescent descent = new FullDescent(observed, learningRate, steps);
    descent.run(out);
    if (data == null) {
      descent.compareWithTextbook(out);
    }
    out.println("   The fitted curve, and the observations (O) on it:");
    out.println();
    out.println(descent.chart());
    out.println();
    if (data == null && learningRate == TEXTBOOK_RATE) {
      showThatTheRateMatters(observed, out);
    }
  }

  private static void showThatTheRateMatters(Observations observed, PrintStream out) {
    out.println("3. The learning rate matters");
    out.println();
    out.println(
        "   Three points leave a family of perfect fits. Ten times the rate first climbs, and");
    out.println("   then lands on another one of them:");
    out.println();
    new FullDescent(observed, TOO_LARGE_RATE, ENOUGH_FOR_TOO_LARGE_RATE).run(out);
  }

  private static void checkPositive(String option, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new UserError(option + ": " + value + " must be a positive number");
    }
  }
}
