package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.collect.ImmutableList;
import com.google.common.io.CharStreams;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The demos, run as a user runs them: as a process of their own. */
public record DemoProcess(int exitCode, String out, String err) {
  /** Runs the demos with these arguments, to their end. */
  public static DemoProcess run(String... arguments) {
    List<String> command =
        ImmutableList.<String>builder()
            .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .add("-Dchainrule.vector=false") // its notice would stand in the error stream
            .add("-classpath", System.getProperty("java.class.path"), Main.class.getName())
            .add(arguments)
            .build();
    try {
      Path err = Files.createTempFile("demos", ".err");
      Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
      try (Reader out = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
        String text = CharStreams.toString(out);
        return new DemoProcess(process.waitFor(), text, Files.readString(err));
      } finally {
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
