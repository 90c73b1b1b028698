package dev.chainrule.nn.data;

import com.google.common.collect.ImmutableSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes its fields: the character between them, the point or comma in a number, and
 * what stands for no value.
 */
record CsvSyntax(char delimiter, boolean hasDecimalComma, ImmutableSet<String> missingTokens) {
  static final CsvSyntax STANDARD =
      new CsvSyntax(
          ',',
          false,
          ImmutableSet.of(
              "", "NA", "N/A", "n/a", "<NA>", "#N/A", "#NA", "NaN", "nan", "-NaN", "-nan", "NULL",
              "null", "None", "?"));

  /** Of tables that a program makes: a text is what it is, but for an empty one. */
  static final CsvSyntax PLAIN = new CsvSyntax(',', false, ImmutableSet.of(""));

  // Java would read more: 1d, 0x1p3, Infinity.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  CsvSyntax withDelimiter(char delimiter) {
    return new CsvSyntax(delimiter, hasDecimalComma, missingTokens);
  }

  CsvSyntax withDecimalComma() {
    return new CsvSyntax(delimiter, true, missingTokens);
  }

  CsvSyntax withMissingTokens(ImmutableSet<String> missingTokens) {
    return new CsvSyntax(delimiter, hasDecimalComma, missingTokens);
  }

  boolean isMissing(String field) {
    return missingTokens.contains(field);
  }

  /** Reads a finite number; null if the field is none. */
  @Nullable Double number(String field) {
    if (hasDecimalComma && field.indexOf('.') >= 0) {
      return null; // a point would be one of thousands, or a mistake
    }
    String pointed = hasDecimalComma ? field.replace(',', '.') : field;
    if (!NUMBER.matcher(pointed).matches()) {
      return null;
    }
    double number = Double.parseDouble(pointed);
    return Double.isFinite(number) ? number : null;
  }

  /** What to say of a field that is no number; nothing if it is just that. */
  String hint(String field) {
    boolean isByComma = !hasDecimalComma && withDecimalComma().number(field) != null;
    return isByComma ? "; if its comma is a decimal point, say so by decimalComma()" : "";
  }
}
