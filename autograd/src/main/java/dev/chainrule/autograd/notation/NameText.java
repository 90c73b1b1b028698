package dev.chainrule.autograd.notation;

import java.util.regex.Pattern;

/**
 * Makes names fit for a formula. A user may give a value any name: one of a million characters, one
 * that breaks lines, or one that reads like a formula itself.
 */
public final class NameText {
  /** How long a name is in a formula, so that a derivative of one by another fits a line. */
  public static final int MAX_LENGTH = 30;

  private static final String GAP = "...";

  /** Words with dots between them, such as {@code layers.0.weight}. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_.]*");

  private static final Pattern NUMBER = Pattern.compile("NaN|Infinity");

  private NameText() {}

  /** Writes a name of up to {@link #MAX_LENGTH} characters; of a longer one, both ends. */
  public static String of(String name) {
    return of(name, MAX_LENGTH);
  }

  /**
   * Writes a name in one line: control characters become spaces, what is too long loses its middle,
   * and a name that reads like a formula or a number stands in quotes.
   *
   * @param name any text
   * @param maxLength in characters, without the quotes
   */
  public static String of(String name, int maxLength) {
    String shown = printable(cut(name, maxLength));
    boolean isPlain = PLAIN.matcher(shown).matches() && !NUMBER.matcher(shown).matches();
    return isPlain ? shown : "\"" + shown.replace('"', '\'') + "\"";
  }

  /** Writes an operation, such as {@code slice[0][2]}: in one line, cut, and without quotes. */
  public static String ofOperation(String text) {
    return printable(cut(text, 2 * MAX_LENGTH));
  }

  private static String cut(String name, int maxLength) {
    int length = name.codePointCount(0, name.length());
    if (length <= maxLength) {
      return name;
    }
    int end = (maxLength - GAP.length()) / 2;
    int begin = maxLength - GAP.length() - end;
    return name.substring(0, name.offsetByCodePoints(0, begin))
        + GAP
        + name.substring(name.offsetByCodePoints(name.length(), -end));
  }

  private static String printable(String name) {
    StringBuilder printable = new StringBuilder();
    name.codePoints().forEach(c -> printable.appendCodePoint(isPrintable(c) ? c : ' '));
    return printable.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT, // such as those that turn the direction of text
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
