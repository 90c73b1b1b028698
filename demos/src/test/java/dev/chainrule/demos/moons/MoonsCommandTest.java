package dev.chainrule.demos.moons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.demos.DemoProcess;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The moons example as a process. */
class MoonsCommandTest {
  @Test
  void bothForms_tellTheMoonsApart_byTheSameNumbers() {
    String out = DemoProcess.run("moons").succeeded();
    List<MatchResult> lines =
        Pattern.compile("^ +(\\d+) +(\\S+) +(\\d+) %   (\\S+)$", Pattern.MULTILINE)
            .matcher(out)
            .results()
            .toList();
    assertEquals(11, lines.size(), out);
    for (MatchResult line : lines) {
      // The roundings of 100 steps: what differs by one in the last digit is carried on.
      double loss = Double.parseDouble(line.group(2));
      assertEquals(loss, Double.parseDouble(line.group(4)), 1e-12, out);
    }
    assertEquals("100", lines.get(10).group(3), out);
    // Some of the 100 points stand in the same place; the text above has an X.
    long points = out.chars().filter(c -> c == 'X' || c == 'O').count();
    assertTrue(points > 85 && points <= 101, out);
  }

  @Test
  void eitherForm_alone() {
    String tensor = DemoProcess.run("moons", "--form", "tensor", "--steps", "20").succeeded();
    assertTrue(tensor.contains("Dots are where"), tensor);
    String scalar = DemoProcess.run("moons", "--form", "scalar", "--steps", "20").succeeded();
    assertTrue(!scalar.contains("Dots are where"), scalar);
    assertEquals(accuracies(tensor), accuracies(scalar));
  }

  private static List<String> accuracies(String out) {
    return Pattern.compile("(\\d+) %").matcher(out).results().map(MatchResult::group).toList();
  }

  @Test
  void wrongOptions_areToldInALine() {
    DemoProcess.run("moons", "--points", "1").failed(1, "moons: --points: 1 must be at least 2");
    DemoProcess.run("moons", "--noise", "-1")
        .failed(1, "moons: --noise: -1.0 must not be negative");
    DemoProcess.run("moons", "--steps", "0").failed(1, "moons: --steps: 0 must be at least 1");
    DemoProcess.run("moons", "--learning-rate", "NaN")
        .failed(1, "moons: --learning-rate: NaN must be a positive number");
  }
}
