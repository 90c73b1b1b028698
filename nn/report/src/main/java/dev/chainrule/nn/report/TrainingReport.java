package dev.chainrule.nn.report;

import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.file.AtomicFile;
import dev.chainrule.nn.train.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A page about one training: the charts of its history, others that are added, and every number of
 * every epoch. It is one HTML file that needs no network and runs no script. A report does not
 * change: what is added gives another one.
 *
 * <pre>{@code
 * TrainingReport.of("Half-moons", history)
 *     .chart(norms.chart())
 *     .chart(DecisionBoundary.of(mlp, heldOut))
 *     .write(Path.of("moons.html"));
 * }</pre>
 */
public final class TrainingReport {
  private final String title;
  private final History history;
  private final ImmutableList<Chart> more;

  private TrainingReport(String title, History history, ImmutableList<Chart> more) {
    this.title = title;
    this.history = history;
    this.more = more;
  }

  /** Begins a report with the charts of a history. */
  public static TrainingReport of(String title, History history) {
    return new TrainingReport(title, history, ImmutableList.of());
  }

  /** Adds a chart after those that are there. */
  public TrainingReport chart(Chart chart) {
    return charts(List.of(chart));
  }

  /** Adds charts after those that are there. */
  public TrainingReport charts(List<Chart> charts) {
    ImmutableList<Chart> all = ImmutableList.<Chart>builder().addAll(more).addAll(charts).build();
    return new TrainingReport(title, history, all);
  }

  /** Gives the page as text, which is well-formed XML, too. */
  public String toHtml() {
    ImmutableList.Builder<Chart> charts = ImmutableList.builder();
    if (!history.epochs().isEmpty()) {
      charts.addAll(HistoryCharts.all(history));
    }
    return new ReportPage(title, history, charts.addAll(more).build()).text();
  }

  /**
   * Writes the page into a file, which is replaced as a whole or not at all.
   *
   * @throws IOException if it can't be written; the old file is as it was then
   */
  public void write(Path file) throws IOException {
    byte[] bytes = toHtml().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  /** Gives the number of epochs, and of the charts that were added. */
  @Override
  public String toString() {
    return "TrainingReport(%d epochs, %d charts added)"
        .formatted(history.epochs().size(), more.size());
  }
}
