package dev.chainrule.demos.threelayer;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.demos.Demo;
import dev.chainrule.demos.DemoProcess;
import dev.chainrule.nn.loss.Losses;
import dev.chainrule.nn.optim.Sgd;
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
        .failed(2, "three-layer: --iterations: 0 must be at least 1");
    Demo.run("three-layer", "--learning-rate", "NaN")
        .failed(2, "three-layer: --learning-rate: NaN must be a positive number");
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

  @Test
  void onePattern_isShown_byTheEnginesNumbers() {
    Network network = new Network(3, 4, 2, 1);
    Value x = Value.constant(Tensor.of(new double[][] {{0, 1, 1}}));
    Value h = network.hidden(x);
    Value y = network.output(h);
    Value expected = Value.constant(Tensor.of(new double[][] {{1, 0}}));
    Value cost = Losses.sumOfSquaredResiduals(y, expected).div(2);
    Value w1 = network.toHidden.value();
    Value w2 = network.toOutput.value();
    Gradients engine = cost.gradients(h, w1, w2);
    assertShown("inputs x (the two bits, and the 1), [1, 3]", x.data());
    assertShown("hidden layer h = sigmoid(x W1): [1, 3] by [3, 4] gives [1, 4]", h.data());
    assertShown("output y = sigmoid(h W2): [1, 4] by [4, 2] gives [1, 2]", y.data());
    assertShown("hidden error = d2 W2^T: [1, 2] by [2, 4] gives [1, 4]", engine.of(h));
    assertShown("on W2: h^T d2: [4, 1] by [1, 2] gives [4, 2]", engine.of(w2));
    assertShown("on W1: x^T d1: [3, 1] by [1, 4] gives [3, 4]", engine.of(w1));
  }

  @Test
  void theUpdate_isThatOfAnOptimiser() {
    Network network = new Network(3, 4, 2, 1);
    Tensor inputs = Tensor.of(new double[][] {{0, 0, 1}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}});
    Tensor expected = Tensor.of(new double[][] {{0, 0}, {1, 0}, {1, 0}, {0, 1}});
    Value output = network.output(network.hidden(Value.constant(inputs)));
    Value cost = Losses.sumOfSquaredResiduals(output, Value.constant(expected)).div(2);
    assertEquals(1.0331, cost.item(), 5e-5);
    Gradients engine = cost.gradients();
    assertShown("gradient of W2 = H^T D2, [4, 2]", engine.of(network.toOutput.value()));
    assertShown("gradient of W1 = X^T D1, [3, 4]", engine.of(network.toHidden.value()));
    Sgd.of(network.parameters(), 1).step(cost);
    assertShown("new W2 = W2 - rate * gradient, [4, 2]", network.toOutput.value().data());
    assertShown("new W1 = W1 - rate * gradient, [3, 4]", network.toHidden.value().data());
  }

  /** Asserts that a matrix stands under its caption, to four decimals. */
  private static void assertShown(String caption, Tensor expected) {
    List<String> lines = OUT.lines().map(String::strip).toList();
    int at = lines.indexOf(caption);
    assertTrue(at >= 0, () -> caption + " is not in\n" + OUT);
    for (int row = 0; row < expected.shape().size(0); row++) {
      String[] numbers = lines.get(at + 1 + row).replaceAll("[\\[\\]]", "").strip().split(" +", -1);
      assertEquals(expected.shape().size(1), numbers.length, caption);
      for (int column = 0; column < numbers.length; column++) {
        assertEquals(
            expected.at(row, column), Double.parseDouble(numbers[column]), 5.1e-5, caption);
      }
    }
  }

  @Test
  void whetherTheCostFell_isSaidAsItWas() {
    assertTrue(OUT.contains("The cost fell from 1.0331 to 0.00023222."), OUT);
    String out = Demo.run("three-layer", "--learning-rate", "1e6", "--iterations", "9").succeeded();
    List<MatchResult> said =
        Pattern.compile("The cost (fell|did not fall: it went) from (\\S+) to (\\d\\S*?)[.;]\\s")
            .matcher(out)
            .results()
            .toList();
    assertEquals(1, said.size(), out);
    assertEquals(
        said.get(0).group(1).equals("fell"), number(said.get(0), 3) < number(said.get(0), 2), out);
  }

  @Test
  void ratesTooSmallToMove_areNotToldToBeSmaller() {
    for (String rate : new String[] {"1e-20", "1e-300", "1e-7"}) {
      String out =
          Demo.run("three-layer", "--learning-rate", rate, "--iterations", "9").succeeded();
      assertTrue(out.contains("The cost hardly changed: it was 1.0331 and is 1.0331;"), out);
      assertFalse(out.contains("try a smaller"), out);
    }
  }

  @Test
  void rowsThatAreNoPatterns_areExcepted() {
    assertTrue(
        OUT.replaceAll("\\s+", " ").contains("from there, except in gradients and weights"), OUT);
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
        OUT.indexOf("half the sum of the squares of the\n   errors, here 0.5506 / 2 = 0.2753");
    assertTrue(defined > 0, OUT);
    assertEquals(defined, OUT.indexOf("half the sum"));
    assertTrue(OUT.contains("2.0662 / 2 = 1.0331"), OUT);
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
        .failed(2, "three-layer: --iterations: 2147483647 must be at most 10000000");
  }
}
