package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import dev.chainrule.testing.JavaProcess;
import java.util.List;

/** The demos, run as a user runs them: as a process of their own. */
public record DemoProcess(int exitCode, String out, String err) {
  private static final List<String> OPTIONS =
      ImmutableList.<String>builder()
          .addAll(JavaProcess.SHORT_LIVED)
          .add("-Dchainrule.vector=false") // its notice would stand in the error stream
          .build();

  /** Runs the demos with these arguments, to their end. */
  public static DemoProcess run(String... arguments) {
    JavaProcess process = JavaProcess.run(Main.class, OPTIONS, arguments);
    return new DemoProcess(process.exitCode(), process.out(), process.err());
  }

  /** Asserts that it went well, and gives what it printed. */
  public String succeeded() {
    assertEquals("", err);
    assertEquals(0, exitCode);
    return out;
  }

  /** Asserts that it failed with this one line, and no stack trace. */
  public void failed(int expectedCode, String line) {
    assertEquals(line, err.strip());
    assertEquals(expectedCode, exitCode);
    assertFalse(err.contains("\tat "), err);
  }
}
