package dev.chainrule.demos.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.demos.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The regression example as a process. */
class RegressionCommandTest {
  @TempDir private Path folder;

  private static List<Double> scores(String out) {
    return Pattern.compile("^   a .+? {2,}(-?\\d\\.\\d{4}) ", Pattern.MULTILINE)
        .matcher(out)
        .results()
        .map(match -> Double.parseDouble(match.group(1)))
        .toList();
  }

  @Test
  void onTheBuiltInTable_theNetworkIsBetterThanALine() {
    String out = Demo.run("regression").succeeded();
    List<Double> scores = scores(out);
    assertEquals(2, scores.size(), out);
    assertTrue(scores.get(1) > scores.get(0) + 0.05 && scores.get(0) > 0.5, out);
    assertEquals(out, Demo.run("regression").succeeded());
  }

  /** Houses whose price is a line of their size and their kind, with some noise. */
  private Path houses() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("id,size,kind,price\n");
    for (int i = 0; i < 150; i++) {
      boolean isHouse = random.nextBoolean();
      double size = 30 + 100 * random.nextDouble();
      double price = 2000 * size + (isHouse ? 90_000 : 0) + 5000 * random.nextGaussian();
      text.append("%d,%.1f,%s,%.0f%n".formatted(i, size, isHouse ? "house" : "flat", price));
    }
    return Files.writeString(folder.resolve("houses.csv"), text);
  }

  @Test
  void aTableOfTheUsers() throws IOException {
    Path predictions = folder.resolve("predictions.csv");
    String out =
        Demo.run(
                "regression",
                "--data",
                houses().toString(),
                "--target",
                "price",
                "--categories",
                "kind",
                "--ignore",
                "id",
                "--predictions",
                predictions.toString())
            .succeeded();
    assertTrue(out.contains("predict price from 3 columns"), out);
    assertTrue(scores(out).stream().allMatch(score -> score > 0.95), out);
    List<String> lines = Files.readAllLines(predictions);
    assertEquals(31, lines.size());
    assertEquals("actual,predicted", lines.get(0));
    assertTrue(lines.get(1).matches("\\d+\\.\\d+,\\d+\\.\\d+"), lines.get(1));
  }

  @Test
  void wrongInput_isToldInALine() throws IOException {
    String houses = houses().toString();
    fails("--data needs --target COLUMN, too", "--data", houses);
    fails("--target needs --data FILE, too", "--target", "price");
    fails(
        "--target: " + houses + " has no column cost; its columns are [id, size, kind, price]",
        "--data",
        houses,
        "--target",
        "cost");
    fails(houses + "x: there is no such file", "--data", houses + "x", "--target", "price");
    Demo texts = Demo.run("regression", "--data", houses, "--target", "price", "--ignore", "id");
    assertTrue(texts.err().matches("regression: .*:2: column kind: '\\w+' is not a number\\R"));
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    fails(
        empty + ": is empty; its first line should name the columns",
        "--data",
        empty.toString(),
        "--target",
        "x");
    Path one = Files.writeString(folder.resolve("one.csv"), "x\n1\n2\n");
    fails(
        one + ": there is no column to predict x from", "--data", one.toString(), "--target", "x");
    fails("--batch: 1000 is more than the 384 rows to learn from", "--batch", "1000");
    fails("--batch: 0 must be at least 1", "--batch", "0");
    fails("--width: 0 must be at least 1", "--width", "0");
    fails("--epochs: 0 must be at least 1", "--epochs", "0");
    fails("--learning-rate: -1.0 must be a positive number", "--learning-rate", "-1");
    fails("--held-out: 2.0 must be between 0 and 1", "--held-out", "2");
  }

  private static void fails(String line, String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "regression";
    System.arraycopy(options, 0, arguments, 1, options.length);
    Demo.run(arguments).failed(1, "regression: " + line);
  }
}
