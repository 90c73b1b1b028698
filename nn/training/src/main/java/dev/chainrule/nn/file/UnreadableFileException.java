package dev.chainrule.nn.file;

import com.google.errorprone.annotations.FormatMethod;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Tells that a file is not there, can't be read, or does not hold what it should. The message is
 * one line that begins with the file's name, and says where in it what is wrong; text out of the
 * file stands there escaped and cut. The cause tells a missing file from a malformed one.
 */
public final class UnreadableFileException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  private UnreadableFileException(String message, IOException cause) {
    super(message, cause);
  }

  /**
   * Makes an exception for a file that does not hold what it should.
   *
   * @param file what the message begins with: the file's name, perhaps with a line
   * @param format of the reason, as of {@link String#format}
   * @param arguments numbers as they are, and all else as {@link FileText#shown} gives it
   */
  @FormatMethod
  public static UnreadableFileException of(Object file, String format, Object... arguments) {
    Object[] shown =
        Stream.of(arguments)
            .map(argument -> argument instanceof Number ? argument : FileText.shown(argument))
            .toArray();
    String message = FileText.escaped(file.toString()) + ": " + String.format(format, shown);
    return new UnreadableFileException(message, new IOException(message));
  }

  /**
   * Makes an exception for a file that can't be read.
   *
   * @param file what the message begins with
   * @param cause what happened when it was read
   */
  public static UnreadableFileException of(Object file, IOException cause) {
    String reason =
        file instanceof Path path && Files.isDirectory(path)
            ? "is a folder, not a file"
            : reason(cause);
    return new UnreadableFileException(FileText.escaped(file + ": ") + reason, cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (cause instanceof AccessDeniedException) {
      return "may not be read: permission is denied";
    }
    if (cause instanceof ClosedByInterruptException) {
      return "was not read: the thread is interrupted";
    }
    if (cause instanceof EOFException) {
      return "is truncated";
    }
    return (cause instanceof ZipException ? "is a damaged archive: " : "can't be read: ")
        + FileText.shown(cause);
  }
}
