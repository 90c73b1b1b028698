package dev.chainrule.nn.data;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.file.UnreadableFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds columns of numbers and of texts, all equally long, as they stand in a file; {@link
 * CsvFile#table} reads one. It is split before anything is made of it, so that nothing of the rows
 * that are held out gets into what is learned from; a {@link Preprocessor} turns it into {@link
 * Examples}.
 */
public final class Table {
  private final String origin; // the file's name; empty if there is none
  private final CsvSyntax syntax;
  private final ImmutableMap<String, String[]> columns;
  private final long[] lines; // of the file, for messages

  /**
   * Holds rows to learn from, and others to be tested on.
   *
   * @param training those to learn from
   * @param heldOut the others
   */
  public record Split(Table training, Table heldOut) {
    /** Gives how many there are on either side. */
    @Override
    public String toString() {
      return "Split(training " + training + ", held out " + heldOut + ")";
    }
  }

  private Table(
      String origin, CsvSyntax syntax, ImmutableMap<String, String[]> columns, long... lines) {
    this.origin = origin;
    this.syntax = syntax;
    this.columns = columns;
    this.lines = lines;
  }

  /** Gathers rows that come one after the other. */
  static final class Builder {
    private final String origin;
    private final List<String> names;
    private final CsvSyntax syntax;
    private final List<String[]> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private final Map<String, String> known = new LinkedHashMap<>();

    Builder(String origin, List<String> names, CsvSyntax syntax) {
      this.origin = origin;
      this.names = names;
      this.syntax = syntax;
    }

    /** Adds a row, of one field for each name. */
    void add(long line, String... fields) {
      for (int i = 0; i < fields.length; i++) {
        String field = syntax.isMissing(fields[i]) ? "" : fields[i];
        fields[i] = shared(field);
      }
      rows.add(fields);
      lines.add(line);
    }

    /** The same object for equal texts, as long as there are few: categories take little memory. */
    private String shared(String field) {
      String before = known.get(field);
      if (before == null && known.size() < 10_000) {
        known.put(field, field);
      }
      return before == null ? field : before;
    }

    int count() {
      return rows.size();
    }

    Table build() {
      ImmutableMap.Builder<String, String[]> columns = ImmutableMap.builder();
      for (int c = 0; c < names.size(); c++) {
        int column = c;
        columns.put(names.get(c), rows.stream().map(row -> row[column]).toArray(String[]::new));
      }
      return new Table(
          origin, syntax, columns.buildOrThrow(), lines.stream().mapToLong(line -> line).toArray());
    }
  }

  /**
   * Makes a table of columns by name, such as a row to predict from: {@code
   * Table.of(Map.of("rooms", List.of(3), "kind", List.of("flat")))}.
   *
   * @param columns of numbers, texts, or null where a value is missing; all equally long
   * @throws IllegalArgumentException if there are no columns, they are of several lengths, or a
   *     number is NaN or infinite
   */
  public static Table of(Map<String, ? extends List<? extends @Nullable Object>> columns) {
    checkArgument(!columns.isEmpty(), "Table.of: there are no columns");
    int count = columns.values().iterator().next().size();
    ImmutableMap.Builder<String, String[]> texts = ImmutableMap.builder();
    columns.forEach(
        (name, column) -> {
          checkArgument(
              column.size() == count,
              "Table.of: column %s has %s rows, another has %s",
              name,
              column.size(),
              count);
          texts.put(name, column.stream().map(value -> text(name, value)).toArray(String[]::new));
        });
    return new Table(
        "",
        CsvSyntax.PLAIN,
        texts.buildOrThrow(),
        IntStream.range(0, count).asLongStream().toArray());
  }

  private static String text(String column, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Number number) {
      checkArgument(
          Double.isFinite(number.doubleValue()),
          "Table.of: column %s: %s; where a value is missing, give null",
          column,
          number);
    }
    return value.toString().strip();
  }

  /** Gives the names of the columns. */
  public List<String> columns() {
    return columns.keySet().asList();
  }

  /** Counts the rows. */
  public int count() {
    return lines.length;
  }

  /**
   * Gives columns of numbers.
   *
   * @return shape [rows, columns]; NaN where a value is missing
   * @throws UnreadableFileException if a field of a file is no number
   * @throws IllegalArgumentException if there is no such column, or a field of a table that the
   *     program made is no number
   */
  public Tensor numbers(String... names) {
    Shape shape = Shape.of(count(), names.length);
    double[] numbers = new double[shape.elements()];
    for (int c = 0; c < names.length; c++) {
      String[] column = column("numbers", names[c]);
      for (int row = 0; row < column.length; row++) {
        numbers[row * names.length + c] =
            column[row].isEmpty() ? Double.NaN : number(row, names[c], column[row]);
      }
    }
    return Tensor.of(shape, numbers);
  }

  /**
   * Gives a column as it stands; where a value is missing, an empty text.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public List<String> texts(String column) {
    return ImmutableList.copyOf(column("texts", column));
  }

  private double number(int row, String name, String field) {
    Double number = syntax.number(field);
    if (number == null && origin.isEmpty()) {
      throw new IllegalArgumentException(
          "numbers: %s: column %s: '%s' is not a number"
              .formatted(where(row), FileText.shown(name), FileText.shown(field)));
    }
    return number == null ? CsvRows.number(syntax, where(row), name, field) : number;
  }

  /** Says where a row comes from: the file and its line, or its place in what was given. */
  String where(int row) {
    return origin.isEmpty() ? "row " + lines[row] : origin + ":" + lines[row];
  }

  /**
   * Refuses names that no column has.
   *
   * @param method that the user called
   */
  void check(String method, List<String> names) {
    for (String name : names) {
      Object unused = column(method, name);
    }
  }

  private String[] column(String method, String name) {
    String[] column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "%s: there is no column %s; the columns are %s%s"
              .formatted(
                  method,
                  FileText.shown(name),
                  FileText.shown(columns()),
                  columns.size() == 1 && columns().get(0).contains(name)
                      ? "; if something else than a comma stands between them, say so by"
                          + " CsvFile.delimiter"
                      : ""));
    }
    return column;
  }

  /**
   * Takes some of the rows in some order; one may be there more than once.
   *
   * @throws IllegalArgumentException if there is no such row
   */
  public Table rows(int... which) {
    for (int row : which) {
      checkArgument(row >= 0 && row < count(), "rows: row %s of %s", row, count());
    }
    ImmutableMap.Builder<String, String[]> some = ImmutableMap.builder();
    columns.forEach(
        (name, column) ->
            some.put(name, Arrays.stream(which).mapToObj(i -> column[i]).toArray(String[]::new)));
    return new Table(
        origin,
        syntax,
        some.buildOrThrow(),
        Arrays.stream(which).mapToLong(i -> lines[i]).toArray());
  }

  /**
   * Holds some rows out at random.
   *
   * @param heldOut the share to hold out, such as 0.2
   * @param seed the same seed holds the same out
   * @throws IllegalArgumentException if nothing is left on one side
   */
  public Split split(double heldOut, long seed) {
    return split(Partition.random(count(), heldOut, seed));
  }

  /**
   * Holds the same share of each class out at random, rounded, but at least one row of each and
   * never all.
   *
   * @param column that names the class of each row
   * @param heldOut the share to hold out, such as 0.2
   * @param seed the same seed holds the same out
   * @throws IllegalArgumentException if the share is not between 0 and 1, there is no such column,
   *     or a class has but one row
   */
  public Split stratifiedSplit(String column, double heldOut, long seed) {
    return split(Partition.stratified(texts(column), heldOut, seed));
  }

  /**
   * Holds each row out once: so many splits, each of which holds another part out at random.
   *
   * @param count how many parts; their sizes differ by one row at most
   * @param seed the same seed gives the same splits
   * @throws IllegalArgumentException if it is less than 2, or there are fewer rows
   */
  public List<Split> folds(int count, long seed) {
    return Partition.folds(count(), count, seed).stream().map(this::split).toList();
  }

  /**
   * Holds each row out once, the rows of each class being spread over the parts evenly: no part has
   * more than one row of a class more than another.
   *
   * @param column that names the class of each row
   * @param count how many parts; their sizes differ by one row at most
   * @param seed the same seed gives the same splits
   * @throws IllegalArgumentException if it is less than 2, there is no such column, or a class has
   *     fewer rows
   */
  public List<Split> stratifiedFolds(String column, int count, long seed) {
    return Partition.stratifiedFolds(texts(column), count, seed).stream().map(this::split).toList();
  }

  private Split split(Partition partition) {
    return new Split(rows(partition.training()), rows(partition.heldOut()));
  }

  /** Gives how many rows there are, and the names of the columns. */
  @Override
  public String toString() {
    return "Table(" + count() + " rows of " + columns() + ")";
  }
}
