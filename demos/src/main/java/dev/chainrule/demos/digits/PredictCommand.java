package dev.chainrule.demos.digits;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The {@code digits predict} command: says which digit is on an image. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Say which digit is on an image, by a network that 'digits --save FILE' trained.",
      "An image of 28 x 28 pixels is taken as it is; in any other, the digit is looked for, and"
          + " brought to the size and the place that MNIST's have."
    })
public final class PredictCommand implements Runnable {
  private static final int GUESSES = 3;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "FILE",
      description = "What --save has written.")
  private Path from = Path.of("");

  @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "In PNG, JPEG, GIF or BMP.")
  private List<Path> images = List.of();

  private final PrintStream out;

  /** That prints to a stream. */
  public PredictCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    Classifier network = Saved.network(from);
    for (Path image : images) {
      print(network, image);
    }
  }

  private void print(Classifier network, Path image) {
    Digits digit = Photo.read(image, network.precision());
    Tensor shares = network.sureness(digit.examples().inputs());
    if (!Double.isFinite(shares.sum().item())) {
      throw new UserError(from + ": its weights are not finite; train the network again");
    }
    out.printf("%s%n%n%s%n", Prose.line(image.toString()), digit.draw());
    out.println("   The three digits that fit best, and the network's score for each:");
    out.println();
    IntStream.range(0, Digits.CLASSES)
        .boxed()
        .sorted(Comparator.comparingDouble(guess -> -shares.at(0, guess)))
        .limit(GUESSES)
        .forEach(guess -> out.printf("   %d  %6.2f %%%n", guess, 100 * shares.at(0, guess)));
    out.println();
  }
}
