package dev.chainrule.nn.data;

import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the rows of a CSV file that is open, one after the other, each as long as the header. */
final class CsvRows implements AutoCloseable {
  private static final ImmutableList<String> EMPTY_LINE = ImmutableList.of("");
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final List<String> OTHER_DELIMITERS = List.of(";", "\t", "|", ",");

  private final Path path;
  private final CsvSyntax syntax;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final ImmutableList<String> header; // with empty names, too

  private CsvRows(Path path, CsvSyntax syntax, CSVParser parser, boolean passesOverEmptyLines) {
    this.path = path;
    this.syntax = syntax;
    this.parser = parser;
    this.records = read(parser::iterator);
    if (!read(records::hasNext)) {
      throw UnreadableFileException.of(path, "is empty; its first line should name the columns");
    }
    this.header = firstRow(passesOverEmptyLines);
    checkHeader();
  }

  /** Gives the names, before which lines may be empty. */
  private ImmutableList<String> firstRow(boolean passesOverEmptyLines) {
    ImmutableList<String> row = row();
    while (!passesOverEmptyLines && row.equals(EMPTY_LINE) && read(records::hasNext)) {
      row = row();
    }
    return row;
  }

  /**
   * Opens a file and reads its header. Empty lines are passed over, but not in a file of one
   * column: there, they are rows without a value.
   */
  static CsvRows open(Path path, CsvSyntax syntax) {
    CsvRows rows = open(path, syntax, true);
    if (rows.header.size() > 1) {
      return rows;
    }
    rows.close();
    return open(path, syntax, false);
  }

  private static CsvRows open(Path path, CsvSyntax syntax, boolean passesOverEmptyLines) {
    if (Files.isDirectory(path)) {
      throw UnreadableFileException.of(path, "is a folder, not a file");
    }
    CSVParser parser;
    try {
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(syntax.delimiter())
              .setIgnoreEmptyLines(passesOverEmptyLines)
              .get();
      parser = parser(Files.newBufferedReader(path), format); // which refuses other than UTF-8
    } catch (CharacterCodingException e) {
      throw UnreadableFileException.of(path, "is not in UTF-8");
    } catch (IOException e) {
      throw UnreadableFileException.of(path, e);
    }
    try {
      return new CsvRows(path, syntax, parser, passesOverEmptyLines);
    } catch (UnreadableFileException e) {
      close(path, parser);
      throw e;
    }
  }

  /** Skips a byte order mark: to the parser, a quote after it would be one inside a field. */
  private static CSVParser parser(BufferedReader reader, CSVFormat format) throws IOException {
    try {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      return CSVParser.parse(reader, format);
    } catch (IOException e) {
      reader.close();
      throw e;
    }
  }

  private void checkHeader() {
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (!name.isEmpty() && !names.add(name)) {
        throw UnreadableFileException.of(
            path + ":1", "the columns must have names, each another; found %s", header);
      }
    }
    if (names.isEmpty()) {
      throw UnreadableFileException.of(
          path + ":1", "no column has a name; the first line should give them");
    }
  }

  /** Gives the names of the columns, but for those that have none, such as pandas' index. */
  List<String> header() {
    return header.stream().filter(name -> !name.isEmpty()).collect(ImmutableList.toImmutableList());
  }

  /**
   * Finds where columns are in each row.
   *
   * @throws UnreadableFileException if there is no such column
   */
  int[] indices(String... columns) {
    return Arrays.stream(columns).mapToInt(this::index).toArray();
  }

  private int index(String column) {
    int index = column.isEmpty() ? -1 : header.indexOf(column);
    if (index < 0) {
      throw UnreadableFileException.of(
          path, "has no column %s; its columns are %s%s", column, header(), delimiterHint());
    }
    return index;
  }

  /** What to say of a header in one piece; nothing if it is in several. */
  private String delimiterHint() {
    if (header.size() > 1) {
      return "";
    }
    return OTHER_DELIMITERS.stream()
        .filter(other -> header.get(0).contains(other))
        .findFirst()
        .map(other -> other.equals("\t") ? "\\t" : other)
        .map(
            other ->
                "; if '"
                    + other
                    + "' stands between them, say so by delimiter('%s')".formatted(other))
        .orElse("");
  }

  /** Gives the next row without the spaces around its fields; control characters are none. */
  private ImmutableList<String> row() {
    return read(records::next).stream().map(String::strip).collect(ImmutableList.toImmutableList());
  }

  boolean hasNext() {
    return read(records::hasNext);
  }

  List<String> next() {
    List<String> row = row();
    if (row.size() != header.size()) {
      throw UnreadableFileException.of(
          where(),
          "has %d fields; the header has %d%s%s",
          row.size(),
          header.size(),
          row.size() == header.size() + 1 ? "; if one is the row's name, it needs a name, too" : "",
          delimiterHint());
    }
    return row;
  }

  private <T> T read(Supplier<T> step) {
    try {
      return step.get();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw UnreadableFileException.of(where(), "is not in UTF-8");
      }
      throw UnreadableFileException.of(where(), "is not understood; is a quote left open?");
    }
  }

  /** Gives the line that was read last. */
  long line() {
    return Math.max(1, parser.getCurrentLineNumber());
  }

  private String where() {
    return path + ":" + line();
  }

  /** Says whether a value is missing in one of these columns. */
  boolean isMissingAny(List<String> row, int... indices) {
    return Arrays.stream(indices).anyMatch(index -> syntax.isMissing(row.get(index)));
  }

  /**
   * Refuses a field that is missing.
   *
   * @throws UnreadableFileException if it is
   */
  void checkPresent(List<String> row, int index) {
    if (syntax.isMissing(row.get(index))) {
      throw UnreadableFileException.of(
          where(),
          "column %s has no value; leave such rows out, or keep the gaps to be filled, by"
              + " missing(...)",
          header.get(index));
    }
  }

  /**
   * Reads a field as a number.
   *
   * @throws UnreadableFileException if it is none
   */
  double number(List<String> row, int index) {
    return number(syntax, where(), header.get(index), row.get(index));
  }

  /**
   * Reads a field as a number.
   *
   * @param where what the message begins with
   * @throws UnreadableFileException if it is none
   */
  static double number(CsvSyntax syntax, String where, String column, String field) {
    Double number = syntax.number(field);
    if (number == null) {
      throw UnreadableFileException.of(
          where, "column %s: '%s' is not a number%s", column, field, syntax.hint(field));
    }
    return number;
  }

  @Override
  public void close() {
    close(path, parser);
  }

  private static void close(Path path, CSVParser parser) {
    try {
      parser.close();
    } catch (IOException e) {
      throw UnreadableFileException.of(path, e);
    }
  }
}
