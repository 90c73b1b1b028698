package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of the sweep, on random graphs of smooth operations in which values are used again. */
class RandomGraphTest {
  private static final List<Shape> SHAPES =
      List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 1), Shape.of(2, 3), Shape.of(1, 3));

  /**
   * A graph of so many operations of the smooth vocabulary, drawn by a seed: the same function each
   * time it is applied.
   */
  private record Graph(long seed, int operations) {
    Value apply(List<Value> inputs) {
      Random random = new Random(seed);
      List<Value> values = new ArrayList<>(inputs);
      for (int i = 0; i < operations; i++) {
        values.add(step(random, any(random, values), any(random, values)));
      }
      Value result = Value.constant(0);
      for (Value value : values) { // so that every value counts
        result = result.add(value.tanh().mean());
      }
      return result;
    }

    private static Value any(Random random, List<Value> values) {
      // Mostly recent ones, for depth.
      int back = Math.min(values.size(), random.nextInt(4) == 0 ? values.size() : 5);
      return values.get(values.size() - 1 - random.nextInt(back));
    }

    private static Value step(Random random, Value x, Value y) {
      return switch (random.nextInt(40)) {
        case 0 -> x.add(y).mul(0.6);
        case 1 -> x.sub(y).mul(0.6);
        case 2 -> x.mul(y).tanh();
        case 3 -> x.div(y.square().add(1));
        case 4 -> x.neg();
        case 5 -> x.tanh().exp();
        case 6 -> x.square().add(0.5).log();
        case 7 -> x.tanh();
        case 8 -> x.sigmoid();
        case 9 -> x.softplus();
        case 10 -> x.tanh().square();
        case 11 -> x.sigmoid().pow(1.7);
        case 12 -> x.sum(true).tanh();
        case 13 -> x.shape().rank() == 0 ? x.mul(0.5) : x.mean(true, -1).sum(0).mul(0.5);
        case 14 -> x.reshape(-1).reshape(x.shape());
        case 15 -> x.broadcastTo(Shape.broadcast("step", x.shape(), Shape.of(2, 3))).tanh();
        case 16 -> x.tanh().mul(3).sin();
        case 17 -> x.tanh().mul(4).cos().add(x.tanh().tan());
        case 18 -> x.tanh().mul(0.9).asin().sub(y.tanh().mul(0.8).acos());
        case 19 -> x.atan();
        case 20 -> x.tanh().sinh().mul(y.tanh().cosh());
        case 21 -> x.tanh().expm1().add(y.square().log1p());
        case 22 -> x.square().add(0.3).sqrt().reciprocal();
        case 23 -> x.logSigmoid().mul(0.3);
        case 24 -> x.erf();
        case 25 -> x.gelu().add(y.silu()).tanh();
        case 26 -> x.geluTanh().tanh();
        case 27 -> x.sigmoid().add(0.2).pow(y.tanh());
        case 28 -> x.tanh().square().add(0.5).atan2(y);
        case 29 -> x.tanh().add(1.5).hypot(y).mul(0.6);
        case 30 -> x.logAddExp(y).mul(0.6);
        case 31 -> x.logSumExp(true).mul(0.5);
        case 32 -> x.shape().rank() == 0 ? x.atan() : x.softmax(-1);
        case 33 -> x.tanh().variance(0, true).add(y.tanh().add(1.5).norm2(true).mul(0.2));
        case 34 -> x.tanh().add(1.5).prod(true).log().mul(0.5);
        case 35 -> x.shape().rank() == 0 ? x : x.cumsum(-1).flip(0).mul(0.4);
        case 36 ->
            x.shape().rank() == 0 ? x : x.concat(0, x.neg()).slice(0, 1, 1 + x.shape().size(0));
        case 37 -> x.shape().rank() == 0 ? x : x.indexSelect(0, 0, 0, 0).mean(true, 0);
        case 38 -> x.reshape(-1).tile(2).reshape(2, -1).mean(0).reshape(x.shape());
        default -> product(x, y);
      };
    }

    private static Value product(Value x, Value y) {
      Value left = x.broadcastTo(Shape.broadcast("step", x.shape(), Shape.of(2, 3)));
      Value right = y.broadcastTo(Shape.broadcast("step", y.shape(), Shape.of(2, 3)));
      return left.matMul(right.transpose()).tanh().sum(0).mean(true);
    }
  }

  private static List<Tensor> inputs(long seed) {
    Random random = new Random(seed);
    List<Tensor> inputs = new ArrayList<>();
    for (Shape shape : SHAPES) {
      double[] numbers = new double[shape.elements()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = random.nextInt(3) - 1; // exact zeros and ties
        numbers[i] += random.nextBoolean() ? 0 : random.nextDouble();
      }
      inputs.add(Tensor.of(shape, numbers));
    }
    return inputs;
  }

  private static List<Value> variables(long seed) {
    return inputs(seed).stream().map(Value::of).toList();
  }

  @Property(tries = 100)
  void gradientsAgreeWithFiniteDifferences(
      @ForAll long seed, @ForAll @IntRange(min = 20, max = 100) int operations) {
    Graph graph = new Graph(seed, operations);
    GradCheck.assertGradients(graph::apply, inputs(seed));
  }

  @Property(tries = 20)
  void secondDerivativesAgreeWithFiniteDifferences(
      @ForAll long seed, @ForAll @IntRange(min = 20, max = 40) int operations) {
    Graph graph = new Graph(seed, operations);
    GradCheck.standard().order(2).check(graph::apply, inputs(seed)).assertPassed();
  }

  @Property
  void theRecordedSweepAgreesWithTheOrdinaryOne(
      @ForAll long seed, @ForAll @IntRange(min = 20, max = 100) int operations) {
    List<Value> variables = variables(seed);
    Value result = new Graph(seed, operations).apply(variables);
    Gradients gradients = result.gradients();
    List<Value> recorded = result.derivatives(variables);
    for (int i = 0; i < variables.size(); i++) {
      Value variable = variables.get(i);
      assertEquals(variable.shape(), gradients.of(variable).shape());
      assertEquals(variable.shape(), recorded.get(i).shape());
      assertClose(gradients.of(variable), recorded.get(i).data());
    }
  }

  @Property
  void theSweepIsRepeatable(@ForAll long seed) {
    List<Value> variables = variables(seed);
    Value result = new Graph(seed, 50).apply(variables);
    Value again = new Graph(seed, 50).apply(variables);
    for (Value variable : variables) {
      double[] first = result.gradients().of(variable).toArray();
      assertArrayEquals(first, result.gradients().of(variable).toArray());
      assertArrayEquals(first, again.gradients().of(variable).toArray());
    }
  }

  @Property
  void theSweepIsLinearInItsSeed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
    Value x = Value.of(inputs(seed).get(3));
    Value y =
        new Graph(seed, size)
            .apply(List.of(x))
            .add(x.matMul(Value.constant(inputs(seed).get(3)).transpose()).tanh());
    Random random = new Random(seed);
    Tensor a = Tensor.of(y.shape(), random.doubles(y.shape().elements(), -1, 1).toArray());
    Tensor b = Tensor.of(y.shape(), random.doubles(y.shape().elements(), -1, 1).toArray());
    Tensor together = y.gradients(a.mul(3).add(b)).of(x);
    Tensor apart = y.gradients(a).of(x).mul(3).add(y.gradients(b).of(x));
    assertClose(apart, together);
    assertArrayEquals(new double[6], y.gradients(a.filled(0)).of(x).toArray());
  }

  @Property
  void theGradientOfASumIsTheSumOfGradients(@ForAll long seed) {
    List<Value> variables = variables(seed);
    Value first = new Graph(seed, 30).apply(variables);
    Value second = new Graph(~seed, 30).apply(variables);
    for (Value variable : variables) {
      Tensor sum = first.add(second).gradients().of(variable);
      Tensor sums = first.gradients().of(variable).add(second.gradients().of(variable));
      assertClose(sums, sum);
    }
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    double scale = Math.max(1, expected.abs().max().item());
    assertArrayEquals(expected.toArray(), actual.toArray(), 1e-12 * scale);
  }
}
