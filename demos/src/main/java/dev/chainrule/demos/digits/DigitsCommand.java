package dev.chainrule.demos.digits;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.demos.console.Figures;
import dev.chainrule.demos.console.InputFile;
import dev.chainrule.demos.console.Limits;
import dev.chainrule.demos.console.OutputFile;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.ReportOption;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.ImageFolder;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.onnx.OnnxFile;
import dev.chainrule.nn.train.Checkpoint;
import dev.chainrule.nn.train.Listener;
import dev.chainrule.nn.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code digits} example. */
@Command(
    name = "digits",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Train a network to tell handwritten digits apart.")
public final class DigitsCommand implements Runnable {
  private static final int DRAWN = 10_000;
  private static final int HELD_OUT = 5; // every fifth
  private static final int BATCH = 100;
  private static final int MAX_EPOCHS = 10_000;
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

  @Option(
      names = "--batch",
      paramLabel = "N",
      showDefaultValue = Visibility.NEVER,
      description = "Digits for each step; 100, or all if they are fewer, unless given.")
  private @Nullable Integer batch;

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

  @Mixin private ReportOption report = new ReportOption();

  private final PrintStream out;

  /** That prints to a stream. */
  public DigitsCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    Plan plan = new Plan(Plan.widths(model), activation, cost, precision);
    double rate = learningRate == null ? optimizer.learningRate(cost) : learningRate;
    checkOptions(rate);
    int epochsBefore = resume == null ? 0 : epochsIn(resume);
    Examples.Split split = mnist == null ? drawn() : read(mnist);
    Digits training = new Digits(split.training());
    Digits heldOut = new Digits(split.heldOut());
    int digitsInStep = digitsInStep(training.count());
    Classifier network = plan.network(seed);
    if (onnx != null) {
      export(network, onnx); // whoever can't should know it now
    }
    String source =
        mnist == null ? "drawn by this program" : "from " + Prose.line(mnist.toString());
    Introduction introduction = new Introduction(out, plan, network);
    introduction.showDigits(training, heldOut, source);
    introduction.showTask(
        "%s, %d parameters, batches of %d, learning rate %s"
            .formatted(
                optimizer.title(),
                network.mlp().parameterCount(),
                digitsInStep,
                Figures.brief(rate)));
    if (resume == null) {
      introduction.showUntrained(training);
    }
    if (epochsBefore >= epochs) {
      out.println(
          Prose.lines(
              "All %d epochs are done already, in what is resumed; a larger --epochs goes on.",
              epochsBefore));
      out.println();
    }
    train(plan, network, split, rate, digitsInStep);
    if (mnist == null && plan.widths().size() > 2) {
      compareWithLinear(plan, network, split, digitsInStep);
    }
    out.printf("3. What it reads%n%n");
    new Reading(network, heldOut).show(out);
    out.printf("4. What the gradient tells%n%n");
    Sensitivity precise = new Sensitivity(network.precise(), heldOut.to(DType.FLOAT64));
    precise.showExample(out, precise.mostTelling());
    new Sensitivity(network, heldOut).showBatch(out, Math.min(digitsInStep, heldOut.count()));
    if (onnx != null) {
      export(network, onnx);
      out.println(Prose.lines("The network is in %s, for programs that read ONNX.", onnx));
      out.println();
    }
    report.tell(out);
  }

  private void checkOptions(double rate) {
    Limits.checkPositive("--learning-rate", rate);
    Limits.check("--epochs", epochs, 1, MAX_EPOCHS);
    if (batch != null) {
      Limits.check("--batch", batch, 1, Integer.MAX_VALUE);
    }
    Map<String, Path> read = mnist == null ? ImmutableMap.of() : filesOf(mnist);
    if (save != null) {
      OutputFile.check("--save", save, read);
    }
    Map<String, Path> kept = new LinkedHashMap<>(read);
    if (save != null) {
      kept.put("--save", save);
    }
    if (resume != null) {
      kept.put("--resume", resume);
    }
    if (onnx != null) {
      OutputFile.check("--export-onnx", onnx, kept);
      kept.put("--export-onnx", onnx);
    }
    report.check(kept);
  }

  /** The files of a folder of MNIST's, by the option that names it. */
  private static Map<String, Path> filesOf(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(
          ImmutableMap.toImmutableMap(
              file -> "the file " + file.getFileName() + " of --mnist", file -> file));
    } catch (IOException e) {
      return ImmutableMap.of(); // whoever reads the folder says so
    }
  }

  private static int epochsIn(Path resumed) {
    InputFile.check("--resume: ", resumed);
    try {
      int epochs = Checkpoint.read(resumed).history().epochs().size();
      OutputFile.check("--resume", resumed); // it is kept up to date
      return epochs;
    } catch (UnreadableFileException e) {
      throw new UserError("--resume: " + e.getMessage());
    }
  }

  private int digitsInStep(int learned) {
    if (batch != null && batch > learned) {
      throw new UserError(
          "--batch: %d is more than the %d digits to learn from".formatted(batch, learned));
    }
    return batch == null ? Math.min(BATCH, learned) : batch;
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
                            + ": no digits; expected train-images-idx3-ubyte,"
                            + " train-labels-idx1-ubyte"));
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
      Plan plan, Classifier network, Examples.Split split, double rate, int digitsInStep) {
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
    Optional<Listener> pictures =
        report.listener(
            "Digits: a network of " + plan.model(),
            page -> DigitsReport.filled(page, network, split.heldOut(), resume));
    trainer = pictures.map(trainer::listener).orElse(trainer);
    try {
      Trainer resumed = resume == null ? trainer : trainer.resume(resume);
      EpochTable.fit(resumed, split.training().batches(digitsInStep).shuffled(seed));
    } catch (UnreadableFileException | IllegalArgumentException e) {
      // Nothing else can be wrong by now. Part of the message is for who writes Java.
      String message = String.valueOf(e.getMessage());
      throw new UserError("--resume: " + message.replaceFirst(", or allow it by changing.*", ""));
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw file == null || cause == null
          ? e
          : OutputFile.error(save == null ? "--resume" : "--save", file, cause);
    }
    out.println();
  }

  private static void export(Classifier network, Path file) {
    try {
      OnnxFile.write(network.mlp(), file);
    } catch (IOException e) {
      throw OutputFile.error("--export-onnx", file, e);
    } catch (IllegalArgumentException e) {
      throw new UserError("--export-onnx: " + e.getMessage());
    }
  }

  private void compareWithLinear(
      Plan plan, Classifier network, Examples.Split split, int digitsInStep) {
    Classifier linear = plan.linear().network(seed);
    double rate = cost == Cost.SQUARED ? LINEAR_RATE : OptimizerChoice.SGD.learningRate(cost);
    EpochTable.fit(
        Trainer.of(linear.mlp(), cost, OptimizerChoice.SGD.of(linear, rate)).epochs(epochs),
        split.training().batches(digitsInStep).shuffled(seed));
    Digits heldOut = new Digits(split.heldOut());
    out.println(
        Prose.lines(
            "Accuracy without hidden layers: %.2f %%; with them: %.2f %%. The network without them"
                + " was trained as long, by %s at the learning rate %s, whatever was chosen above.",
            100 * linear.accuracy(heldOut),
            100 * network.accuracy(heldOut),
            OptimizerChoice.SGD,
            Figures.brief(rate)));
    out.println();
  }
}
