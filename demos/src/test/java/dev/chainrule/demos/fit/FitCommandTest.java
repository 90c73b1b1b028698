package dev.chainrule.demos.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.demos.Demo;
import dev.chainrule.demos.DemoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fit example as a user sees it. */
class FitCommandTest {
  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Some numbers that fall off by half at each step, with a known disturbance. */
  private Path decay() throws IOException {
    StringBuilder text = new StringBuilder("hour,level,note\n");
    IntStream.range(0, 12)
        .forEach(
            i -> text.append("%d,%s,a%n".formatted(i, 8 * Math.pow(0.5, i) + 0.05 * (i % 3 - 1))));
    return file("decay.csv", text.toString());
  }

  private static void contains(String out, String part) {
    assertTrue(out.contains(part), out);
  }

  @Test
  void theBuiltInDoses_areFitted() {
    String out = DemoProcess.run("fit").succeeded();
    contains(out, "== fit: effect against dose ==");
    contains(out, "y = bottom + (top - bottom) / (1 + (ec50 / x)^slope)");
    // Of these, 1.5 and 1.2 are the truth.
    contains(out, "   ec50               1.4027     0.099284       1.1973       1.6081\n");
    contains(out, "   slope               1.327      0.11519       1.0887       1.5653\n");
    contains(out, "s = 3.7471 on 23 degrees of freedom");
    assertEquals(out, Demo.run("fit").succeeded());
  }

  @Test
  void columnsCurvesAndFiles_areTheUsers() throws IOException {
    Path residuals = folder.resolve("residuals.csv");
    Path band = folder.resolve("band.csv");
    Path chart = folder.resolve("chart.svg");
    String out =
        Demo.run(
                "fit",
                "--data",
                decay().toString(),
                "--x",
                "hour",
                "--y",
                "level",
                "--formula",
                "a * exp(-b * x)",
                "--start",
                "a=5",
                "--residuals",
                residuals.toString(),
                "--band",
                band.toString(),
                "--chart",
                chart.toString())
            .succeeded();
    contains(out, "== fit: level against hour ==");
    contains(out, "y = a * exp(-b * x)");
    List<String> rows = Files.readAllLines(residuals);
    assertEquals("hour,level,fitted,residual,from,to", rows.get(0));
    assertEquals(13, rows.size());
    List<Double> first = numbers(rows.get(1));
    assertEquals(first.get(1) - first.get(2), first.get(3), 1e-12);
    assertEquals(first.get(2), (first.get(4) + first.get(5)) / 2, 1e-12);
    List<String> places = Files.readAllLines(band);
    assertEquals("hour,fitted,from,to", places.get(0));
    assertEquals(202, places.size());
    assertEquals(11, numbers(places.get(201)).get(0));
    assertTrue(Files.readString(chart).contains("12 points of level against hour"));
    String named =
        Demo.run("fit", "--data", decay().toString(), "--curve", "exponential").succeeded();
    contains(named, "   rate ");
  }

  private static List<Double> numbers(String row) {
    return List.of(row.split(",", -1)).stream().map(Double::valueOf).toList();
  }

