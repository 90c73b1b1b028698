package dev.chainrule.demos.fit;

import com.google.common.primitives.Doubles;
import dev.chainrule.demos.console.InputFile;
import dev.chainrule.demos.console.Prose;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.data.CsvFile;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** What was observed, y, at each x. */
final class Observations {
  private static final String BUILT_IN = "dose-response.csv";
  private static final double MAX_NUMBER = 1e100; // its square is a number, too
  private static final double LOGARITHMIC = 100; // so many times the smallest number
  private static final int MAX_ROWS = 100_000;

  private final String xName;
  private final String yName;
  private final double[] xs;
  private final double[] ys;

  private Observations(String xName, String yName, double[] xs, double[] ys) {
    this.xName = xName;
    this.yName = yName;
    this.xs = xs;
    this.ys = ys;
  }

  static Observations of(String xName, String yName, double[] xs, double[] ys) {
    return new Observations(xName, yName, xs.clone(), ys.clone());
  }

  /** Reads the table that the example brings along. */
  static Observations builtIn() {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(Observations.class.getResourceAsStream(BUILT_IN));
        BufferedReader text =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (CSVRecord row : format.parse(text)) {
        xs.add(Double.valueOf(row.get("dose")));
        ys.add(Double.valueOf(row.get("effect")));
      }
    } catch (IOException e) { // a file of this module
      throw new UncheckedIOException(e);
    }
    return new Observations("dose", "effect", Doubles.toArray(xs), Doubles.toArray(ys));
  }

  /**
   * Reads two columns of a CSV file whose first line names them.
   *
   * @param x the name of a column; none: the first one
   * @param y the name of a column; none: the second one
   * @throws UserError if there are no such columns, their numbers are too large, or a field is no
   *     number
   * @throws UnreadableFileException if the file can't be read
   */
  static Observations read(Path file, @Nullable String x, @Nullable String y) {
    InputFile.check("", file);
    CsvFile csv = CsvFile.at(file);
    List<String> columns = csv.columns();
    String xName = column("--x", file, columns, x, 0);
    String yName = column("--y", file, columns, y, 1);
    if (xName.equals(yName)) {
      throw new UserError(
          "--y: " + Prose.name(yName) + " is x, too; name another column by --x or --y");
    }
    if (Doubles.tryParse(xName) != null && Doubles.tryParse(yName) != null) {
      throw new UserError(
          file + ": its first line is to name the columns; put one such as x,y before the numbers");
    }
    double[][] numbers = numbers(csv, xName, yName);
    check(xName, numbers[0]);
    check(yName, numbers[1]);
    if (numbers[0].length > MAX_ROWS) {
      throw new UserError(file + ": is too large; at most " + MAX_ROWS + " rows are fitted");
    }
    return new Observations(xName, yName, numbers[0], numbers[1]);
  }

  private static double[][] numbers(CsvFile csv, String... columns) {
    try {
      return csv.numbers(columns).transpose().toRows();
    } catch (UnreadableFileException e) { // which speaks to who writes Java
      String message = String.valueOf(e.getMessage());
      throw new UserError(
          message
              .replaceFirst(";.* by missing\\(.*", "; leave such rows out")
              .replaceFirst(
                  " is not a number$", "$0; leave such rows out, or name another column"));
    }
  }

  private static String column(
      String option, Path file, List<String> columns, @Nullable String name, int otherwise) {
    if (name == null && otherwise >= columns.size()) {
      throw new UserError(
          file + ": has one column only; x and y are to be two, with a comma between");
    }
    if (name != null && !columns.contains(name)) {
      throw new UserError(
          option
              + ": "
              + file
              + " has no column "
              + Prose.name(name)
              + "; its columns are "
              + FileText.shown(columns));
    }
    return name == null ? columns.get(otherwise) : name;
  }

  private static void check(String name, double... numbers) {
    double largest = Arrays.stream(numbers).map(Math::abs).max().orElseThrow();
    if (largest > MAX_NUMBER || (largest > 0 && largest < 1 / MAX_NUMBER)) {
      throw new UserError(
          "column %s: its numbers are too %s; choose another unit"
              .formatted(Prose.name(name), largest > MAX_NUMBER ? "large" : "small"));
    }
  }

  /** The same places, with other numbers observed there. */
  Observations with(double... others) {
    return new Observations(xName, yName, xs, others.clone());
  }

  String xName() {
    return Prose.name(xName);
  }

  String yName() {
    return Prose.name(yName);
  }

  int count() {
    return xs.length;
  }

  double[] xs() {
    return xs.clone();
  }

  double[] ys() {
    return ys.clone();
  }

  double minX() {
    return Arrays.stream(xs).min().orElseThrow();
  }

  double maxX() {
    return Arrays.stream(xs).max().orElseThrow();
  }

  double minY() {
    return Arrays.stream(ys).min().orElseThrow();
  }

  double maxY() {
    return Arrays.stream(ys).max().orElseThrow();
  }

  double meanY() {
    return Arrays.stream(ys).average().orElseThrow();
  }

  /** What was first observed at an x that is there. */
  double yAt(double x) {
    return ys[IntStream.range(0, xs.length).filter(i -> xs[i] == x).findFirst().orElseThrow()];
  }

  /** How many different x there are. */
  int places() {
    return (int) Arrays.stream(xs).distinct().count();
  }

  /** Whether y grows with x, on the whole: the sign of their covariance, x by its rank. */
  boolean rises() {
    int[] byX =
        IntStream.range(0, xs.length)
            .boxed()
            .sorted((i, j) -> Double.compare(xs[i], xs[j]))
            .mapToInt(i -> i)
            .toArray();
    double middle = (xs.length - 1) / 2.0;
    double mean = meanY();
    return IntStream.range(0, byX.length).mapToDouble(r -> (r - middle) * (ys[byX[r]] - mean)).sum()
        >= 0;
  }

  /** Whether x is positive and spans so much that it is better drawn by its logarithm. */
  boolean isLogarithmic() {
    return minX() > 0 && maxX() / LOGARITHMIC > minX();
  }

  /** Whether x would be drawn by its logarithm, were it not 0 in some rows. */
  boolean isLogarithmicBeside0() {
    double least = Arrays.stream(xs).filter(x -> x > 0).min().orElse(maxX());
    return minX() == 0 && maxX() / LOGARITHMIC > least;
  }

  /** Whether y is the same in every row. */
  boolean isFlat() {
    return minY() == maxY();
  }

  /** So many x from the smallest to the largest, at equal distances as x is drawn. */
  double[] grid(int count) {
    double from = isLogarithmic() ? Math.log(minX()) : minX();
    double to = isLogarithmic() ? Math.log(maxX()) : maxX();
    return IntStream.range(0, count)
        .mapToDouble(i -> from + (to - from) * i / (count - 1))
        .map(v -> isLogarithmic() ? Math.exp(v) : v)
        .toArray();
  }
}
