package dev.chainrule.autograd.graph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line that stands between a derivative and its number gives this number. */
class EquationLawsTest {
  static void assertEachLineIsTheNumber(Value result, Value variable) {
    Explanation explanation = Explanation.of(result, variable);
    Names names = new Names(result, variable, Order.of(result));
    ChainEvaluator evaluator = new ChainEvaluator(name -> names.value(name).orElseThrow());
    for (GradientPath path : explanation.paths()) {
      for (ChainLine line : path.written().chainLines()) {
        Tensor expected = path.contribution();
        if (Double.isFinite(PathGraph.norm(expected))) {
          Tensor is = evaluator.value(line, variable);
          double error = PathGraph.norm(is.sub(expected));
          assertTrue(error <= 1e-9 * (1 + PathGraph.norm(expected)), () -> path + "\nnot " + is);
        }
      }
    }
  }

  @Property(tries = 600)
  void ofEveryGraph(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int operations) {
    Random random = new Random(seed);
    List<Value> variables =
        List.of(
            Value.of(0.7),
            Value.of(Tensor.of(0.3, -1.2, 0.8)),
            Value.of(Tensor.of(new double[][] {{0.3, -1.2, 0.8}, {1.5, 0.1, -0.4}})),
            Value.of(Tensor.of(new double[][] {{0.9}, {-0.6}})),
            Value.of(Tensor.of(new double[][] {{0.9}})));
    List<Value> made = new ArrayList<>(variables);
    made.add(Value.constant(Tensor.of(2.0, 0.5, -1)));
    made.add(Value.constant(3));
    for (int i = 0; i < operations; i++) {
      Value last = made.get(made.size() - 1 - random.nextInt(Math.min(3, made.size())));
      Value other = made.get(random.nextInt(made.size()));
      Value next = step(random.nextInt(19), last, other);
      made.add(random.nextInt(3) == 0 ? next.named("n" + random.nextInt(9)) : next);
    }
    Value result = made.get(made.size() - 1).sum();
    for (Value variable : variables) {
      assertEachLineIsTheNumber(result, variable);
    }
  }

  /** What is left of a number after a difference depends on the last of its digits. */
  @Property(tries = 200)
  void ofDifferences(
      @ForAll("offsets") double offset, @ForAll @IntRange(min = -9, max = 9) int steps) {
    Value x = Value.of(offset + steps * 1e-6 * Math.max(1, Math.abs(offset))).named("x");
    Value rest = x.sub(offset);
    assertEachLineIsTheNumber(rest.square(), x);
    assertEachLineIsTheNumber(rest.relu().square(), x);
    assertEachLineIsTheNumber(rest.abs().mul(x), x);
    assertEachLineIsTheNumber(x.maskedBy(x.greater(offset)), x);
    assertEachLineIsTheNumber(rest.mul(offset).sin(), x);
    assertEachLineIsTheNumber(rest.div(offset).square(), x);
    assertEachLineIsTheNumber(x.square().sub(x.mul(offset)).square(), x);
  }

  @Provide
  Arbitrary<Double> offsets() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            101325.0, 1013.25, 0.299999, 47.376887, 123455.0, 20251101.0, 2 / 3.0, 20240.5, 0.1),
        Arbitraries.doubles().between(-1e6, 1e6).ofScale(9).filter(offset -> offset != 0));
  }

  private static Value step(int choice, Value last, Value other) {
    return switch (choice) {
      case 0 -> last.add(other);
      case 1 -> last.tanh().mul(other);
      case 2 -> last.sub(other.mean());
      case 3 -> last.square();
      case 4 -> last.sin().mul(other.sum());
      case 5 -> last.maximum(other.mul(0.9));
      case 6 -> last.div(other.square().add(2));
      case 7 -> last.relu();
      case 8 -> last.shape().rank() > 0 ? last.sum(0) : last.sigmoid();
      case 9 -> last.shape().rank() > 0 ? last.sum(true, -1) : last.neg();
      case 10 -> last.shape().rank() > 0 ? last.max(0) : last.abs();
      case 11 -> last.max();
      case 12 -> last.shape().rank() > 0 ? last.flip(0) : last.expandDims(0);
      case 13 -> last.shape().rank() > 0 ? last.slice(0, 0, 1) : last.mul(2);
      case 17 -> last.sqrt().maskedBy(last.greater(0));
      case 14 -> last.maskedBy(other.greater(0.1));
      case 15 ->
          last.shape().rank() == 2 ? last.matMulTransposed(last).matMul(last) : last.reshape(1, -1);
      case 16 -> last.shape().rank() > 0 ? last.softmax(-1) : last.hypot(other);
      default -> last.mul(other).sum(true);
    };
  }

  @ParameterizedTest
  @MethodSource("samples")
  void ofEveryOperation(Sample sample) {
    List<Value> variables = sample.inputs().stream().map(Value::of).toList();
    Value flat = sample.apply(variables).reshape(-1);
    double[] weights = new Random(1).doubles(flat.shape().elements(), -1, 1).toArray();
    Value result = flat.mul(Value.constant(Tensor.of(weights))).sum();
    for (Value variable : variables) {
      assertEachLineIsTheNumber(result, variable);
      if (sample.operation().isPointwise()) {
        assertEachLineIsTheNumber(sample.apply(variables).sum(), variable);
      }
    }
  }

  /** Those on float64; the order of a polygamma rises in its derivative. */
  static List<Sample> samples() {
    return OperationTable.samples().stream()
        .filter(sample -> sample.inputs().stream().allMatch(x -> x.dtype() == DType.FLOAT64))
        .filter(sample -> sample.inputs().stream().anyMatch(x -> x.shape().elements() > 0))
        .filter(sample -> !sample.operation().parameters().containsKey("order"))
        .toList();
  }
}