  @Test
  void aPerfectFit_andManyParameters_areShown() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    IntStream.range(0, 30).forEach(i -> text.append("%d,%d%n".formatted(i, 5)));
    Path flat = file("flat.csv", text.toString());
    contains(
        Demo.run("fit", "--data", flat.toString(), "--curve", "line").succeeded(),
        "s = 0 on 28 degrees of freedom\n\n   b is 5 in every row: standard errors of 0 say");
    fails(
        "--y: b is 5 in every row, which says nothing of this curve; try --curve LINE",
        "--data",
        flat.toString());
    String out =
        Demo.run(
                "fit",
                "--data",
                decay().toString(),
                "--formula",
                "a + b*x + c*x^1.01 + d/(x + 1) + e*sin(x) + f*cos(x)")
            .succeeded();
    contains(out, "b and c are hardly told apart: observe where the curve depends on them");
    contains(out, "s = ");
  }

  @Test
  void rowsAndNames_areShownAsFarAsTheyFit() throws IOException {
    contains(DemoProcess.run("fit").succeeded(), "... (7 rows more; --residuals FILE writes all)");
    StringBuilder text = new StringBuilder("concentration,inhibition_percent\n");
    double[] doses = {0, 0.01, 0.1, 0.3, 1, 3, 10, 30};
    for (double dose : doses) {
      text.append("%s,%s%n".formatted(dose, 90 * dose / (1 + dose) + 5));
    }
    String out = Demo.run("fit", "--data", file("long.csv", text.toString()) + "").succeeded();
    contains(out, "              x            y       fitted");
    assertFalse(out.contains("rows more"), out);
    contains(out, "concentration is 0 in a row, which has no logarithm");
    assertFalse(Demo.run("fit").succeeded().contains("no logarithm"));
  }

  @Test
  void aHopelessStart_isToBeLeftOut() {
    fails("from this --start, no parameters were found; leave --start out", "--start", "ec50=1e9");
    fails(
        "from this --start, the rows say nothing of ec50; leave --start out",
        "--start",
        "slope=-30");
  }

  private static void fails(String line, String... options) {
    run(options).failed(1, "fit: " + line);
  }

  private static void misused(String line, String... options) {
    run(options).failed(2, "fit: " + line);
  }

  private static Demo run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("fit"));
    arguments.addAll(List.of(options));
    return Demo.run(arguments.toArray(String[]::new));
  }

  @Test
  void wrongInput_isToldInALine() throws IOException {
    String decay = decay().toString();
    fails(decay + "x: there is no such file", "--data", decay + "x");
    fails(
        "--y: " + decay + " has no column cost; its columns are [hour, level, note]",
        "--data",
        decay,
        "--y",
        "cost");
    fails("--y: hour is x, too; name another column by --x or --y", "--data", decay, "--y", "hour");
    fails(
        decay + ":2: column note: 'a' is not a number; leave such rows out, or name another column",
        "--data",
        decay,
        "--y",
        "note");
    misused("--x needs --data FILE, too", "--x", "dose");
    misused("--y needs --data FILE, too", "--y", "effect");
    Path gap = file("gap.csv", "a,b\n1,2\n2,NaN\n3,4\n");
    fails(gap + ":3: column b has no value; leave such rows out", "--data", gap.toString());
    Path one = file("one.csv", "a\n1\n2\n");
    fails(
        one + ": has one column only; x and y are to be two, with a comma between",
        "--data",
        one.toString());
    Path large = file("large.csv", "a,b\n1,2\n2,1e200\n3,4\n");
    fails("column b: its numbers are too large; choose another unit", "--data", large.toString());
    Path few = file("few.csv", "a,b\n1,2\n2,3\n3,4\n");
    fails("3 rows are too few for 4 parameters; at least 5 are needed", "--data", few.toString());
    misused("--confidence: 1.0 must be between 0 and 0.999999, such as 0.95", "--confidence", "1");
    misused(
        "--formula and --curve: only one of the two can be fitted",
        "--formula",
        "a*x",
        "--curve",
        "line");
    String gif = folder + "/a.gif";
    misused("--chart: " + gif + ": its name must end in .svg or .png", "--chart", gif);
    String band = folder + "/a.csv";
    fails(
        "--band: " + band + ": that would overwrite --residuals; choose another",
        "--residuals",
        band,
        "--band",
        band);
    fails(
        "--band: " + decay + ": that would overwrite --data; choose another",
        "--data",
        decay,
        "--band",
        decay);
    Path numbers = file("numbers.csv", "1,2\n2,3\n3,4\n");
    fails(
        numbers + ": its first line is to name the columns; put one such as x,y before the numbers",
        "--data",
        numbers.toString());
    Path open = file("open.csv", "a,b\n1,\"2\n2,3\n3,4\n");
    fails(open + ":4: is not understood; is a quote left open?", "--data", open.toString());
    fails(
        "no parameters were found; try another --curve or --start",
        "--data",
        decay,
        "--formula",
        "a * exp(-b * x) + c",
        "--start",
        "b=500");
    Demo.run("fit", "--curve", "cubic").failed(2, "fit: --curve: 'cubic' is not known; see --help");
  }
}
