package dev.chainrule.demos.gradbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Answers GradBench's messages until there are no more. */
public final class GradBench {
  private static final String ABOUT =
      """
      Answers GradBench's messages: reads each from a line of the standard input, as JSON, and
      writes the answer as a line to the standard output. It takes no arguments.""";

  private GradBench() {}

  /**
   * Reads messages from the standard input and writes answers to the standard output; with any
   * argument, only says so.
   */
  public static void main(String... arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (arguments.length > 0) {
      out.println(ABOUT);
      return;
    }
    run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
  }

  /** Answers each line of the input by one; empty lines by none. */
  static void run(BufferedReader in, PrintStream out) throws IOException {
    Session session = new Session(Modules.ALL);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.println(session.answer(line));
      }
    }
  }
}
