package dev.chainrule.nn;

import static dev.chainrule.testing.MessageAssertions.assertMessage;

import dev.chainrule.nn.file.UnreadableFileException;
import org.junit.jupiter.api.function.Executable;

/** Checks that unreadable files are told by the right exception. */
public final class FileAssertions {
  private FileAssertions() {}

  /** Checks that this throws an UnreadableFileException whose message has a part like this. */
  public static void assertUnreadable(String part, Executable mistake) {
    assertMessage(UnreadableFileException.class, part, mistake);
  }
}
