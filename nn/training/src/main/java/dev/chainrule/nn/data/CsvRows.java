package dev.chainrule.nn.data;

import com.google.common.primitives.Doubles;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).get();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path path;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;

  private CsvRows(Path path, CSVParser parser) {
    this.path = path;
    this.parser = parser;
    this.records = read(parser::iterator);
    if (!read(records::hasNext)) {
      throw UnreadableFileException.of(path, "is empty; its first line should name the columns");
    }
    this.header =
        read(records::next).stream().map(name -> name.replace(BYTE_ORDER_MARK, "")).toList();
    checkHeader();
  }

  /** Opens a file and reads its header. */
  static CsvRows open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw UnreadableFileException.of(path, "there is no such file");
    }
    CSVParser parser;
    try {
      parser =
          CSVParser.parse(Files.newBufferedReader(path), FORMAT); // which refuses other than UTF-8
    } catch (IOException e) {
      throw UnreadableFileException.of(path, e);
    }
    try {
      return new CsvRows(path, parser);
    } catch (UnreadableFileException e) {
      close(path, parser);
      throw e;
    }
  }

  private void checkHeader() {
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (name.isEmpty() || !names.add(name)) {
        throw UnreadableFileException.of(
            path + ":1", "the columns must have names, each another; found %s", header);
      }
    }
  }

  List<String> header() {
    return header;
  }

  /**
   * Finds where a column is in each row.
   *
   * @throws UnreadableFileException if there is no such column
   */
  int index(String column) {
    int index = header.indexOf(column);
    if (index < 0) {
      throw UnreadableFileException.of(
          path, "has no column %s; its columns are %s", column, header);
    }
    return index;
  }

  boolean hasNext() {
    return read(records::hasNext);
  }

  CSVRecord next() {
    CSVRecord row = read(records::next);
    if (row.size() != header.size()) {
      throw UnreadableFileException.of(
          line(), "has %d fields; the header has %d", row.size(), header.size());
    }
    return row;
  }

  private <T> T read(Supplier<T> step) {
    try {
      return step.get();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw UnreadableFileException.of(line(), "is not in UTF-8");
      }
      throw UnreadableFileException.of(line(), "is not understood: %s", e);
    }
  }

  private String line() {
    return path + ":" + Math.max(1, parser.getCurrentLineNumber());
  }

  /**
   * Reads a field as a number.
   *
   * @throws UnreadableFileException if it is none
   */
  double number(CSVRecord row, int index) {
    String field = row.get(index);
    if (Missing.isMissing(field)) {
      throw UnreadableFileException.of(
          line(),
          "column %s has no value; leave such rows out, or put something in their place, by"
              + " missing(...)",
          header.get(index));
    }
    Double number = Doubles.tryParse(field);
    if (number == null || !Double.isFinite(number)) {
      throw UnreadableFileException.of(
          line(), "column %s: '%s' is not a number", header.get(index), field);
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
