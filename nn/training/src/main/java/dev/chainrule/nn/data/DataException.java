package dev.chainrule.nn.data;

import com.google.errorprone.annotations.FormatMethod;

/** Data are not what they should be; the message says, in one line, where and why. */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private DataException(String message) {
    super(message);
  }

  @FormatMethod
  static DataException of(Object where, String format, Object... arguments) {
    return new DataException(where + ": " + String.format(format, arguments));
  }
}
