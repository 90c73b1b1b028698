package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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

  /** Asserts that it went well and fits a terminal, and gives what it printed. */
  public String succeeded() {
    assertEquals("", err);
    assertEquals(0, exitCode);
    assertFits(out);
    return out;
  }

  /** Asserts that no line is wider than 80 columns, but for those with files of the test's. */
  static void assertFits(String text) {
    String folder = System.getProperty("java.io.tmpdir");
    List<String> wide =
        text.lines().filter(line -> line.length() > 80 && !line.contains(folder)).toList();
    assertEquals(List.of(), wide);
  }

  /** Asserts that it failed with this one line. */
  public void failed(int expectedCode, String line) {
    assertEquals(line, err.strip());
    assertEquals(expectedCode, exitCode);
  }
}
