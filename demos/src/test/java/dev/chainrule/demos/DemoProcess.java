package dev.chainrule.demos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.chainrule.testing.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The demos, run as a user runs them: as a process of their own. */
public record DemoProcess(int exitCode, String out, String err) {
  private static final List<String> OPTIONS =
      ImmutableList.<String>builder()
          .addAll(JavaProcess.SHORT_LIVED)
          .add("-Dchainrule.vector=false") // its notice would stand in the error stream
          .add("-Dchainrule.pages=target/pages") // and not among the sources
          .build();

  /** Runs the demos with these arguments, to their end. */
  public static DemoProcess run(String... arguments) {
    return runWith(ImmutableList.of(), arguments);
  }

  /** Runs the demos with more options of the virtual machine. */
  static DemoProcess runWith(List<String> more, String... arguments) {
    List<String> options = ImmutableList.<String>builder().addAll(OPTIONS).addAll(more).build();
    JavaProcess process = JavaProcess.run(Main.class, options, arguments);
    return new DemoProcess(process.exitCode(), process.out(), process.err());
  }

  /** Runs the demos, and reads no more than some lines of what they print, as head does. */
  static DemoProcess runHead(int lines, String... arguments) throws Exception {
    Process process = builder(arguments).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8), 1)) {
      for (int i = 0; i < lines; i++) {
        String unused = out.readLine();
      }
    }
    return ended(process);
  }

  /** Runs the demos, and has what they print go into a file. */
  static DemoProcess runInto(Path file, String... arguments) throws Exception {
    return ended(builder(arguments).redirectOutput(file.toFile()).start());
  }

  private static DemoProcess ended(Process process) throws IOException, InterruptedException {
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new DemoProcess(process.waitFor(), "", err);
  }

  private static ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(
        List.of("-classpath", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  /** Asserts that it went well and fits a terminal, and gives what it printed. */
  public String succeeded() {
    return new Demo(exitCode, out, err).succeeded();
  }

  /** Asserts that it failed with this one line. */
  public void failed(int expectedCode, String line) {
    assertEquals(line, err.strip());
    assertEquals(expectedCode, exitCode);
  }
}
