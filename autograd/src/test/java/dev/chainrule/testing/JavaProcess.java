package dev.chainrule.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that ran as a process of its own, on the tests' class path.
 *
 * @param exitCode what it ended with
 * @param out what it printed
 * @param err what it printed as errors
 */
public record JavaProcess(int exitCode, String out, String err) {
  /** Options for a program that ends before C2, or a collector with threads, is worth its start. */
  public static final List<String> SHORT_LIVED =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /**
   * Runs a program to its end.
   *
   * @param options of the virtual machine, such as {@code -Xmx16m}
   */
  public static JavaProcess run(Class<?> main, List<String> options, String... arguments) {
    try {
      Path out = Files.createTempFile("process", ".out");
      Path err = Files.createTempFile("process", ".err");
      try {
        ProcessBuilder builder = builder(main, options, arguments);
        Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        int exitCode = process.waitFor();
        return new JavaProcess(exitCode, text(out), text(err));
      } finally {
        Files.delete(out);
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(main + " was not waited for", e);
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /**
   * Starts a program, and does not wait for it.
   *
   * @param options of the virtual machine, such as {@code -Xmx16m}
   * @param log what it prints goes into this file
   */
  public static Process start(Class<?> main, List<String> options, Path log, String... arguments)
      throws IOException {
    return builder(main, options, arguments)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static ProcessBuilder builder(Class<?> main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
