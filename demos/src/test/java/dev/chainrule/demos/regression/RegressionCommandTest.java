package dev.chainrule.demos.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.demos.Demo;
import dev.chainrule.demos.DemoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    String out = DemoProcess.run("regression").succeeded();
    List<Double> scores = scores(out);
    assertEquals(2, scores.size(), out);
    assertTrue(scores.get(1) > scores.get(0) + 0.05 && scores.get(0) > 0.5, out);
    assertEquals(out, DemoProcess.run("regression").succeeded());
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
        DemoProcess.run(
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
    misused("--data needs --target COLUMN, too", "--data", houses);
    misused("--target needs --data FILE, too", "--target", "price");
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
    misused("--batch: 0 must be at least 1", "--batch", "0");
    misused("--width: 0 must be at least 1", "--width", "0");
    misused("--epochs: 0 must be at least 1", "--epochs", "0");
    misused("--learning-rate: -1.0 must be a positive number", "--learning-rate", "-1");
    misused("--held-out: 2.0 must be between 0 and 1", "--held-out", "2");
  }

  private static void fails(String line, String... options) {
    run(options).failed(1, "regression: " + line);
  }

  private static void misused(String line, String... options) {
    run(options).failed(2, "regression: " + line);
  }

  private static Demo run(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "regression";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return Demo.run(arguments);
  }

  private static void fails(Path data, String line, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
    arguments.addAll(List.of(options));
    fails(line, arguments.toArray(String[]::new));
  }

  @Test
  void theDataAreNeverOverwritten() throws IOException {
    Path houses = houses();
    String before = Files.readString(houses);
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), houses);
    for (Path name : new Path[] {houses, link, folder.resolve("x/../houses.csv")}) {
      fails(
          houses,
          "--predictions: " + name + ": that would overwrite --data; choose another",
          "--target",
          "price",
          "--predictions",
          name.toString());
    }
    assertEquals(before, Files.readString(houses));
  }

  @Test
  void aColumnHasOneRole() throws IOException {
    Path houses = houses();
    fails(
        houses,
        "--categories: price is named in --target, too",
        "--target",
        "price",
        "--categories",
        "kind,price");
    fails(
        houses,
        "--ignore: price is named in --target, too",
        "--target",
        "price",
        "--ignore",
        "price");
    fails(
        houses,
        "--ignore: kind is named in --categories, too",
        "--target",
        "price",
        "--categories",
        "kind",
        "--ignore",
        "kind");
    misused("--categories needs --data FILE, too", "--categories", "kind");
    misused("--missing needs --data FILE, too", "--missing", "mean");
  }

  /** A table of 40 rows. */
  private Path table(String header, IntFunction<String> row) throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    IntStream.range(0, 40).forEach(i -> text.append(row.apply(i)).append('\n'));
    return Files.writeString(Files.createTempFile(folder, "table", ".csv"), text);
  }

  @Test
  void whatCantBePredicted_isRefused() throws IOException {
    Path constant = table("a,b", i -> i + ",5");
    fails(
        constant, "--target: b is 5.0 in every row; there is nothing to predict", "--target", "b");
    String large = "column a: its numbers are too large; choose another unit";
    fails(table("a,b", i -> i + "e306," + i), large, "--target", "b");
    fails(table("a,b", i -> i + "e306," + i), large, "--target", "a");
    fails(table("a,b", i -> i + "e200," + i), large, "--target", "b");
    String close = "column a: its numbers are too close; choose another unit";
    fails(table("a,b", i -> i + "e-200," + i), close, "--target", "b");
    Path none = Files.writeString(folder.resolve("none.csv"), "a,b\n");
    fails(none, none + ": has no rows", "--target", "b", "--categories", "a");
    Path gap = table("a,b", i -> i + ",");
    fails(
        gap,
        gap
            + ":2: column b has no value; leave such rows out, or keep the gaps to be filled, by"
            + " --missing",
        "--target",
        "b");
    Path three = Files.writeString(folder.resolve("three.csv"), "a,b\n1,2\n2,3\n3,5\n");
    fails(three, "3 rows are too few to learn from; at least 10 are needed", "--target", "b");
    fails(
        table("a,b", i -> i + "," + i),
        "--held-out: 0.03 holds out 1 of 40 rows; at least 2, and 4 to learn from, are needed",
        "--target",
        "b",
        "--held-out",
        "0.03");
    Path many = Files.writeString(folder.resolve("many.csv"), "a,b\n" + many());
    fails(
        many,
        "--categories: a has 1001 different texts; at most 1000 are read",
        "--target",
        "b",
        "--categories",
        "a");
    misused("--width: 100000000 must be at most 2000", "--width", "100000000");
    misused("--epochs: 2147483647 must be at most 100000", "--epochs", "2147483647");
    fails(
        "the network's error grows without bound; try a smaller --learning-rate",
        "--learning-rate",
        "1e300");
  }

  private static String many() {
    return IntStream.rangeClosed(0, 1000)
        .mapToObj(i -> "t" + i + "," + i)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void heldOutRowsThatAreAlike_haveNoRSquared() throws IOException {
    Path data = table("a,b", i -> i + "," + (i == 4 ? 1 : 0));
    String out =
        Demo.run("regression", "--data", data.toString(), "--target", "b", "--epochs", "3")
            .succeeded();
    assertTrue(out.contains("The held-out rows are all alike: there is no spread, and so"), out);
    assertTrue(out.matches("(?s).* none +\\S+\\R.*"), out);
  }

  @Test
  void saysWhatIsPredicted_andWhatItsNumbersMean() throws IOException {
    Path data = table("age,wage", i -> i + "," + i * i);
    String out =
        Demo.run("regression", "--data", data.toString(), "--target", "wage", "--epochs", "3")
            .succeeded();
    assertTrue(out.contains("For each row of the file, wage is predicted from age."), out);
    assertTrue(out.contains("R^2 is the part of the squared spread of wage"), out);
    assertTrue(out.indexOf("R^2 is") == out.indexOf("R^2"), out);
    assertTrue(out.contains("The mean absolute error is how far"), out);
  }
}
