package dev.chainrule.demos.digits;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.ImageFolder;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.onnx.OnnxFile;
import dev.chainrule.nn.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** The {@code digits} example. */
@Command(
    name = "digits",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    subcommands = PredictCommand.class,
    description = "Train a network to tell handwritten digits apart.")
public final class DigitsCommand implements Runnable {
  private static final int DRAWN = 10_000;
  private static final int HELD_OUT = 5; // every fifth
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

  @Option(
      names = "--model",
      paramLabel = "WIDTHS",
      description = "Widths of the layers, from 784 inputs to 10 outputs.")
  private String model = "784-16-16-10";

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      description = "Of the hidden layers: ${COMPLETION-CANDIDATES}.")
  private Activation activation = Activation.SIGMOID;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description = "What is made small: ${COMPLETION-CANDIDATES}.")
  private Cost cost = Cost.SQUARED;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "How it is made small: ${COMPLETION-CANDIDATES}.")
  private OptimizerChoice optimizer = OptimizerChoice.SGD;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      description = "Of all numbers: ${COMPLETION-CANDIDATES}.")
  private DType precision = DType.FLOAT64;

  @Option(names = "--epochs", paramLabel = "N", description = "Times to go through all digits.")
  private int epochs = 20;

  @Option(names = "--batch", paramLabel = "N", description = "Digits for each step.")
  private int batch = 100;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      showDefaultValue = Visibility.NEVER,
      description = "The step's size; 3 for sgd on squared, 0.001 for adam, unless given.")
  private @Nullable Double learningRate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the first weights, of the shuffling, and of the digits drawn.")
  private long seed = 1;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Keep the training in a file after each epoch, and when interrupted.")
  private @Nullable Path save;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Go on from such a file, with the same other options, and keep it up to date.")
  private @Nullable Path resume;

  @Option(
      names = "--export-onnx",
      paramLabel = "FILE",
      description = "Write the trained network for programs that read ONNX.")
  private @Nullable Path onnx;

  @Override
  public void run() {
    Plan plan = new Plan(Plan.widths(model), activation, cost, precision);
    double rate = learningRate == null ? optimizer.learningRate(cost) : learningRate;
    checkOptions(rate);
    PrintStream out = System.out;
    out.printf("== digits: a network of %s learns to read ==%n%n", model);
    Examples.Split split = mnist == null ? drawn() : read(mnist);
    Digits training = new Digits(split.training());
    Digits heldOut = new Digits(split.heldOut());
    if (batch > training.count()) {
      throw new UserError(
          "--batch: %d is more than the %d digits to learn from"
              .formatted(batch, training.count()));
    }
    out.printf(
        "1. %d digits to learn from, %d held out, %s; the first of them:%n%n%s%n",
        training.count(),
        heldOut.count(),
        mnist == null ? "drawn by this program" : "from " + mnist,
        training.first(SHOWN).draw());
    Classifier network = plan.network(seed);
    out.printf(
        "2. %s, %d parameters, batches of %d, learning rate %s%n%n",
        optimizer.title(), network.mlp().parameterCount(), batch, rate);
    if (onnx != null) {
      export(network, onnx); // whoever can't should know it now
    }
    train(out, plan, network, split, rate);
    if (mnist == null) {
      compareWithLinear(out, plan, network, split);
    }
    Sensitivity sensitivity = new Sensitivity(network, heldOut);
    out.printf("3. What the gradient tells%n%n");
    sensitivity.showExample(out, 0);
    sensitivity.showBatch(out, Math.min(batch, heldOut.count()));
    if (onnx != null) {
      export(network, onnx);
      out.printf("   The network is in %s, for programs that read ONNX.%n%n", onnx);
    }
  }

  private void checkOptions(double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new UserError("--learning-rate: " + rate + " must be a positive number");
    }
    checkCount("--epochs", epochs);
    checkCount("--batch", batch);
  }

  private static void checkCount(String option, int count) {
    if (count < 1) {
      throw new UserError(option + ": " + count + " must be at least 1");
    }
  }

  private Examples.Split drawn() {
    return new Artist(seed).draw(DRAWN).to(precision).examples().holdOutEvery(HELD_OUT);
  }

  /** The training and the test pair as they are; of one pair alone, some are held out. */
  private Examples.Split read(Path path) {
    ImageFolder folder = ImageFolder.at(path);
    Optional<Examples> training = folder.training(precision);
    Optional<Examples> test = folder.test(precision);
    Examples one =
        Stream.of(training, test)
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new UserError(
                        path
                            + ": no digits here; expected train-images-idx3-ubyte and"
                            + " train-labels-idx1-ubyte, or t10k-..., plain or .gz"));
    Stream.of(training, test).flatMap(Optional::stream).forEach(all -> check(path, all));
    if (training.isPresent() && test.isPresent()) {
      return new Examples.Split(training.get(), test.get());
    }
    if (one.count() < HELD_OUT) {
      throw new UserError(path + ": " + one.count() + " digits are too few to hold some out");
    }
    return one.holdOutEvery(HELD_OUT);
  }

  private static void check(Path path, Examples digits) {
    int pixels = digits.inputs().shape().size(1);
    if (pixels != Digits.PIXELS) {
      throw new UserError(path + ": images of " + pixels + " pixels; expected 28 x 28");
    }
    double highest = digits.targets().max().item();
    if (highest >= Digits.CLASSES) {
      throw new UserError(
          "%s: a label is %.0f; expected digits from 0 to 9".formatted(path, highest));
    }
  }

  private void train(
      PrintStream out, Plan plan, Classifier network, Examples.Split split, double rate) {
    Trainer trainer =
        EpochTable.trainer(out, network, optimizer.of(network, rate), split.heldOut())
            .epochs(epochs)
            .seed(seed);
    for (Map.Entry<String, String> text : plan.texts().entrySet()) {
      trainer = trainer.note(text.getKey(), text.getValue());
    }
    Path file = save == null ? resume : save;
    if (file != null) {
      trainer = trainer.checkpoint(file);
    }
    try {
      Trainer resumed = resume == null ? trainer : trainer.resume(resume);
      EpochTable.fit(resumed, split.training().batches(batch).shuffled(seed));
      // Nothing else can be wrong by now:
    } catch (UnreadableFileException | IllegalArgumentException e) {
      throw new UserError("--resume: " + e.getMessage());
    }
    out.println();
  }

  private static void export(Classifier network, Path file) {
    try {
      OnnxFile.write(network.mlp(), file);
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("--export-onnx: " + e.getMessage());
    }
  }

  private void compareWithLinear(
      PrintStream out, Plan plan, Classifier network, Examples.Split split) {
    Classifier linear = plan.linear().network(seed);
    double rate = cost == Cost.SQUARED ? LINEAR_RATE : OptimizerChoice.SGD.learningRate(cost);
    EpochTable.fit(
        Trainer.of(linear.mlp(), cost, OptimizerChoice.SGD.of(linear, rate)).epochs(epochs),
        split.training().batches(batch).shuffled(seed));
    Digits heldOut = new Digits(split.heldOut());
    out.printf(
        "   Without hidden layers, trained as long: %.2f %%; with them, %.2f %%.%n%n",
        100 * linear.accuracy(heldOut), 100 * network.accuracy(heldOut));
  }
}
