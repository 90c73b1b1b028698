package dev.chainrule.demos.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.demos.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option --report of the demos that have it. */
class ReportOptionTest {
  @TempDir private Path folder;

  private List<String> titles(String... demo) throws IOException {
    Path file = folder.resolve("report.html");
    String[] arguments = Arrays.copyOf(demo, demo.length + 2);
    arguments[demo.length] = "--report";
    arguments[demo.length + 1] = file.toString();
    String out = Demo.run(arguments).succeeded();
    assertTrue(out.contains("Pictures of the training are in"), out);
    String page = Files.readString(file);
    return Pattern.compile("<h2>(.*?)</h2>")
        .matcher(page)
        .results()
        .map(ReportOptionTest::text)
        .toList();
  }

  private static String text(MatchResult title) {
    return title.group(1);
  }

  @Test
  void moons_showsItsBoundary() throws IOException {
    assertEquals(
        List.of("Loss", "Learning rate", "Gradient norm of each layer", "Decision boundary"),
        titles("moons", "--form", "tensor", "--steps", "20"));
  }

  @Test
  void regression_showsHowItLearned() throws IOException {
    assertEquals(
        List.of("Loss", "Learning rate", "Gradient norm of each layer"),
        titles("regression", "--epochs", "2"));
  }

  @Test
  void digits_showsItsConfusionsAndWeights() throws IOException {
    assertEquals(
        List.of(
            "Loss",
            "accuracy, held-out examples",
            "Learning rate",
            "Gradient norm of each layer",
            "Confusion matrix",
            "Weights of the first layer"),
        titles("digits", "--epochs", "1"));
  }

  @Test
  void aFileThatCannotBeWritten_isToldBeforehand() {
    Path file = folder.resolve("no").resolve("report.html");
    Demo.run("moons", "--report", file.toString())
        .failed(1, "moons: --report: " + file + ": there is no such folder");
  }
}
