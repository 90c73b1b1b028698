package dev.chainrule.demos.moons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.demos.Demo;
import dev.chainrule.demos.DemoProcess;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The moons example as a process. */
class MoonsCommandTest {
  @Test
  void bothForms_tellTheMoonsApart_byTheSameNumbers() {
    String out = DemoProcess.run("moons").succeeded();
    List<MatchResult> lines =
        Pattern.compile("^ +(\\d+) +(\\S+) +(\\d+) % +(\\S+) +(\\S+)$", Pattern.MULTILINE)
            .matcher(out)
            .results()
            .toList();
    assertEquals(11, lines.size(), out);
    for (MatchResult line : lines) {
      // The roundings of 100 steps: what differs by one in the last digit is carried on.
      assertEquals(line.group(2), line.group(4), out);
      assertEquals(0, Double.parseDouble(line.group(5)), 1e-12, out);
    }
    assertEquals("100", lines.get(10).group(3), out);
    double largest =
        lines.stream().mapToDouble(line -> Double.parseDouble(line.group(5))).max().orElseThrow();
    Matcher said = Pattern.compile("largest difference in all steps is (\\S+) ").matcher(out);
    assertTrue(said.find(), out);
    assertTrue(Double.parseDouble(said.group(1)) >= largest, out);
    assertTrue(Double.parseDouble(said.group(1)) < 1e-12, out);
    // Some of the 100 points stand in the same place.
    String picture = out.substring(out.indexOf("sees an X:") + 10);
    long points = picture.chars().filter(c -> c == 'X' || c == 'O').count();
    assertTrue(points > 85 && points <= 100, out);
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
    Demo.run("moons", "--points", "1").failed(2, "moons: --points: 1 must be at least 2");
    Demo.run("moons", "--noise", "-1").failed(2, "moons: --noise: -1.0 must not be negative");
    Demo.run("moons", "--steps", "0").failed(2, "moons: --steps: 0 must be at least 1");
    Demo.run("moons", "--learning-rate", "NaN")
        .failed(2, "moons: --learning-rate: NaN must be a positive number");
  }

  @Test
  void tooMuch_isRefused() {
    Demo.run("moons", "--points", "1000000000")
        .failed(2, "moons: --points: 1000000000 must be at most 1000");
    Demo.run("moons", "--form", "tensor", "--points", "1000000000")
        .failed(2, "moons: --points: 1000000000 must be at most 100000");
    Demo.run("moons", "--noise", "1e308").failed(2, "moons: --noise: 1.0E308 must be at most 100");
    Demo.run("moons", "--steps", "2147483647")
        .failed(2, "moons: --steps: 2147483647 must be at most 10000");
  }

  @Test
  void aLossThatIsNoNumber_endsIt() {
    Demo demo = Demo.run("moons", "--learning-rate", "1e10");
    assertEquals(1, demo.exitCode());
    assertTrue(
        demo.err()
            .matches(
                "moons: the loss grows without bound \\(step \\d+\\); try a smaller"
                    + " --learning-rate\\R"),
        demo.err());
    assertEquals(-1, demo.out().indexOf("NaN"));
  }
}
