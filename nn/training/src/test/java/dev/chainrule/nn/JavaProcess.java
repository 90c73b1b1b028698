package dev.chainrule.nn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a program out of the tests, as a process of its own on the tests' class path. */
public final class JavaProcess {
  private JavaProcess() {}

  /**
   * Starts a program.
   *
   * @param options of the virtual machine, such as {@code -Xmx16m}
   * @param log what it prints goes into this file
   */
  public static Process start(Class<?> main, List<String> options, Path log, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
