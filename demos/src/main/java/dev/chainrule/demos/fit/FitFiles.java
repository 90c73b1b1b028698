package dev.chainrule.demos.fit;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.OptionError;
import dev.chainrule.demos.console.OutputFile;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.file.AtomicFile;
import dev.chainrule.nn.report.FittedCurve;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for files, and what is written to them: a picture, and tables for other programs. */
final class FitFiles {
  private static final int PLACES = 201; // of the band, from end to end

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Write a picture of rows, curve and band: an .svg or a .png file.")
  private @Nullable Path chart;

  @Option(
      names = "--residuals",
      paramLabel = "FILE",
      description = "A CSV file to write, of each row, the curve there, and the residual.")
  private @Nullable Path residuals;

  @Option(
      names = "--band",
      paramLabel = "FILE",
      description = "A CSV file to write, of the curve and its band at " + PLACES + " places.")
  private @Nullable Path band;

  /** Leaves the files open until the command line is read. */
  FitFiles() {}

  /**
   * Checks that the files can be written, and are none of those that are read, nor one another.
   *
   * @throws UserError if not
   */
  void check(@Nullable Path data) {
    Map<String, Path> kept =
        new LinkedHashMap<>(data == null ? ImmutableMap.of() : ImmutableMap.of("--data", data));
    check("--chart", chart, kept);
    check("--residuals", residuals, kept);
    check("--band", band, kept);
    if (chart != null && !chart.toString().toLowerCase(Locale.ROOT).matches("(?s).*\\.(svg|png)")) {
      throw new OptionError("--chart: " + chart + ": its name must end in .svg or .png");
    }
  }

  private static void check(String option, @Nullable Path file, Map<String, Path> kept) {
    if (file != null) {
      OutputFile.check(option, file, kept);
      kept.put(option, file);
    }
  }

  /** Writes what was asked for, and says so. */
  void write(Fit fit, PrintStream out) {
    if (chart != null) {
      writeChart(chart, fit);
      out.println(Prose.lines("A picture is in %s.", chart));
      out.println();
    }
    if (residuals != null) {
      write("--residuals", residuals, residuals(fit));
      out.println(Prose.lines("The residuals are in %s.", residuals));
      out.println();
    }
    if (band != null) {
      write("--band", band, band(fit));
      out.println(Prose.lines("The band is in %s.", band));
      out.println();
    }
  }

  private static void writeChart(Path file, Fit fit) {
    Observations observed = fit.observed();
    Tensor points = Tensor.of(new double[][] {observed.xs(), observed.ys()}).transpose();
    double[][] places =
        Arrays.stream(fit.band(observed.grid(PLACES)))
            .map(at -> new double[] {at.x(), at.fitted(), at.lower(), at.upper()})
            .toArray(double[][]::new);
    String title = "y = " + fit.curve().formula();
    try {
      FittedCurve.of(
              title,
              observed.xName(),
              observed.yName(),
              observed.isLogarithmic(),
              points,
              Tensor.of(places))
          .write(file);
    } catch (IOException e) {
      throw OutputFile.error("--chart", file, e);
    }
  }

  private static List<Object[]> residuals(Fit fit) {
    Observations observed = fit.observed();
    Fit.Band[] at = fit.band(observed.xs());
    double[] ys = observed.ys();
    List<Object[]> rows =
        header(observed.xName(), observed.yName(), "fitted", "residual", "from", "to");
    for (int i = 0; i < ys.length; i++) {
      rows.add(
          new Object[] {
            at[i].x(), ys[i], at[i].fitted(), fit.residual(i), at[i].lower(), at[i].upper()
          });
    }
    return rows;
  }

  private static List<Object[]> band(Fit fit) {
    Observations observed = fit.observed();
    List<Object[]> rows = header(observed.xName(), "fitted", "from", "to");
    for (Fit.Band at : fit.band(observed.grid(PLACES))) {
      rows.add(new Object[] {at.x(), at.fitted(), at.lower(), at.upper()});
    }
    return rows;
  }

  private static List<Object[]> header(String... names) {
    List<Object[]> rows = new ArrayList<>();
    rows.add(names);
    return rows;
  }

  private static void write(String option, Path file, List<Object[]> rows) {
    StringBuilder text = new StringBuilder();
    for (Object[] row : rows) {
      text.append(CSVFormat.RFC4180.format(row)).append(CSVFormat.RFC4180.getRecordSeparator());
    }
    try {
      AtomicFile.write(file, to -> to.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw OutputFile.error(option, file, e);
    }
  }
}
