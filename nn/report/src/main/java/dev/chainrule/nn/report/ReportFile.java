package dev.chainrule.nn.report;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.History;
import dev.chainrule.nn.train.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes a report when training is over, whether it came to its end, was interrupted or failed:
 * loss, metrics, learning rate, the gradient norm of each layer, and charts of what the model has
 * become.
 *
 * <pre>{@code
 * ReportFile report =
 *     ReportFile.at(Path.of("moons.html"), "Half-moons")
 *         .chart(() -> DecisionBoundary.of(mlp, heldOut));
 * trainer.checkpoint(Path.of("moons.checkpoint")).listener(report).fit(batches);
 * }</pre>
 */
public final class ReportFile implements Listener {
  private final Path file;
  private final String title;
  private final ImmutableList<Supplier<Chart>> charts;
  private final List<Epoch> epochs;
  private final GradientNorms norms = GradientNorms.of();

  private ReportFile(
      Path file, String title, ImmutableList<Supplier<Chart>> charts, List<Epoch> epochs) {
    this.file = file;
    this.title = title;
    this.charts = charts;
    this.epochs = new ArrayList<>(epochs);
  }

  /** Makes a listener that writes a report into a file, and replaces what is there. */
  public static ReportFile at(Path file, String title) {
    return new ReportFile(file, title, ImmutableList.of(), ImmutableList.of());
  }

  /** Adds a chart that is drawn when training is over: of the model as it is then. */
  public ReportFile chart(Supplier<Chart> chart) {
    return new ReportFile(
        file,
        title,
        ImmutableList.<Supplier<Chart>>builder().addAll(charts).add(chart).build(),
        epochs);
  }

  /**
   * Puts the epochs of a training that is resumed before those that are to come; their gradient
   * norms are not known.
   *
   * @param history such as {@link dev.chainrule.nn.train.Checkpoint#history} of what is resumed
   */
  public ReportFile after(History history) {
    return new ReportFile(file, title, charts, history.epochs());
  }

  @Override
  public void gradientsFound(int epoch, int batch, Map<String, Tensor> gradients) {
    norms.gradientsFound(epoch, batch, gradients);
  }

  @Override
  public void epochDone(Epoch epoch) {
    norms.epochDone(epoch);
    epochs.add(epoch);
  }

  /**
   * Writes the report.
   *
   * @throws UncheckedIOException if it can't be written; the old file is as it was then
   */
  @Override
  public void close() {
    TrainingReport report = TrainingReport.of(title, new History(epochs));
    if (!norms.layers().isEmpty()) {
      report = report.chart(norms.chart());
    }
    report = report.charts(charts.stream().map(Supplier::get).toList());
    try {
      report.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException("can't write the report: " + e.getMessage(), e);
    }
  }

  /** Gives the file and the number of epochs so far. */
  @Override
  public String toString() {
    return "ReportFile(%s, %d epochs)".formatted(file, epochs.size());
  }
}
