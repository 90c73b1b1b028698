package dev.chainrule.demos.console;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file that an example is asked to read. */
public final class InputFile {
  private InputFile() {}

  /**
   * Checks that there is a file which can be read, more than once if need be.
   *
   * @param prefix what the message begins with: an option and a colon, or nothing
   * @throws UserError if not
   */
  public static void check(String prefix, Path file) {
    if (Files.isDirectory(file)) {
      throw new UserError(prefix + file + ": is a folder; name a file");
    }
    if (!Files.exists(file)) {
      throw new UserError(prefix + file + ": there is no such file");
    }
    if (!Files.isRegularFile(file)) {
      throw new UserError(prefix + file + ": is no regular file");
    }
    if (!Files.isReadable(file)) {
      throw new UserError(prefix + file + ": there is no permission to read it");
    }
  }
}
