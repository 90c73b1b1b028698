package dev.chainrule.demos.console;

import java.util.Locale;

/** Numbers for the columns of a table, none wider than its column. */
public final class Figures {
  private static final int MAX_DIGITS = 16;

  private Figures() {}

  /**
   * Writes a number with some decimals; with fewer, or with an exponent, if it is too wide else.
   *
   * @param width of the column, at least 7, which has room for any number; the rest is spaces
   */
  public static String fit(double value, int width, int decimals) {
    for (int i = decimals; i >= 0 && Math.abs(value) < 1e15; i--) {
      String plain = String.format(Locale.ROOT, "%." + i + "f", value);
      if (plain.length() <= width) {
        return " ".repeat(width - plain.length()) + plain;
      }
    }
    String text = Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
    for (int i = Math.min(width, MAX_DIGITS); i >= 0 && Double.isFinite(value); i--) {
      text = String.format(Locale.ROOT, "%." + i + "e", value);
      if (text.length() <= width) {
        break;
      }
    }
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Writes a number with some decimals, or fewer if it is large. */
  public static String of(double value, int decimals) {
    return fit(value, decimals + 6, decimals).strip();
  }
}
