package dev.chainrule.demos.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import dev.chainrule.demos.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scores that are shown, computed again from the predictions that are written. */
class ScoresTest {
  @TempDir private Path folder;

  @Test
  void scores_areThoseOfThePredictions_andOfTheBaseline() throws IOException {
    Path data = folder.resolve("data.csv");
    String rows =
        IntStream.range(0, 50).mapToObj(i -> i + "," + i * i + "\n").collect(Collectors.joining());
    Files.writeString(data, "age,wage\n" + rows);
    Path file = folder.resolve("predicted.csv");
    String out =
        Demo.run(
                "regression",
                "--data",
                data.toString(),
                "--target",
                "wage",
                "--epochs",
                "30",
                "--predictions",
                file.toString())
            .succeeded();
    List<String> lines = Files.readAllLines(file);
    double[] truth = column(lines, 0);
    double[] predicted = column(lines, 1);
    assertScores(out, "a network, layers of 1-32-32-1", truth, predicted);
    String[] counts = out.split(" rows to learn from, ", -1);
    int learned = Integer.parseInt(counts[0].substring(counts[0].lastIndexOf(' ') + 1));
    int all = learned + truth.length;
    double sum = Files.readAllLines(data).stream().skip(1).mapToDouble(l -> second(l)).sum();
    assertEquals(all, Files.readAllLines(data).size() - 1, out);
    double[] baseline = new double[truth.length];
    Arrays.fill(baseline, (sum - Arrays.stream(truth).sum()) / learned);
    assertScores(out, "the baseline, always the mean", truth, baseline);
  }

  private static double second(String line) {
    return Double.parseDouble(line.substring(line.indexOf(',') + 1));
  }

  private static double[] column(List<String> lines, int column) {
    return lines.stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(Splitter.on(',').splitToList(line).get(column)))
        .toArray();
  }

  /** Asserts that R^2 and mean absolute error stand in the row of a name. */
  private static void assertScores(String out, String name, double[] truth, double[] predicted) {
    double mean = Arrays.stream(truth).average().orElseThrow();
    double squares = 0;
    double spread = 0;
    double distance = 0;
    for (int i = 0; i < truth.length; i++) {
      squares += Math.pow(truth[i] - predicted[i], 2);
      spread += Math.pow(truth[i] - mean, 2);
      distance += Math.abs(truth[i] - predicted[i]) / truth.length;
    }
    MatchResult row =
        Pattern.compile("(?m)^   " + Pattern.quote(name) + " +(\\S+) +(\\S+)$")
            .matcher(out)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " is not in\n" + out));
    assertEquals(1 - squares / spread, Double.parseDouble(row.group(1)), 6e-5, out);
    assertEquals(distance, Double.parseDouble(row.group(2)), 1e-5 * distance, out);
  }
}
