package dev.chainrule.demos.dosage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.chainrule.demos.Demo;
import dev.chainrule.demos.DemoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dosage example as a process, with the textbook's numbers. */
class DosageCommandTest {
  private static final String OUT = DemoProcess.run("dosage").succeeded();

  @TempDir private Path folder;

  @Test
  void passesThroughTheTextbooksNumbers() {
    List<String> lines = fields(OUT);
    assertLine(lines, "0.0000 20.4236 -15.6551 -15.6551 -1.5655");
    assertLine(lines, "1.5655 3.2678 -6.2620 -6.2620 -0.6262");
    assertLine(lines, "2.1917 0.5229 -2.5048 -2.5048 -0.2505");
    assertLine(
        lines, "The step is under 0.001: stop. If it went on, b3 would tend to 2.6091847301.");
    assertLine(lines, "0 1.895878 2.7400 0.0000 -1.1300 0.0000 0.3600 0.6300 0.0000");
    assertLine(lines, "gradient 0.7609 0.9673 0.3323 0.7322 7.1423 1.4873 3.4595");
    assertLine(lines, "17000 0.000000 3.3383 -1.4260 -3.5299 0.5736 -1.2165 -2.3014 2.6107");
    assertLine(lines, "rounded 3.34 -1.43 -3.53 0.57 -1.22 -2.30 2.61");
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("Learning rate 0.1, ")));
  }

  @Test
  void aTenfoldRateClimbsFirstAndLandsElsewhere() {
    List<String> lines = fields(OUT);
    List<String> tenfold =
        lines.subList(lines.indexOf("3. The learning rate matters"), lines.size());
    assertTrue(ssr(tenfold, "0 ") < ssr(tenfold, "1 ") && ssr(tenfold, "1 ") < ssr(tenfold, "2 "));
    assertLine(tenfold, "1000 0.000000 3.2616 -1.9333 -3.3466 0.5432 -1.4815 -2.2453 2.4482");
  }

  @Test
  void fitsTheUsersObservations() throws IOException {
    Path file = write("dosage, effectiveness\n0, 0\n0.25, 0.5\n\n0.5, 1\n1, 0\n");
    String out = DemoProcess.run("dosage", "--data", file.toString()).succeeded();
    List<String> lines = fields(out);
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("17000 0.0237")), out);
    assertEquals(-1, out.indexOf("textbook"));
    assertEquals(4, out.chars().filter(c -> c == 'O').count() - 1, "the points, and (O)");
  }

  @Test
  void namesTheLineOfABadRow() throws IOException {
    Path words = write("dosage,effectiveness\n0,0\n0.5,much\n");
    failed(words, ", line 3: 'much' is not a finite number");
    Path infinite = write("0,0\n0.5,Infinity\n");
    failed(infinite, ", line 2: 'Infinity' is not a finite number");
    Path columns = write("0,0\n\n0.5,1,2\n");
    failed(columns, ", line 3: expected 2 columns (dosage, effectiveness), found 3");
    Path header = write("dosage,effectiveness\n");
    failed(header, ": no observations; expected rows of dosage, effectiveness");
    Path quote = write("0,0\n0.5,\"1\n");
    Demo process = Demo.run("dosage", "--data", quote.toString());
    assertTrue(
        process.err().startsWith("dosage: " + quote + ": can't be read as CSV"), process.err());
    assertEquals(1, process.err().strip().lines().count());
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    Path missing = folder.resolve("missing.csv");
    failed(missing, ": there is no such file");
    failed(folder, ": is a folder; expected a CSV file");
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    Demo.run("dosage", "--learning-rate", "-1")
        .failed(2, "dosage: --learning-rate: -1.0 must be a positive number");
    Demo.run("dosage", "--steps", "0").failed(2, "dosage: --steps: 0 must be at least 1");
    Demo.run("dosage", "--learning-rate", "10")
        .failed(
            1, "dosage: --learning-rate: at 10.0 the SSR grows without bound; try a smaller one");
    Demo.run("dosage", "--bias-learning-rate", "0.5")
        .failed(
            1, "dosage: --bias-learning-rate: at 0.5 steps do not get smaller; try under 0.333");
  }

  private static void failed(Path file, String rest) {
    Demo.run("dosage", "--data", file.toString()).failed(1, "dosage: " + file + rest);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "data", ".csv"), text);
  }

  private static double ssr(List<String> lines, String start) {
    String line = lines.stream().filter(l -> l.startsWith(start)).findFirst().orElseThrow();
    return Double.parseDouble(Splitter.on(' ').splitToList(line).get(1));
  }

  /** The lines, with single spaces. */
  private static List<String> fields(String out) {
    return out.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }

  private static void assertLine(List<String> lines, String line) {
    assertTrue(lines.contains(line), () -> line + "\nis not in\n" + String.join("\n", lines));
  }

  @Test
  void showsResiduals_andTheChainOfFactors() {
    List<String> lines = fields(OUT);
    assertLine(lines, "0.0000 0.0000 -2.6037 2.6037");
    assertLine(lines, "0.5000 1.0000 -1.6090 2.6090");
    assertLine(lines, "1.0000 0.0000 -2.6149 2.6149");
    assertLine(lines, "SSR = 2.6037^2 + 2.6090^2 + 2.6149^2");
    assertLine(lines, "dSSR/db3 = sum of dSSR/dpredicted x dpredicted/db3"); // the engine's words
    assertLine(lines, "= sum of -2 (observed - predicted) x 1");
    assertLine(lines, "-2 (2.6037) x 1 + -2 (2.6090) x 1 + -2 (2.6149) x 1");
    assertLine(lines, "= -15.655");
  }

  @Test
  void ofTheUsersObservations_saysNothingThatIsTrueOfOthersOnly() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      text.append(i % 7 - 3).append(',').append(i % 5).append('\n');
    }
    Path file = write(text.toString());
    String out = Demo.run("dosage", "--data", file.toString(), "--steps", "100").succeeded();
    assertTrue(out.contains("For yours"), out);
    assertTrue(out.contains("... (30 rows more)"), out);
    assertEquals(-1, out.indexOf("perfect fits"));
    assertEquals(-1, OUT.indexOf("For yours"));
  }

  @Test
  void largeNumbers_stayWithinTheirColumns() throws IOException {
    Path file = write("0,-1000000\n1000000,1000000\n-1000000,0\n");
    Demo demo =
        Demo.run("dosage", "--data", file.toString(), "--steps", "99", "--learning-rate", "1e-30");
    String out = demo.succeeded();
    assertTrue(out.contains("b3 would tend to"), out);
    failed(write("0,1e7\n"), ", line 1: 1.0E7 is too large; choose a larger unit");
    failed(write("0,0\n".repeat(10_001)), ": is too large; at most 10000 rows are read");
  }

  @Test
  void tinyRates_end_andAreToldSo() {
    for (String rate : new String[] {"1e-4", "1e-5", "1e-17", "1e-300", "4.9e-324"}) {
      String out = flowing("--bias-learning-rate", rate);
      assertTrue(out.contains("b3 would tend to 2.6091847301."), out);
      assertTrue(out.contains("Try a larger --bias-learning-rate."), out);
    }
    String slow = flowing("--bias-learning-rate", "2e-4");
    String over = flowing("--bias-learning-rate", "0.333");
    assertTrue(over.contains("goes over the lowest point and almost as far up again. Try"), over);
    assertTrue(slow.contains("After 100 steps they are still not under 0.001: stop."), slow);
  }

  @Test
  void aBiasThatFitsAtOnce_isNotSaidToBeFar() throws IOException {
    String file = write("0,-2.6037\n0.5,-1.6090\n1,-2.6149\n").toString();
    String out = flowing("--data", file);
    assertTrue(out.contains("b3 would tend to -0.0000152699."), out);
    assertFalse(out.contains("away from there"), out);
    assertFalse(out.contains("Try a larger"), out);
    assertFalse(flowing("--bias-learning-rate", "0.1").contains("away from there"));
  }

  /** The text without the ends of its lines, after one step of the second part. */
  private static String flowing(String... options) {
    String[] arguments = {"dosage", "--steps", "1", options[0], options[1]};
    return Demo.run(arguments).succeeded().replaceAll("\\s+", " ");
  }
}
