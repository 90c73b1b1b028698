package dev.chainrule.demos.regression;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.Standardizer;
import dev.chainrule.nn.file.AtomicFile;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.loss.Metrics;
import dev.chainrule.nn.optim.Adam;
import dev.chainrule.nn.optim.Lbfgs;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Loss;
import dev.chainrule.nn.train.NotFiniteException;
import dev.chainrule.nn.train.ProgressLine;
import dev.chainrule.nn.train.Trainer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
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
      description = "Where there is no value: ${COMPLETION-CANDIDATES}.")
  private Gaps missing = Gaps.REFUSE;

  @Option(names = "--held-out", paramLabel = "SHARE", description = "Of the rows, to be tested on.")
  private double heldOut = 0.2;

  @Option(names = "--width", paramLabel = "N", description = "Of both hidden layers.")
  private int width = 32;

  @Option(names = "--epochs", paramLabel = "N", description = "At most.")
  private int epochs = 500;

  @Option(names = "--batch", paramLabel = "N", description = "Rows for each step.")
  private int batch = 16;

  @Option(names = "--learning-rate", paramLabel = "RATE", description = "Of Adam.")
  private double learningRate = 0.003;

  @Option(names = "--seed", paramLabel = "N", description = "Of all that is random.")
  private long seed = 1;

  @Option(
      names = "--predictions",
      paramLabel = "FILE",
      description = "A CSV file to write, of what was and what is predicted on the held-out rows.")
  private @Nullable Path predictions;

  @Override
  public void run() {
    Table table = table();
    Examples.Split split = split(table.examples());
    PrintStream out = System.out;
    out.printf(
        "== regression: %s from %d columns ==%n%n   %d rows to learn from, %d held out%n%n",
        table.target(), table.inputs().size(), split.training().count(), split.heldOut().count());
    Standardizer inputs = Standardizer.fit(split.training().inputs());
    Standardizer targets = Standardizer.fit(split.training().targets());
    Examples learned = split.training().map(inputs::apply, targets::apply);
    out.printf("   %-28s %8s %20s%n", "on held-out rows", "R^2", "mean absolute error");
    Model line = new Model(line(learned), inputs, targets);
    print(out, "a straight line, by L-BFGS", line, split.heldOut());
    Mlp mlp = mlp(table.inputs().size());
    History history = train(mlp, learned);
    Model network = new Model(mlp, inputs, targets);
    print(out, "a network of " + shape(table), network, split.heldOut());
    out.printf("%n   The network has learned for %d epochs.%n%n", history.epochs().size());
    if (predictions != null) {
      write(predictions, split.heldOut(), network);
      out.printf("   Predictions are in %s.%n%n", predictions);
    }
  }

  private Table table() {
    if (data == null && target == null) {
      return Table.builtIn(seed);
    }
    if (data == null || target == null) {
      throw new UserError(
          data == null ? "--target needs --data FILE, too" : "--data needs --target COLUMN, too");
    }
    return Table.read(data, target, categories, ignored, missing);
  }

  private Examples.Split split(Examples examples) {
    check("--width", width >= 1, width);
    check("--epochs", epochs >= 1, epochs);
    check("--batch", batch >= 1, batch);
    if (!(learningRate > 0 && Double.isFinite(learningRate))) {
      throw new UserError("--learning-rate: " + learningRate + " must be a positive number");
    }
    try {
      Examples.Split split = Gaps.filled(examples.split(heldOut, seed));
      int learned = split.training().split(FOR_STOPPING, seed).training().count();
      if (batch > learned) {
        throw new UserError(
            "--batch: %d is more than the %d rows to learn from".formatted(batch, learned));
      }
      return split;
    } catch (IllegalArgumentException e) {
      throw new UserError("--held-out: " + e.getMessage());
    }
  }

  private static void check(String option, boolean isRight, int value) {
    if (!isRight) {
      throw new UserError(option + ": " + value + " must be at least 1");
    }
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
    try {
      return Trainer.of(mlp, Loss.mse(), Adam.of(mlp, learningRate).decoupledWeightDecay(1e-2))
          .epochs(epochs)
          .heldOut(split.heldOut())
          .earlyStopping(PATIENCE)
          .listener(ProgressLine.onTerminal())
          .fit(split.training().batches(batch).shuffled(seed));
    } catch (NotFiniteException e) {
      throw new UserError(e.getMessage() + "; try a smaller --learning-rate");
    }
  }

  private static void print(PrintStream out, String name, Model model, Examples heldOut) {
    Tensor predicted = model.predict(heldOut.inputs());
    out.printf(
        "   %-28s %8.4f %20.6g%n",
        name,
        Metrics.rSquared(predicted, heldOut.targets()),
        Metrics.meanAbsoluteError(predicted, heldOut.targets()));
  }

  private void write(Path file, Examples heldOut, Model model) {
    Tensor predicted = model.predict(heldOut.inputs());
    StringBuilder text = new StringBuilder(line(List.of("actual", "predicted")));
    for (int i = 0; i < heldOut.count(); i++) {
      text.append(line(List.of(heldOut.targets().at(i, 0), predicted.at(i, 0))));
    }
    try {
      AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UserError("--predictions: " + file + ": can't be written: " + e);
    }
  }

  private static String line(List<?> fields) {
    return CSVFormat.RFC4180.format(fields.toArray()) + CSVFormat.RFC4180.getRecordSeparator();
  }
}
