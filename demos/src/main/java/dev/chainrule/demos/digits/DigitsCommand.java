package dev.chainrule.demos.digits;

import dev.chainrule.demos.console.UserError;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The {@code digits} example. */
@Command(
    name = "digits",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Train a network of 784-16-16-10 to tell handwritten digits apart.")
public final class DigitsCommand implements Runnable {
  private static final int DRAWN = 10_000;
  private static final int SHOWN = 3;
  private static final double LINEAR_RATE = 0.3; // best of 0.1, 0.3, 1 and 3 on the drawn digits

  @Option(
      names = "--mnist",
      paramLabel = "FOLDER",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Where MNIST's files are: train-* and/or t10k-*, plain or .gz. Of one pair alone, every"
            + " fifth image is held out. Without this, the program draws its own digits."
      })
  private @Nullable Path mnist;

  @Option(names = "--epochs", paramLabel = "N", description = "Times to go through all digits.")
  private int epochs = 20;

  @Option(names = "--batch", paramLabel = "N", description = "Digits for each step.")
  private int batch = 100;

  @Option(names = "--learning-rate", paramLabel = "RATE", description = "The step's size.")
  private double learningRate = 3;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the first weights, of the shuffling, and of the digits drawn.")
  private long seed = 1;

  @Override
  public void run() {
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new UserError("--learning-rate: " + learningRate + " must be a positive number");
    }
    checkCount("--epochs", epochs);
    checkCount("--batch", batch);
    PrintStream out = System.out;
    out.println("== digits: a network of 784-16-16-10 learns to read ==");
    out.println();
    Split digits =
        mnist == null ? Split.of(new Artist(seed).draw(DRAWN)) : new MnistFolder(mnist).read();
    if (batch > digits.training().count()) {
      throw new UserError(
          "--batch: "
              + batch
              + " is more than the "
              + digits.training().count()
              + " digits to learn from");
    }
    showDigits(out, digits);
    Classifier network = Classifier.deep(seed);
    train(out, network, digits);
    if (mnist == null) {
      compareWithLinear(out, network, digits);
    }
    Sensitivity sensitivity = new Sensitivity(network, digits.heldOut());
    out.println("3. What the gradient tells");
    out.println();
    sensitivity.showExample(out, 0);
    sensitivity.showBatch(out, Math.min(batch, digits.heldOut().count()));
  }

  private static void checkCount(String option, int count) {
    if (count < 1) {
      throw new UserError(option + ": " + count + " must be at least 1");
    }
  }

  private void showDigits(PrintStream out, Split digits) {
    out.printf(
        "1. %d digits to learn from, %d held out, %s; the first of them:%n%n",
        digits.training().count(),
        digits.heldOut().count(),
        mnist == null ? "drawn by this program" : "from " + mnist);
    out.println(
        digits
            .training()
            .draw(IntStream.range(0, Math.min(SHOWN, digits.training().count())).toArray()));
  }

  private void train(PrintStream out, Classifier network, Split digits) {
    out.printf(
        "2. Gradient descent, %d parameters, batches of %d, learning rate %s%n%n",
        network.mlp().parameterCount(), batch, learningRate);
    out.printf("   %5s %9s %20s%n", "epoch", "cost", "accuracy on held-out");
    Training training = new Training(network, digits.training(), learningRate, batch, seed);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double cost = training.epoch("   epoch " + epoch);
      out.printf("   %5d %9.4f %18.2f %%%n", epoch, cost, 100 * network.accuracy(digits.heldOut()));
    }
    out.println();
  }

  private void compareWithLinear(PrintStream out, Classifier network, Split digits) {
    Classifier linear = Classifier.linear(seed);
    Training training = new Training(linear, digits.training(), LINEAR_RATE, batch, seed);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double unused = training.epoch("   linear, epoch " + epoch);
    }
    out.printf(
        "   Without hidden layers, trained as long: %.2f %%. The hidden layers are worth %.2f"
            + " points.%n%n",
        100 * linear.accuracy(digits.heldOut()),
        100 * (network.accuracy(digits.heldOut()) - linear.accuracy(digits.heldOut())));
  }
}
