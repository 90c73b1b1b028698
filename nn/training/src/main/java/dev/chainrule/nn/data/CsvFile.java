package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.UnreadableFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table out of a CSV file in UTF-8, whose first line names the columns. Fields may be
 * quoted; spaces around them don't count. Every mistake in the file is told by its line and column.
 *
 * <pre>{@code
 * Examples houses =
 *     CsvFile.at(Path.of("houses.csv"))
 *         .missing(Missing.MEAN)
 *         .examples(List.of("rooms", "area"), List.of("price"));
 * }</pre>
 */
public final class CsvFile {
  private final Path path;
  private final Missing missing;

  private CsvFile(Path path, Missing missing) {
    this.path = path;
    this.missing = missing;
  }

  /** Names a file in which no value may be missing. It is read anew by each method. */
  public static CsvFile at(Path path) {
    return new CsvFile(path, Missing.REFUSE);
  }

  /** Says what is to be done where a value is missing. */
  public CsvFile missing(Missing missing) {
    return new CsvFile(path, missing);
  }

  /**
   * Reads the names of the columns.
   *
   * @throws UnreadableFileException if the file can't be read
   */
  public List<String> columns() {
    try (CsvRows rows = CsvRows.open(path)) {
      return rows.header();
    }
  }

  /**
   * Reads a column as it stands; missing values too, unless their rows are to be left out.
   *
   * @throws UnreadableFileException if the file can't be read, or there is no such column
   */
  public List<String> texts(String column) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    try (CsvRows rows = CsvRows.open(path)) {
      int index = rows.index(column);
      while (rows.hasNext()) {
        CSVRecord row = rows.next();
        if (isKept(row)) {
          texts.add(row.get(index));
        }
      }
    }
    return texts.build();
  }

  /**
   * Reads columns of numbers.
   *
   * @return shape [rows, columns]
   * @throws UnreadableFileException if the file can't be read, has no rows, or a field is no number
   */
  public Tensor numbers(String... columns) {
    List<double[]> found = new ArrayList<>();
    try (CsvRows rows = CsvRows.open(path)) {
      int[] indices = Arrays.stream(columns).mapToInt(rows::index).toArray();
      while (rows.hasNext()) {
        CSVRecord row = rows.next();
        if (isKept(row)) {
          found.add(numbers(rows, row, indices));
        }
      }
    }
    if (found.isEmpty()) {
      throw UnreadableFileException.of(path, "has no rows");
    }
    Tensor numbers = Tensor.of(found.toArray(double[][]::new));
    return missing == Missing.MEAN ? filled(numbers, columns) : numbers;
  }

  private boolean isKept(CSVRecord row) {
    return missing != Missing.DROP_ROW || row.stream().noneMatch(Missing::isMissing);
  }

  /** Reads some fields of a row; where a mean is still to be put, NaN, which no field is. */
  private double[] numbers(CsvRows rows, CSVRecord row, int[] indices) {
    return Arrays.stream(indices)
        .mapToDouble(
            index ->
                missing == Missing.MEAN && Missing.isMissing(row.get(index))
                    ? Double.NaN
                    : rows.number(row, index))
        .toArray();
  }

  private Tensor filled(Tensor numbers, String... columns) {
    double[] all = numbers.toArray();
    for (int column = 0; column < columns.length; column++) {
      double sum = 0;
      int count = 0;
      for (int i = column; i < all.length; i += columns.length) {
        if (!Double.isNaN(all[i])) {
          sum += all[i];
          count++;
        }
      }
      if (count == 0) {
        throw UnreadableFileException.of(path, "column %s has no values at all", columns[column]);
      }
      for (int i = column; i < all.length; i += columns.length) {
        all[i] = Double.isNaN(all[i]) ? sum / count : all[i];
      }
    }
    return Tensor.of(numbers.shape(), all);
  }

  /**
   * Reads columns of numbers to learn from, and others to be predicted.
   *
   * @return inputs of shape [rows, inputs], targets of shape [rows, targets]
   * @throws UnreadableFileException as {@link #numbers}
   */
  public Examples examples(List<String> inputs, List<String> targets) {
    Tensor all = numbers(concat(inputs, targets));
    return split(all, inputs.size());
  }

  private static String[] concat(List<String> inputs, List<String> targets) {
    checkArgument(
        !inputs.isEmpty() && !targets.isEmpty(),
        "CsvFile: inputs %s and targets %s; there must be some of each",
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
   * @throws IllegalArgumentException if the size is less than 1, or means are to be put in the
   *     place of missing values: these are known only in the end
   * @throws UnreadableFileException as {@link #numbers}, now or while an epoch is under way
   */
  public Batches batches(int size, List<String> inputs, List<String> targets) {
    checkArgument(size >= 1, "batches: size %s must be at least 1", size);
    checkArgument(
        missing != Missing.MEAN, "batches: the means of columns are not known before the end");
    String[] columns = concat(inputs, targets);
    try (CsvRows rows = CsvRows.open(path)) {
      for (String column : columns) {
        int unused = rows.index(column);
      }
    }
    return new CsvBatches(
        this + ": " + inputs + " -> " + targets,
        size,
        () -> open(columns),
        rows -> split(Tensor.of(rows.toArray(double[][]::new)), inputs.size()));
  }

  private CsvBatches.RowSource open(String... columns) {
    CsvRows rows = CsvRows.open(path);
    int[] indices = Arrays.stream(columns).mapToInt(rows::index).toArray();
    return new CsvBatches.RowSource() {
      @Override
      public double @Nullable [] next() {
        while (rows.hasNext()) {
          CSVRecord row = rows.next();
          if (isKept(row)) {
            return numbers(rows, row, indices);
          }
        }
        return null;
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
