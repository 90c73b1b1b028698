package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The demos, run within the test: quicker than a process, and as a user sees them. */
public record Demo(int exitCode, String out, String err) {
  /** Runs the demos with these arguments, to their end. */
  public static Demo run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.execute(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            arguments);
    return new Demo(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Asserts that it went well, and gives what it printed. */
  public String succeeded() {
    assertEquals("", err);
    assertEquals(0, exitCode);
    return out;
  }

  /** Asserts that it failed with this one line. */
  public void failed(int expectedCode, String line) {
    assertEquals(line, err.strip());
    assertEquals(expectedCode, exitCode);
  }
}
