package dev.chainrule.autograd.graph;

import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every graph: paths add up to the gradient, and the largest come first. */
class ExplanationLawsTest {
  private static final int ALL = 100_000;

  @Property(tries = 200)
  void allPathsAddUpToTheGradient(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int operations) {
    Value x = Value.of(Tensor.of(new double[][] {{0.3, -1.2, 0.8}, {1.5, 0.1, -0.4}})).named("x");
    Value result = graph(x, seed, operations).sum();
    Explanation explanation = Explanation.of(result, x, ALL);
    assertEquals(explanation.pathCount(), explanation.paths().size());
    assertClose(result.gradients(x).of(x), explanation.gradient());
    assertClose(explanation.gradient(), sum(explanation));
    if (explanation.gradient().abs().max().item() > 1e-6) { // of nothing there are no shares
      assertClose(1, explanation.share(), 1e-9);
    }
    assertEquals(explanation.paths().size(), Stream.of(values(explanation)).distinct().count());
  }

  @Property(tries = 200)
  void fewPathsOfScalarsAreTheLargestOfAll(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 14) int operations,
      @ForAll @IntRange(min = 1, max = 6) int limit) {
    Value x = Value.of(0.7);
    Value result = graph(x, seed, operations);
    double[] all = sizes(Explanation.of(result, x, ALL));
    double[] few = sizes(Explanation.of(result, x, limit));
    assertEquals(Math.min(limit, all.length), few.length);
    for (int i = 0; i < few.length; i++) {
      assertClose(all[i], few[i], 1e-12);
      assertTrue(i == 0 || few[i] <= few[i - 1] * (1 + 1e-12));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyOperationIsExplained(Sample sample) {
    List<Value> variables = sample.inputs().stream().map(Value::of).toList();
    Value flat = sample.apply(variables).reshape(-1);
    Random random = new Random(1);
    double[] weights = random.doubles(flat.shape().elements(), -1, 1).toArray();
    Value result = flat.mul(Value.constant(Tensor.of(weights).to(flat.dtype()))).sum();
    for (Value variable : variables) {
      Explanation explanation = Explanation.of(result, variable);
      if (explanation.isReached()) {
        assertClose(result.gradients(variable).of(variable), sum(explanation));
      }
      ExplanationTextTest.assertFitsATerminal(explanation.toString());
      ExplanationTextTest.assertIsXml(explanation.toMathMl());
    }
  }

  static List<Sample> samples() {
    return OperationTable.samples().stream()
        .filter(sample -> sample.inputs().stream().anyMatch(x -> x.shape().elements() > 0))
        .toList();
  }

  private static String[] values(Explanation explanation) {
    return explanation.paths().stream()
        .map(path -> path.factors().stream().map(ExplanationLawsTest::link).toList().toString())
        .toArray(String[]::new);
  }

  private static String link(Factor factor) {
    return factor.name() + factor.inputName() + factor.movement();
  }

  private static double[] sizes(Explanation explanation) {
    return explanation.paths().stream()
        .mapToDouble(path -> Math.abs(path.contribution().item()))
        .toArray();
  }

  private static Tensor sum(Explanation explanation) {
    return explanation.paths().stream()
        .map(GradientPath::contribution)
        .reduce(Tensor::add)
        .orElseThrow();
  }

  /** Operations on values made before, mostly recent ones, so that paths part and meet. */
  private static Value graph(Value x, long seed, int operations) {
    Random random = new Random(seed);
    List<Value> values = new ArrayList<>(List.of(x));
    for (int i = 0; i < operations; i++) {
      Value last = values.get(values.size() - 1);
      Value other = values.get(random.nextInt(values.size()));
      values.add(step(random.nextInt(8), last, other));
    }
    return values.get(operations);
  }

  private static Value step(int choice, Value last, Value other) {
    return switch (choice) {
      case 0 -> last.add(other.mul(0.3));
      case 1 -> last.tanh().mul(other.sigmoid());
      case 2 -> last.sub(other.mean());
      case 3 -> last.square().add(1).log().add(other);
      case 4 -> last.sin().mul(other.sum(true).atan());
      case 5 -> last.maximum(other.mul(0.9));
      case 6 -> last.reshape(-1).reshape(last.shape()).div(other.square().add(2));
      default -> last.exp().add(1).log();
    };
  }
}
