package dev.chainrule.demos.threelayer;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.Demo;
import dev.chainrule.demos.DemoProcess;
import dev.chainrule.nn.loss.Losses;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The three-layer example as a process, and what it shows by hand. */
class ThreeLayerCommandTest {
  private static final String OUT = DemoProcess.run("three-layer").succeeded();

  @Test
  void theEngineAgreesWithTheHand() {
    List<Double> differences = numbers("^ {5}\\S.* +(\\d\\.\\de[-+]\\d+)$");
    assertEquals(5, differences.size());
    differences.forEach(difference -> assertTrue(difference <= 1e-12, OUT));
  }

  @Test
  void theCostFallsFromLineToLine() {
    List<Double> costs = numbers("^ +\\d+ +(\\d\\.\\d{6})$");
    assertEquals(20, costs.size());
    for (int i = 1; i < costs.size(); i++) {
      assertTrue(costs.get(i) < costs.get(i - 1), OUT);
    }
  }

  @Test
  void learnsToAdd() {
    Pattern prediction =
        Pattern.compile("(?m)^ +\\d, \\d +(\\d), carry (\\d) +(\\S+), carry (\\S+)$");
    List<MatchResult> rows = prediction.matcher(OUT).results().toList();
    assertEquals(4, rows.size());
    for (MatchResult row : rows) {
      assertEquals(number(row, 1), number(row, 3), 0.05);
      assertEquals(number(row, 2), number(row, 4), 0.05);
    }
  }

  @Test
  void saysWhatIsWrongWithAnOption() {
    Demo.run("three-layer", "--iterations", "0")
        .failed(1, "three-layer: --iterations: 0 must be at least 1");
    Demo.run("three-layer", "--learning-rate", "NaN")
        .failed(1, "three-layer: --learning-rate: NaN must be a positive number");
  }

  @Test
  void byHandEqualsBackward() {
    Tensor inputs = Tensor.of(new double[][] {{0.5, -1}, {2, 0.1}, {0, 0}});
    Tensor expected = Tensor.of(new double[][] {{1}, {0}, {0.5}});
    Value w1 = Value.of(Tensor.of(new double[][] {{0.1, -0.7, 2}, {1, 0.3, -0.2}}));
    Value w2 = Value.of(Tensor.of(new double[][] {{0.4}, {-1.5}, {0.6}}));
    Value hidden = Value.constant(inputs).matMul(w1).sigmoid();
    Value output = hidden.matMul(w2).sigmoid();
    Gradients engine =
        Losses.sumOfSquaredResiduals(output, Value.constant(expected))
            .div(2)
            .gradients(hidden, w1, w2);
    ByHand hand = ByHand.iteration(inputs, expected, w1.data(), w2.data());
    assertClose(hand.hiddenError(), engine.of(hidden));
    assertClose(hand.toHiddenGradient(), engine.of(w1));
    assertClose(hand.toOutputGradient(), engine.of(w2));
  }

  private static List<Double> numbers(String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(OUT)
        .results()
        .map(match -> number(match, 1))
        .toList();
  }

  private static double number(MatchResult match, int group) {
    return Double.parseDouble(match.group(group));
  }

  @Test
  void saysWhatTheCostIs_beforeItIsUsed() {
    int defined =
        OUT.indexOf("half the sum of the squares of all\n   errors, here 2.0662 / 2 = 1.0331");
    assertTrue(defined > 0, OUT);
    assertEquals(defined, OUT.indexOf("half the sum"));
    assertEquals(OUT.indexOf("The cost is what training makes small"), OUT.indexOf("cost") - 4);
    assertTrue(OUT.contains("         0     1.033083"), OUT);
  }

  @Test
  void saysWhenItHasNotLearned() {
    assertTrue(OUT.contains("Rounded, all eight outputs are right."), OUT);
    String out = Demo.run("three-layer", "--learning-rate", "1e6", "--iterations", "9").succeeded();
    assertTrue(out.contains("of the eight outputs are wrong: try more"), out);
  }

  @Test
  void tooMuch_isRefused() {
    Demo.run("three-layer", "--iterations", "2147483647")
        .failed(1, "three-layer: --iterations: 2147483647 must be at most 10000000");
  }
}
