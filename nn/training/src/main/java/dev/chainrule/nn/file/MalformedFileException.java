package dev.chainrule.nn.file;

import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;

/** A file is not what it should be; the message names it and says why. */
public final class MalformedFileException extends IOException {
  private static final long serialVersionUID = 1;

  private MalformedFileException(String message) {
    super(message);
  }

  /**
   * An exception about a file.
   *
   * @param file what the message begins with
   * @param format of the reason, as of {@link String#format}
   */
  @FormatMethod
  public static MalformedFileException of(Object file, String format, Object... arguments) {
    return new MalformedFileException(file + ": " + String.format(format, arguments));
  }
}
