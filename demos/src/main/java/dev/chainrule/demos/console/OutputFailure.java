package dev.chainrule.demos.console;

import java.io.IOException;
import java.util.Locale;

/** Tells that what an example prints can't be written. */
public final class OutputFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final boolean isReaderGone;

  OutputFailure(IOException cause) {
    super("can't write the output: " + OutputFile.reason(cause), cause);
    String reason = String.valueOf(cause.getMessage());
    this.isReaderGone = reason.toLowerCase(Locale.ROOT).contains("pipe");
  }

  /** Says whether whoever was reading has had enough, as {@code head} has after some lines. */
  public boolean isReaderGone() {
    return isReaderGone;
  }
}
