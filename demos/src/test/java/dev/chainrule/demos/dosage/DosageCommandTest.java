package dev.chainrule.demos.dosage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.chainrule.demos.DemoProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dosage example as a process, with the textbook's numbers. */
class DosageCommandTest {
  @TempDir private Path folder;

  @Test
  void passesThroughTheTextbooksNumbers() {
    List<String> lines = fields(DemoProcess.run("dosage").succeeded());
    assertLine(lines, "0.0000 20.4236 -15.6551 -15.6551 -1.5655");
    assertLine(lines, "1.5655 3.2678 -6.2620 -6.2620 -0.6262");
    assertLine(lines, "2.1917 0.5229 -2.5048 -2.5048 -0.2505");
    assertLine(
        lines, "The step is under 0.001: stop. If it went on, b3 would tend to 2.6091847301.");
    assertLine(lines, "0 1.895878 2.74000 0.00000 -1.13000 0.00000 0.36000 0.63000 0.00000");
    assertLine(lines, "gradient 0.760944 0.967286 0.332276 0.732226 7.142314 1.487281 3.459454");
    assertLine(lines, "17000 0.000000 3.33827 -1.42599 -3.52990 0.57364 -1.21652 -2.30143 2.61066");
    assertLine(lines, "rounded 3.34 -1.43 -3.53 0.57 -1.22 -2.30 2.61");
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("Learning rate 0.1, ")));
  }

  @Test
  void aTenfoldRateClimbsFirstAndLandsElsewhere() {
    List<String> lines = fields(DemoProcess.run("dosage").succeeded());
    List<String> tenfold =
        lines.subList(lines.indexOf("3. The learning rate matters"), lines.size());
    assertTrue(ssr(tenfold, "0 ") < ssr(tenfold, "1 ") && ssr(tenfold, "1 ") < ssr(tenfold, "2 "));
    assertLine(
        tenfold, "1000 0.000000 3.26163 -1.93331 -3.34658 0.54321 -1.48151 -2.24535 2.44820");
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
    DemoProcess process = DemoProcess.run("dosage", "--data", quote.toString());
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
    DemoProcess.run("dosage", "--learning-rate", "-1")
        .failed(1, "dosage: --learning-rate: -1.0 must be a positive number");
    DemoProcess.run("dosage", "--steps", "0").failed(1, "dosage: --steps: 0 must be at least 1");
    DemoProcess.run("dosage", "--learning-rate", "10")
        .failed(
            1,
            "dosage: the SSR grows without bound at learning rate 10.0; try a smaller"
                + " --learning-rate");
    DemoProcess.run("dosage", "--bias-learning-rate", "0.5")
        .failed(
            1,
            "dosage: with learning rate 0.5 the steps do not get smaller; try a smaller"
                + " --bias-learning-rate");
  }

  private static void failed(Path file, String rest) {
    DemoProcess.run("dosage", "--data", file.toString()).failed(1, "dosage: " + file + rest);
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
}
