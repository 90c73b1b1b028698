package dev.chainrule.demos.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody who does a row's work: a program that prints {@code median 12.3 us} at least once. Of
 * several lines, for several ways to do the work, the best counts.
 *
 * @param name the column of the table
 * @param command the program with its arguments
 * @param environment what is set for it; what is set for us and could slow it down is taken away
 */
record Contestant(String name, List<String> command, Map<String, String> environment) {
  private static final Pattern MEDIAN = Pattern.compile("median\\s+([0-9.]+) us");

  /** The same under another name. */
  Contestant named(String other) {
    return new Contestant(other, command, environment);
  }

  /** Runs the program; returns its best median in microseconds. */
  double run() {
    List<String> lines = new ArrayList<>();
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(key -> key.startsWith("OPENBLAS_"));
      builder.environment().putAll(environment);
      Process process = builder.start();
      lines.addAll(
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .toList());
      if (process.waitFor() == 0) {
        return best(lines);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException(String.join("\n", command) + "\n" + String.join("\n", lines));
  }

  private double best(List<String> lines) {
    return lines.stream()
        .map(MEDIAN::matcher)
        .filter(Matcher::find)
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .min()
        .orElseThrow(() -> new IllegalStateException(name + ": " + String.join("\n", lines)));
  }
}
