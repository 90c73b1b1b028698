package dev.chainrule.demos.regression;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.Limits;
import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.OutputFile;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.ReportOption;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.Standardizer;
import dev.chainrule.nn.file.AtomicFile;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Lbfgs;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Listener;
import dev.chainrule.nn.train.Loss;
import dev.chainrule.nn.train.NotFiniteException;
import dev.chainrule.nn.train.ProgressLine;
import dev.chainrule.nn.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The {@code regression} example. */
@Command(
    name = "regression",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Predict a number from others, out of a CSV file; a built-in table without one.")
public final class RegressionCommand implements Runnable {
  private static final double FOR_STOPPING = 0.2; // of the rows to learn from
  private static final int PATIENCE = 30;
  private static final int BATCH = 16;
  private static final int MIN_ROWS = 10;
  private static final int MAX_WIDTH = 2_000;
  private static final int MAX_EPOCHS = 100_000;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "A CSV file whose first line names the columns.")
  private @Nullable Path data;

  @Option(names = "--target", paramLabel = "COLUMN", description = "What is to be predicted.")
  private @Nullable String target;

  @Option(
      names = "--categories",
      paramLabel = "COLUMN",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description = "Columns of texts rather than numbers.")
  private Set<String> categories = new LinkedHashSet<>();

  @Option(
      names = "--ignore",
      paramLabel = "COLUMN",
      split = ",",
      showDefaultValue = Visibility.NEVER,
      description = "Columns to leave out.")
  private Set<String> ignored = new LinkedHashSet<>();

  @Option(
      names = "--missing",
      paramLabel = "WHAT",
      showDefaultValue = Visibility.NEVER,
      description = "Where there is no value: ${COMPLETION-CANDIDATES}; REFUSE, unless given.")
  private @Nullable Gaps missing;

  @Option(names = "--held-out", paramLabel = "SHARE", description = "Of the rows, to be tested on.")
  private double heldOut = 0.2;

  @Option(names = "--width", paramLabel = "N", description = "Of both hidden layers.")
  private int width = 32;

  @Option(names = "--epochs", paramLabel = "N", description = "At most.")
  private int epochs = 500;

  @Option(
      names = "--batch",
      paramLabel = "N",
      showDefaultValue = Visibility.NEVER,
      description = "Rows for each step; 16, or all if they are fewer, unless given.")
  private @Nullable Integer batch;

  @Option(names = "--learning-rate", paramLabel = "RATE", description = "Of Adam.")
  private double learningRate = 0.003;

  @Option(names = "--seed", paramLabel = "N", description = "Of all that is random.")
  private long seed = 1;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "A CSV file to write, of what was and what is predicted on the held-out rows.")
  private @Nullable Path predictions;

  @Mixin private ReportOption report = new ReportOption();

  private final PrintStream out;

  /** That prints to a stream. */
  public RegressionCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run() {
    checkOptions();
    Table table = table();
    Examples.Split split = split(table.examples());
    showTask(table, split);
    Standardizer inputs = Standardizer.fit(split.training().inputs());
    Standardizer targets = Standardizer.fit(split.training().targets());
    Examples learned = split.training().map(inputs::apply, targets::apply);
    Model line = new Model(line(learned), inputs, targets);
    Mlp mlp = mlp(table.inputs().size());
    History history = train(mlp, learned);
    Model network = new Model(mlp, inputs, targets);
    Scores scores = new Scores(out, split, line, network);
    scores.show(Prose.name(table.target()), shape(table));
    int epochsDone = history.epochs().size();
    out.println(
        Prose.lines(
            "The network has learned for %d epochs. Some of the held-out rows, what was observed and"
                + " what is predicted:",
            epochsDone));
    out.println();
    scores.showSome();
    if (predictions != null) {
      write(predictions, split.heldOut(), network);
      out.println(Prose.lines("Predictions are in %s.", predictions));
      out.println();
    }
    report.tell(out);
  }

  private void checkOptions() {
    Limits.check("--width", width, 1, MAX_WIDTH);
    Limits.check("--epochs", epochs, 1, MAX_EPOCHS);
    if (batch != null) {
      Limits.check("--batch", batch, 1, Integer.MAX_VALUE);
    }
    Limits.checkPositive("--learning-rate", learningRate);
    if (!(heldOut > 0 && heldOut < 1)) {
      throw new OptionError("--held-out: " + heldOut + " must be between 0 and 1");
    }
    checkNeedsData("--target", target != null);
    checkNeedsData("--categories", !categories.isEmpty());
    checkNeedsData("--ignore", !ignored.isEmpty());
    checkNeedsData("--missing", missing != null);
    Map<String, Path> read = data == null ? ImmutableMap.of() : ImmutableMap.of("--data", data);
    Map<String, Path> written = new LinkedHashMap<>(read);
    if (predictions != null) {
      OutputFile.check("--predictions", predictions, read);
      written.put("--predictions", predictions);
    }
    report.check(written);
  }

  private void checkNeedsData(String option, boolean isGiven) {
    if (isGiven && data == null) {
      throw new OptionError(option + " needs --data FILE, too");
    }
  }

  private Table table() {
    if (data == null) {
      return Table.builtIn(seed);
    }
    if (target == null) {
      throw new OptionError("--data needs --target COLUMN, too");
    }
    Gaps gaps = missing == null ? Gaps.REFUSE : missing;
    return Table.read(data, target, categories, ignored, gaps);
  }

  private Examples.Split split(Examples examples) {
    int rows = examples.count();
    if (rows < MIN_ROWS) {
      throw new UserError(
          "%d rows are too few to learn from; at least %d are needed".formatted(rows, MIN_ROWS));
    }
    long out = Math.round(heldOut * rows);
    if (out < 2 || rows - out < 4) {
      throw new UserError(
          "--held-out: %s holds out %d of %d rows; at least 2, and 4 to learn from, are needed"
              .formatted(heldOut, out, rows));
    }
    Examples.Split split = Gaps.filled(examples.split(heldOut, seed));
    int learned = split.training().split(FOR_STOPPING, seed).training().count();
    if (batch != null && batch > learned) {
      throw new UserError(
          "--batch: %d is more than the %d rows to learn from".formatted(batch, learned));
    }
    return split;
  }

  private void showTask(Table table, Examples.Split split) {
    String name = Prose.name(table.target());
    int columns = table.inputs().size();
    out.printf(
        "== regression: predict %s from %s ==%n%n",
        name, columns == 1 ? "1 column" : columns + " columns");
    out.println(Prose.lines("%s", table.description()));
    out.println();
    out.printf(
        "   %d rows to learn from, %d held out%n%n",
        split.training().count(), split.heldOut().count());
    out.println(
        Prose.lines(
            "Three ways to predict %s are compared. The baseline is the least that one can do: always"
                + " predict the mean of %s over the rows to learn from. A straight line adds up the"
                + " columns, each times a number of its own, and one number more. A network of"
                + " neurons, in layers, also bends what it adds up. The last two learn these"
                + " numbers: they make the mean squared error small, the mean of (observed -"
                + " predicted)^2 over the rows to learn from. What all three are worth is told by the"
                + " rows held out, which they have never seen.",
            name, name));
    out.println();
  }

  private static Mlp line(Examples learned) {
    Mlp line = Mlp.builder(learned.inputs().shape().size(1)).output(1, Activation.IDENTITY).build();
    Value inputs = Value.constant(learned.inputs());
    Value targets = Value.constant(learned.targets());
    Lbfgs.Result unused = Lbfgs.of(line).minimize(() -> Losses.mse(line.apply(inputs), targets));
    return line;
  }

  private Mlp mlp(int inputs) {
    return Mlp.builder(inputs)
        .hidden(width, Activation.RELU)
        .hidden(width, Activation.RELU)
        .output(1, Activation.IDENTITY)
        .seed(seed)
        .build();
  }

  private String shape(Table table) {
    return table.inputs().size() + "-" + width + "-" + width + "-1";
  }

  /** Stops early by some of the rows to learn from: the held-out ones have no say in it. */
  private History train(Mlp mlp, Examples learned) {
    Examples.Split split = learned.split(FOR_STOPPING, seed);
    int rows = batch == null ? Math.min(BATCH, split.training().count()) : batch;
    EpochLines lines = new EpochLines(out, epochs);
    lines.showTask(split, rows, PATIENCE);
    Trainer trainer =
        Trainer.of(mlp, Loss.mse(), Adam.of(mlp, learningRate).decoupledWeightDecay(1e-2))
            .epochs(epochs)
            .heldOut(split.heldOut())
            .earlyStopping(PATIENCE)
            .listener(ProgressLine.onTerminal())
            .listener(lines);
    Optional<Listener> pictures = report.listener("Regression", page -> page);
    try {
      return pictures
          .map(trainer::listener)
          .orElse(trainer)
          .fit(split.training().batches(rows).shuffled(seed));
    } catch (NotFiniteException e) {
      throw new UserError("the network's error grows without bound; try a smaller --learning-rate");
    }
  }

  private static void write(Path file, Examples heldOut, Model model) {
    Tensor predicted = model.predict(heldOut.inputs());
    StringBuilder text = new StringBuilder(line(List.of("actual", "predicted")));
    for (int i = 0; i < heldOut.count(); i++) {
      text.append(line(List.of(heldOut.targets().at(i, 0), predicted.at(i, 0))));
    }
    try {
      AtomicFile.write(file, to -> to.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw OutputFile.error("--predictions", file, e);
    }
  }

  private static String line(List<?> fields) {
    return CSVFormat.RFC4180.format(fields.toArray()) + CSVFormat.RFC4180.getRecordSeparator();
  }
}
