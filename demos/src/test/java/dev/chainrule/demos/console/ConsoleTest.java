package dev.chainrule.demos.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the examples share in talking to a person. */
class ConsoleTest {
  @TempDir private Path folder;

  @Test
  void aNumber_isNeverWiderThanItsColumn() {
    assertEquals("   1.5000", Figures.fit(1.5, 9, 4));
    assertEquals("123.457", Figures.fit(123.4567, 7, 4));
    assertEquals("-12345678", Figures.fit(-12345678, 9, 4));
    assertEquals("    NaN", Figures.fit(Double.NaN, 7, 4));
    assertEquals("   -inf", Figures.fit(Double.NEGATIVE_INFINITY, 7, 4));
    for (double mantissa : new double[] {1, -1, 9.999999999, -9.999999999}) {
      for (int exponent = -310; exponent <= 308; exponent += 6) {
        double value = mantissa * Math.pow(10, exponent);
        for (int width = 7; width <= 13; width += 2) {
          assertEquals(width, Figures.fit(value, width, 4).length(), "" + value);
        }
        boolean isLarge = Math.abs(value) >= 1 && Double.isFinite(value);
        double read = isLarge ? Double.parseDouble(Figures.fit(value, 9, 4).strip()) : value;
        assertTrue(!isLarge || Math.abs(read / value - 1) < 0.06, value + " as " + read);
      }
    }
  }

  @Test
  void milestones_areDenseInTheBeginning() {
    List<Integer> shown =
        IntStream.rangeClosed(0, 12_345)
            .filter(step -> Milestones.isOne(step, 12_345))
            .boxed()
            .collect(Collectors.toList());
    assertEquals(
        List.of(
            0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000,
            9000, 10_000, 12_345),
        shown);
  }

  @Test
  void prose_isBrokenBetweenWords() {
    String text = Prose.lines("%s end", "word ".repeat(40).strip());
    text.lines().forEach(line -> assertTrue(line.matches("   \\S.{0,75}\\S"), line));
    assertEquals("word ".repeat(40) + "end", text.replaceAll("\\s+", " ").strip());
    assertEquals("   a b", Prose.lines("a\nb"));
    assertEquals("a b c", Prose.line("a\u001bb\u2028c"));
  }

  private void refused(String reason, Path file, Map<String, Path> kept) {
    UserError error = assertThrows(UserError.class, () -> OutputFile.check("--to", file, kept));
    assertEquals("--to: " + file + ": " + reason, error.getMessage());
  }

  @Test
  void aFileThatMustStay_isNotWritten_underAnyName() throws IOException {
    Path data = Files.writeString(folder.resolve("data"), "precious");
    Map<String, Path> kept = ImmutableMap.of("--data", data);
    String reason = "that would overwrite --data; choose another";
    refused(reason, data, kept);
    refused(reason, folder.resolve("x").resolve("..").resolve("data"), kept);
    refused(reason, Files.createSymbolicLink(folder.resolve("soft"), data), kept);
    refused(reason, Files.createLink(folder.resolve("hard"), data), kept);
    Path part = Files.writeString(folder.resolve("new.part"), "precious");
    refused(reason, folder.resolve("new"), ImmutableMap.of("--data", part));
    Path planned = folder.resolve("planned");
    refused(reason, planned, ImmutableMap.of("--data", planned));
    OutputFile.check("--to", folder.resolve("other"), kept);
  }

  @Test
  void aFileThatCantBeWritten_isFoundOutAtOnce() {
    refused("is a folder; name a file", folder, ImmutableMap.of());
    refused("there is no such folder", folder.resolve("x").resolve("y"), ImmutableMap.of());
    Path device = Path.of("/dev/null");
    if (Files.exists(device)) { // whoever may would put a file in its place
      refused("is no regular file", device, ImmutableMap.of());
    }
  }
}
