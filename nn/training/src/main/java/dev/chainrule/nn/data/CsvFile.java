package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.UnreadableFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table out of a CSV file in UTF-8, whose first line names the columns. Fields may be
 * quoted; spaces around them don't count. A column without a name, such as the index that pandas
 * writes, is passed over, and so is an empty line, unless there is but one column: there, its value
 * is missing. Every mistake in the file is told by its line and column. Each setting gives a copy.
 *
 * <pre>{@code
 * Table.Split houses = CsvFile.at(Path.of("houses.csv")).missing(Missing.KEEP).table().split(0.2, 1);
 * Preprocessor preprocessor =
 *     Preprocessor.builder()
 *         .numbers("rooms", "area")
 *         .categories("kind")
 *         .target("price")
 *         .fit(houses.training());
 * }</pre>
 *
 * <p>Columns of numbers alone can be had at once, by {@link #examples}, or a batch at a time, by
 * {@link #batches}.
 */
public final class CsvFile {
  private final Path path;
  private final Missing missing;
  private final CsvSyntax syntax;

  private CsvFile(Path path, Missing missing, CsvSyntax syntax) {
    this.path = path;
    this.missing = missing;
    this.syntax = syntax;
  }

  /**
   * Names a file with commas between its fields, in which no value may be missing. It is read anew
   * by each method.
   */
  public static CsvFile at(Path path) {
    return new CsvFile(path, Missing.REFUSE, CsvSyntax.STANDARD);
  }

  /** Says what is to be done where a value is missing. */
  public CsvFile missing(Missing missing) {
    return new CsvFile(path, missing, syntax);
  }

  /**
   * Says what stands for no value, in place of {@code NA, N/A, n/a, <NA>, #N/A, #NA, NaN, nan,
   * -NaN, -nan, NULL, null, None} and {@code ?}; an empty field always does.
   */
  public CsvFile missingTokens(String... tokens) {
    ImmutableSet<String> all = ImmutableSet.<String>builder().add("").add(tokens).build();
    return new CsvFile(path, missing, syntax.withMissingTokens(all));
  }

  /**
   * Says what stands between fields, such as a semicolon or a tab.
   *
   * @throws IllegalArgumentException if it is a quote or the end of a line
   */
  public CsvFile delimiter(char delimiter) {
    checkArgument(
        "\"\r\n".indexOf(delimiter) < 0,
        "delimiter: a quote or the end of a line can't stand between fields");
    return new CsvFile(path, missing, syntax.withDelimiter(delimiter));
  }

  /** Says that a comma stands in numbers where a point would: 3,14. */
  public CsvFile decimalComma() {
    return new CsvFile(path, missing, syntax.withDecimalComma());
  }

  /**
   * Reads the names of the columns.
   *
   * @throws UnreadableFileException if the file can't be read
   */
  public List<String> columns() {
    try (CsvRows rows = CsvRows.open(path, syntax)) {
      return rows.header();
    }
  }

  /**
   * Reads columns, of numbers and of texts.
   *
   * @param columns all that have a name, if none is given; only in these a missing value counts
   * @return one row for each of the file's, unless rows are dropped
   * @throws UnreadableFileException if the file can't be read, has no rows, no such column, or a
   *     value is missing where none may be
   * @throws IllegalArgumentException if a column is named twice
   */
  public Table table(String... columns) {
    Set<String> known = new HashSet<>();
    for (String column : columns) {
      checkArgument(known.add(column), "table: column %s is named twice", column);
    }
    try (CsvRows rows = CsvRows.open(path, syntax)) {
      List<String> names = columns.length == 0 ? rows.header() : ImmutableList.copyOf(columns);
      int[] indices = rows.indices(names.toArray(String[]::new));
      Table.Builder table = new Table.Builder(path.toString(), names, syntax);
      for (List<String> row = next(rows, indices); row != null; row = next(rows, indices)) {
        if (missing == Missing.REFUSE) {
          for (int index : indices) {
            rows.checkPresent(row, index);
          }
        }
        table.add(rows.line(), Arrays.stream(indices).mapToObj(row::get).toArray(String[]::new));
      }
      checkSome(table.count());
      return table.build();
    }
  }

  private void checkSome(int rows) {
    if (rows == 0) {
      throw UnreadableFileException.of(
          path, missing == Missing.DROP_ROW ? "has no rows without gaps" : "has no rows");
    }
  }

  /** The next row that is not left out; null after the last one. */
  private @Nullable List<String> next(CsvRows rows, int... indices) {
    while (rows.hasNext()) {
      List<String> row = rows.next();
      if (missing != Missing.DROP_ROW || !rows.isMissingAny(row, indices)) {
        return row;
      }
    }
    return null;
  }

  /**
   * Reads a column as it stands; missing values too, unless their rows are to be left out. What
   * belongs together is better read by one {@link #table}.
   *
   * @throws UnreadableFileException if the file can't be read, or there is no such column
   */
  public List<String> texts(String column) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    try (CsvRows rows = CsvRows.open(path, syntax)) {
      int[] index = rows.indices(column);
      for (List<String> row = next(rows, index); row != null; row = next(rows, index)) {
        texts.add(row.get(index[0]));
      }
    }
    return texts.build();
  }

  /**
   * Reads columns of numbers.
   *
   * @return shape [rows, columns]; NaN where a value is missing, if gaps are kept
   * @throws UnreadableFileException if the file can't be read, has no rows, or a field is no number
   */
  public Tensor numbers(String... columns) {
    List<double[]> found = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(path, syntax)) {
      int[] indices = rows.indices(columns);
      for (double[] row = numbers(rows, indices); row != null; row = numbers(rows, indices)) {
        found.add(row);
      }
    }
    checkSome(found.size());
    return Tensor.of(found.toArray(double[][]::new));
  }

  /** The numbers of the next row that is not left out; null after the last one. */
  private double @Nullable [] numbers(CsvRows rows, int... indices) {
    List<String> row = next(rows, indices);
    return row == null
        ? null
        : Arrays.stream(indices).mapToDouble(index -> number(rows, row, index)).toArray();
  }

  private double number(CsvRows rows, List<String> row, int index) {
    if (missing == Missing.KEEP && rows.isMissingAny(row, index)) {
      return Double.NaN; // which no field is
    }
    rows.checkPresent(row, index);
    return rows.number(row, index);
  }

  /**
   * Reads columns of numbers to learn from, and others to be predicted.
   *
   * @return inputs of shape [rows, inputs], targets of shape [rows, targets]
   * @throws UnreadableFileException as {@link #numbers}
   */
  public Examples examples(List<String> inputs, List<String> targets) {
    Tensor all = numbers(concat("examples", inputs, targets));
    return split(all, inputs.size());
  }

  private static String[] concat(String method, List<String> inputs, List<String> targets) {
    checkArgument(
        !inputs.isEmpty() && !targets.isEmpty(),
        "%s: inputs %s and targets %s; there must be some of each",
        method,
        inputs,
        targets);
    return Stream.of(inputs, targets).flatMap(List::stream).toArray(String[]::new);
  }

  private static Examples split(Tensor rows, int inputs) {
    int columns = rows.shape().size(1);
    return Examples.of(rows.slice(1, 0, inputs), rows.slice(1, inputs, columns));
  }

  /**
   * Reads the same a batch at a time, in the order of the file, however large the file is: only a
   * batch of it is in memory.
   *
   * @throws IllegalArgumentException if the size is less than 1
   * @throws UnreadableFileException as {@link #numbers}, now or while an epoch is under way
   */
  public Batches batches(int size, List<String> inputs, List<String> targets) {
    checkArgument(size >= 1, "batches: size %s must be at least 1", size);
    String[] columns = concat("batches", inputs, targets);
    try (CsvRows rows = CsvRows.open(path, syntax)) {
      int[] unused = rows.indices(columns);
    }
    return new CsvBatches(
        this + ": " + inputs + " -> " + targets,
        size,
        () -> open(columns),
        rows -> split(Tensor.of(rows.toArray(double[][]::new)), inputs.size()));
  }

  private CsvBatches.RowSource open(String... columns) {
    CsvRows rows = CsvRows.open(path, syntax);
    int[] indices = rows.indices(columns);
    return new CsvBatches.RowSource() {
      @Override
      public double @Nullable [] next() {
        return numbers(rows, indices);
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  /** Gives the file's name, and what is done where a value is missing. */
  @Override
  public String toString() {
    return "CsvFile(" + path + ", missing values: " + missing + ")";
  }
}
