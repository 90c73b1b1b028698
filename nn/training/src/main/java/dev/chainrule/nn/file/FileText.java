package dev.chainrule.nn.file;

import java.nio.file.Path;

/**
 * Makes text that comes out of a file fit for a message: without control characters, which could
 * forge a line of a log or move a terminal's cursor, and no longer than a person would read.
 */
public final class FileText {
  private static final int MAX_CHARS = 200;
  private static final int MAX_MESSAGE_CHARS = 2000;

  private FileText() {}

  /** Gives a text escaped, and cut where it is longer than {@value #MAX_CHARS} characters. */
  public static String shown(Object text) {
    return cut(text.toString(), MAX_CHARS);
  }

  /**
   * Runs something that may refuse what a file holds, in words that quote the file.
   *
   * @throws IllegalArgumentException if it is refused: with the file's name in front of the
   *     message, escaped, and cut where it is longer than {@value #MAX_MESSAGE_CHARS} characters
   */
  public static void naming(Path file, Runnable use) {
    try {
      use.run();
    } catch (IllegalArgumentException e) { // no cause: its message is neither cut nor escaped
      String message = file + ": " + cut(String.valueOf(e.getMessage()), MAX_MESSAGE_CHARS);
      throw new IllegalArgumentException(message);
    }
  }

  private static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return escaped(text);
    }
    boolean isInsidePair = Character.isHighSurrogate(text.charAt(maxChars - 1));
    return escaped(text.substring(0, isInsidePair ? maxChars - 1 : maxChars)) + "...";
  }

  /** Gives a text whose invisible characters are written as in Java's sources. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isVisible(c)) {
                escaped.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  escaped.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return escaped.toString();
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
