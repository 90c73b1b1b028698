package dev.chainrule.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Checks that mistakes are told by the right exception, in one line that says what is wrong. */
public final class MessageAssertions {
  private MessageAssertions() {}

  /** Checks that this throws an IllegalArgumentException whose message has a part like this. */
  public static void assertRefused(String part, Executable mistake) {
    assertMessage(IllegalArgumentException.class, part, mistake);
  }

  /** Checks that this throws just such an exception, whose message has a part like this. */
  public static void assertMessage(
      Class<? extends Throwable> type, String part, Executable mistake) {
    String message = String.valueOf(assertThrowsExactly(type, mistake).getMessage());
    assertTrue(message.contains(part), message);
    assertEquals(1, message.lines().count(), message);
  }
}
