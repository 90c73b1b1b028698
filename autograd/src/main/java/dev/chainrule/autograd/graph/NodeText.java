package dev.chainrule.autograd.graph;

import java.util.Locale;

/** What is said of a node where people read it, in little room. */
final class NodeText {
  private static final int LONGEST = 60; // characters of a name

  private NodeText() {}

  /** What made a node, and its shape, or its number if it is one. */
  static String made(Node node) {
    return cut(node.made())
        + " "
        + (isNumber(node) ? "= " + number(node.value().item()) : node.shape());
  }

  static boolean isNumber(Node node) {
    return node.shape().rank() == 0;
  }

  /** A number to six digits. */
  static String number(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e6) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number)
        ? String.format(Locale.ROOT, "%.6g", number)
        : Double.toString(number);
  }

  /** Cuts what is too long, and shows what is no visible character as its number. */
  static String cut(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            c -> {
              if (Character.isISOControl(c)
                  || Character.getType(c) == Character.FORMAT
                  || Character.getType(c) == Character.LINE_SEPARATOR
                  || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                  || Character.getType(c) == Character.SURROGATE) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > LONGEST ? shown + "\u2026" : shown.toString();
  }
}
