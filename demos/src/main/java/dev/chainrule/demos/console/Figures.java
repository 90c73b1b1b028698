package dev.chainrule.demos.console;

import java.math.BigDecimal;
import java.math.MathContext;
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

  /** Writes a number for a sentence, by at most five digits: {@code 0.3}, {@code 1.2e-22}. */
  public static String brief(double value) {
    return brief(value, 5);
  }

  /** Writes a number for a sentence, by at most as many digits as this, zeros at the end cut. */
  public static String brief(double value, int digits) {
    if (!Double.isFinite(value)) {
      return of(value, 0);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    return exponent >= -4 && exponent < 9
        ? rounded.toPlainString()
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
