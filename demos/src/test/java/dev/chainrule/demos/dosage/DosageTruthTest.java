package dev.chainrule.demos.dosage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.chainrule.autograd.Gradients;
import dev.chainrule.demos.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dosage example says of a user's observations, held against the engine's numbers. */
class DosageTruthTest {
  private static final double[] KNOWN = {3.34, -1.43, -3.53, 0.57, -1.22, -2.30, 0};
  private static final double[] START = {2.74, 0, -1.13, 0, 0.36, 0.63, 0};

  @TempDir private Path folder;

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("data.csv"), text);
  }

  private static String run(Path file, String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "dosage";
    arguments[1] = "--data";
    arguments[2] = file.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Demo.run(arguments).succeeded();
  }

  private static List<MatchResult> matches(String pattern, String text) {
    return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().toList();
  }

  @Test
  void everyTable_showsResiduals_whoseSquaresAddUp() throws IOException {
    String out = run(write("0,0.1\n0.4,0.9\n1,0.3\n"), "--steps", "500");
    List<MatchResult> tables =
        matches("residual\\R((?: +\\S+ +\\S+ +\\S+ +\\S+\\R)+)\\R +SSR = .+\\R += (\\S+)$", out);
    assertEquals(3, tables.size(), out); // at the start, with the best b3, with the best of all
    for (MatchResult table : tables) {
      double squares = 0;
      for (String row : table.group(1).lines().toList()) {
        List<String> fields = Splitter.onPattern(" +").splitToList(row.strip());
        double residual = Double.parseDouble(fields.get(3));
        double difference = Double.parseDouble(fields.get(1)) - Double.parseDouble(fields.get(2));
        assertEquals(difference, residual, 1.1e-4, row);
        squares += residual * residual;
      }
      assertEquals(squares, Double.parseDouble(table.group(2)), 1e-3, out);
    }
  }

  @Test
  void theDerivatives_areTheEngines() throws IOException {
    Path file = write("0,0.1\n0.4,0.9\n1,0.3\n0.7,-0.2\n");
    String out = run(file, "--steps", "5");
    Observations observed = Observations.read(file);
    assertEquals(number("dSSR/db3", out), derivative(KNOWN, observed, "b3"), 5e-4, out);
    String second = out.substring(out.indexOf("2. All seven"));
    for (String name : new String[] {"b3", "w3", "b1", "w1"}) {
      double expected = derivative(START, observed, name);
      assertEquals(expected, number("dSSR/d" + name, second), 1e-4 * Math.abs(expected), name);
    }
  }

  private static double derivative(double[] numbers, Observations observed, String name) {
    Network network = new Network(numbers);
    Gradients gradients = network.pass(observed).ssr().gradients();
    return gradients.of(network.parameter(name).value()).item();
  }

  /** The number at the end of the first chain of a derivative. */
  private static double number(String derivative, String out) {
    String pattern = "^ +" + derivative + " = .+\\R(?: += [^\\d-].*\\R)* += (-?[\\d.e-]+)$";
    return Double.parseDouble(matches(pattern, out).get(0).group(1));
  }

  @Test
  void whatSsrBecame_isSaid() throws IOException {
    Path file = write("0,0.1\n0.4,0.9\n1,0.3\n");
    String falls = run(file, "--steps", "500").replaceAll("\\s+", " ");
    MatchResult fall = matches("SSR went from (\\S+) to (\\S+)\\. ", falls).get(0);
    assertTrue(Double.parseDouble(fall.group(2)) < Double.parseDouble(fall.group(1)), falls);
    assertEquals(-1, falls.indexOf("larger than it was"));
    String rises = run(file, "--steps", "1", "--learning-rate", "0.3").replaceAll("\\s+", " ");
    MatchResult rise = matches("SSR went from (\\S+) to (\\S+)\\. ", rises).get(0);
    assertTrue(Double.parseDouble(rise.group(2)) > Double.parseDouble(rise.group(1)), rises);
    assertTrue(rises.contains("The SSR is larger than it was"), rises);
  }

  @Test
  void stepsShrink_asIsSaid_andSidesAreChanged_whereTheyAre() throws IOException {
    Path file = write("0,0.1\n0.4,0.9\n1,0.3\n");
    for (String rate : new String[] {"0.05", "0.1", "0.3"}) {
      String out = run(file, "--steps", "1", "--bias-learning-rate", rate);
      List<MatchResult> rows = matches("^ +\\S+ +\\S+ +\\S+ +\\S+ +(-?\\d\\.\\d{4})$", out);
      String flowing = out.replaceAll("\\s+", " ");
      String ratio = matches("each is (\\S+) times", flowing).get(0).group(1);
      double shown = Double.parseDouble(ratio);
      double first = Double.parseDouble(rows.get(0).group(1));
      assertEquals(shown, Double.parseDouble(rows.get(1).group(1)) / first, 1e-3, out);
      assertEquals(shown < 0, flowing.contains("on the other side of the lowest point"), out);
    }
  }

  @Test
  void aRateIsShort() throws IOException {
    String out = run(write("0,0\n1,1\n2,4\n3,9\n4,6\n5,5\n6,6\n"), "--steps", "1");
    assertTrue(out.replaceAll("\\s+", " ").contains("Learning rate 0.042857,"), out);
    assertEquals(List.of(), matches("\\d\\.\\d{11,}", out).stream().map(m -> m.group()).toList());
  }

  @Test
  void whereNothingIsLeftOver_itIsSaidSo() throws IOException {
    Network network = new Network(KNOWN);
    String out = run(write("0.5," + network.predict(0.5) + "\n"), "--steps", "1");
    assertTrue(out.contains("A drug was tried once"), out);
    assertTrue(out.contains("= 0\n") || out.contains("= 0\r\n"), out);
  }
}
