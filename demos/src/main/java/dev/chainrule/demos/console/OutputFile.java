package dev.chainrule.demos.console;

import com.google.common.collect.ImmutableMap;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that an example is asked to write, looked at before there is much work to lose. */
public final class OutputFile {
  private static final Pattern IN_PARENTHESES = Pattern.compile("\\(([^()]+)\\)$");
  private static final String BEING_WRITTEN = ".part"; // as AtomicFile has it

  private OutputFile() {}

  /**
   * Checks that a file can be written, and is none of those that must stay as they are.
   *
   * @param option what the message begins with
   * @param kept the files that are read or written beside it, by what they are
   * @throws UserError if not
   */
  public static void check(String option, Path file, Map<String, Path> kept) {
    Path absolute = file.toAbsolutePath();
    Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
    Path name = Optional.ofNullable(absolute.getFileName()).orElse(absolute);
    kept.forEach(
        (what, other) -> {
          if (isSame(absolute, other)
              || isSame(absolute.resolveSibling(name + BEING_WRITTEN), other)) {
            throw error(option, file, "that would overwrite " + what + "; choose another");
          }
        });
    if (Files.isDirectory(absolute)) {
      throw error(option, file, "is a folder; name a file");
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      throw error(option, file, "is no regular file");
    }
    if (!Files.isDirectory(folder)) {
      throw error(option, file, "there is no such folder");
    }
    if (!Files.isWritable(Files.exists(absolute) ? absolute : folder)) {
      throw error(option, file, "there is no permission to write it");
    }
  }

  /** As {@link #check(String, Path, Map)}, with nothing beside it. */
  public static void check(String option, Path file) {
    check(option, file, ImmutableMap.of());
  }

  /** Says what went wrong when a file was written, for a line that names the option. */
  public static UserError error(String option, Path file, IOException cause) {
    return error(option, file, "can't be written: " + reason(cause));
  }

  private static UserError error(String option, Path file, String reason) {
    return new UserError(option + ": " + file + ": " + reason);
  }

  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) { // at least one of them is not there
      return one.normalize().equals(other.toAbsolutePath().normalize());
    }
  }

  /**
   * The reason alone: Java's messages repeat the file, or the exception's class is all there is.
   */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "there is no permission";
    }
    String message = String.valueOf(e.getMessage());
    if (e instanceof FileSystemException refused) {
      return Optional.ofNullable(refused.getReason()).orElse("refused");
    }
    Matcher reason = IN_PARENTHESES.matcher(message);
    return e instanceof FileNotFoundException && reason.find() ? reason.group(1) : message;
  }
}
