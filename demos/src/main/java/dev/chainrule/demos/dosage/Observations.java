package dev.chainrule.demos.dosage;

import com.google.common.io.ByteStreams;
import com.google.common.primitives.Doubles;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.console.UserError;
import dev.chainrule.nn.file.FileText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** How effective the drug was at each dosage that was tried. */
final class Observations {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setTrim(true).setIgnoreEmptyLines(true).get();

  private static final double MAX_NUMBER = 1e6;
  private static final int MAX_ROWS = 10_000;
  private static final int MAX_BYTES = 1_000_000; // of a file that may never end

  private final double[] dosages;
  private final double[] effects;
  private final boolean isBuiltIn;
  private final Value dosage;
  private final Value observed;

  private Observations(double[] dosages, double[] effects, boolean isBuiltIn) {
    this.dosages = dosages;
    this.effects = effects;
    this.isBuiltIn = isBuiltIn;
    this.dosage = Value.constant(Tensor.of(dosages)).named("dosage");
    this.observed = Value.constant(Tensor.of(effects)).named("observed");
  }

  /** Too little does nothing, too much does nothing, half the highest dosage works. */
  static Observations builtIn() {
    return new Observations(new double[] {0, 0.5, 1}, new double[] {0, 1, 0}, true);
  }

  /**
   * Reads a CSV file of two columns, dosage and effectiveness; a first row without numbers is a
   * header.
   *
   * @throws UserError if the file can't be read, is too large, or a row is not two numbers, neither
   *     of which is too large
   */
  static Observations read(Path file) {
    List<Double> dosages = new ArrayList<>();
    List<Double> effects = new ArrayList<>();
    try (InputStream all = Files.newInputStream(file);
        InputStream some = ByteStreams.limit(all, MAX_BYTES);
        CSVParser rows = CSVParser.parse(some, StandardCharsets.UTF_8, FORMAT)) {
      for (CSVRecord row : rows) {
        String place = file + ", line " + rows.getCurrentLineNumber();
        if (row.size() != 2) {
          throw new UserError(
              place + ": expected 2 columns (dosage, effectiveness), found " + row.size());
        }
        if (row.getRecordNumber() == 1 && isHeader(row)) {
          continue;
        }
        dosages.add(number(place, row.get(0)));
        effects.add(number(place, row.get(1)));
        check(file, dosages.size() <= MAX_ROWS);
      }
      check(file, all.read() < 0); // what is beyond the limit
    } catch (IOException | UncheckedIOException e) {
      throw new UserError(reason(file, e));
    }
    if (dosages.isEmpty()) {
      throw new UserError(file + ": no observations; expected rows of dosage, effectiveness");
    }
    return new Observations(Doubles.toArray(dosages), Doubles.toArray(effects), false);
  }

  private static void check(Path file, boolean isSmall) {
    if (!isSmall) {
      throw new UserError(file + ": is too large; at most " + MAX_ROWS + " rows are read");
    }
  }

  private static boolean isHeader(CSVRecord row) {
    return row.stream().allMatch(field -> Doubles.tryParse(field) == null);
  }

  private static double number(String place, String field) {
    Double number = Doubles.tryParse(field);
    if (number == null || !Double.isFinite(number)) {
      throw new UserError(place + ": '" + FileText.shown(field) + "' is not a finite number");
    }
    if (Math.abs(number) > MAX_NUMBER) {
      throw new UserError(place + ": " + number + " is too large; choose a larger unit");
    }
    return number;
  }

  private static String reason(Path file, Exception e) {
    if (!Files.exists(file)) {
      return file + ": there is no such file";
    }
    if (Files.isDirectory(file)) {
      return file + ": is a folder; expected a CSV file";
    }
    if (e instanceof AccessDeniedException) {
      return file + ": there is no permission to read it";
    }
    return file + ": can't be read as CSV, perhaps for its quotes";
  }

  int count() {
    return dosages.length;
  }

  boolean isBuiltIn() {
    return isBuiltIn;
  }

  /** The dosages as a constant, made once: for each of many steps. */
  Value dosage() {
    return dosage;
  }

  /** The effects as a constant, made once: for each of many steps. */
  Value observed() {
    return observed;
  }

  double[] dosages() {
    return dosages.clone();
  }

  double[] effects() {
    return effects.clone();
  }
}
