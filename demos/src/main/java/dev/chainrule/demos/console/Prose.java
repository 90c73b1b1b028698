package dev.chainrule.demos.console;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.errorprone.annotations.FormatMethod;
import dev.chainrule.nn.file.FileText;
import java.util.Locale;

/** Sentences, broken into lines that fit a terminal. */
public final class Prose {
  private static final int WIDTH = 80;
  private static final int MAX_NAME = 36;
  private static final String INDENT = "   ";
  private static final CharMatcher INVISIBLE =
      CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\u2028\u2029"));

  private Prose() {}

  /**
   * Breaks a text into indented lines of at most 80 columns, as far as its words are shorter.
   *
   * @param format of the text, as of {@link String#format}
   */
  @FormatMethod
  public static String lines(String format, Object... arguments) {
    StringBuilder text = new StringBuilder();
    int column = WIDTH;
    for (String word :
        Splitter.on(' ').split(line(String.format(Locale.ROOT, format, arguments)))) {
      if (column + 1 + word.length() > WIDTH) {
        text.append(text.length() == 0 ? "" : System.lineSeparator()).append(INDENT).append(word);
        column = INDENT.length() + word.length();
      } else {
        text.append(' ').append(word);
        column += 1 + word.length();
      }
    }
    return text.toString();
  }

  /** Makes one line of a text: whatever would break it, or move a cursor, becomes a space. */
  public static String line(String text) {
    return INVISIBLE.replaceFrom(text, ' ');
  }

  /** Gives a name out of a file escaped, and cut where it is too long for a table. */
  public static String name(String name) {
    return FileText.shown(
        name.length() > MAX_NAME ? name.substring(0, MAX_NAME - 3) + "..." : name);
  }
}
