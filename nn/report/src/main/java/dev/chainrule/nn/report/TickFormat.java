package dev.chainrule.nn.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Locale;

/** Writes the numbers of an axis: short, and the same in every country. */
final class TickFormat extends NumberFormat {
  private static final long serialVersionUID = 1;
  private static final double SMALLEST = 1e-4;
  private static final double LARGEST = 1e6;
  private static final MathContext DIGITS = new MathContext(6);

  /** Writes up to six digits; very small and very large numbers by powers of ten, as 2.5e-7. */
  static String text(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    double size = Math.abs(number);
    if (size != 0 && (size < SMALLEST || size >= LARGEST)) {
      String text = String.format(Locale.ROOT, "%.3e", number);
      return text.replaceFirst("\\.?0*e([-+])0*", "e$1").replace("e+", "e");
    }
    BigDecimal rounded = new BigDecimal(number).round(DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  @Override
  public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
    return to.append(text(number));
  }

  @Override
  public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
    return to.append(number);
  }

  /** Refuses: what is on an axis is not read again. */
  @Override
  public Number parse(String text, ParsePosition position) {
    throw new UnsupportedOperationException("parse");
  }
}
