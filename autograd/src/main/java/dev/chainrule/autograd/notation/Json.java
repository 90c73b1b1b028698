package dev.chainrule.autograd.notation;

import java.util.Locale;

/** Texts in JSON that may stand inside of a web page. */
public final class Json {
  private Json() {}

  /** Quotes a text; what a page or a script might take for its own is written by its number. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || "\"\\<>&'/".indexOf(c) >= 0) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
