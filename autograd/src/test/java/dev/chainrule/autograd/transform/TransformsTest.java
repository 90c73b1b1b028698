package dev.chainrule.autograd.transform;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions of functions: what each gives, how they nest, and what they refuse. */
class TransformsTest {
  private static final Value POINT = Value.constant(Tensor.of(2.0, 5.0));

  private static Tensor random(int... sizes) {
    return Tensor.uniform(Shape.of(sizes), -1, 1, new Random(3));
  }

  private static final String NO_NUMBERS =
      "vmap: inside the function, there are no numbers of one example to look at (data, item,"
          + " gradients and the like): the function runs once, for all of them; derivatives are"
          + " taken there by derivative(...)";

  private static Value backward(Value x) {
    x.sum().backward();
    return x;
  }

  private static void assertNumbers(double[] expected, Value actual) {
    assertArrayEquals(expected, actual.data().toArray(), 1e-12);
  }

  @Test
  void gradientsNest() {
    UnaryOperator<Value> cube = x -> x.pow(3);
    assertEquals(12, Gradient.of(cube, Value.constant(2)).item());
    assertEquals(12, Gradient.of(y -> Gradient.of(cube, y), Value.constant(2)).item());
    assertEquals(
        6, Gradient.of(z -> Gradient.of(y -> Gradient.of(cube, y), z), Value.constant(2)).item());
  }

  /** What the function uses beside its input does not count, even if it is the same value. */
  @Test
  void theInputAloneIsDifferentiatedBy() {
    Value w = Value.of(3);
    assertEquals(3, Gradient.of(x -> x.mul(w), w).item());
    Value slope = Gradient.of(x -> x.mul(w), w);
    assertEquals(1, slope.derivative(w).item(), "the slope is w");
    // d/dx (x d/dy (x y)) = 2 x
    assertEquals(4, Gradient.of(x -> x.mul(Gradient.of(x::mul, x)), Value.constant(2)).item());
  }

  @Test
  void whatAFunctionUsesBesideItsInputIsNotLost() {
    Value w = Value.of(Tensor.of(1.0, -2.0));
    Value slope = Gradient.of(x -> x.square().mul(w).sum(), POINT); // 2 x w
    assertNumbers(new double[] {4, 10}, slope.sum().derivative(w));
    Value value = Vjp.of(x -> x.mul(w), POINT).value();
    assertNumbers(new double[] {2, 5}, value.sum().derivative(w));
  }

  @Test
  void ofConstantsAConstant() {
    Vjp vjp = Vjp.of(Value::square, POINT);
    assertFalse(vjp.value().isConnected());
    assertFalse(vjp.pullBack(POINT).get(0).isConnected());
    Value variable = Value.of(Tensor.of(2.0, 5.0));
    assertTrue(Gradient.of(x -> x.square().sum(), variable).isConnected());
    Value quiet = Recording.off(() -> Gradient.of(x -> x.square().sum(), variable));
    assertFalse(quiet.isConnected());
    assertNumbers(new double[] {4, 10}, quiet);
  }

  @Test
  void gradientsByName() {
    Map<String, Value> at = ImmutableMap.of("a", Value.constant(2), "b", Value.constant(3));
    Function<Map<String, Value>, Value> product =
        in -> Value.stack(List.copyOf(in.values()), 0).prod();
    Map<String, Value> gradients = Gradient.of(product, at);
    assertEquals(List.of("a", "b"), List.copyOf(gradients.keySet()));
    assertNumbers(new double[] {3, 2}, Value.stack(List.copyOf(gradients.values()), 0));
  }

  @Test
  void valueAndGradient() {
    ValueAndGradient both = ValueAndGradient.of(x -> x.square().sum(), POINT);
    assertEquals(29, both.value().item());
    assertNumbers(new double[] {4, 10}, both.gradient());
  }

  @Test
  void jacobiansOfEitherKindAgree() {
    Value x = Value.constant(random(2, 3));
    Value weights = Value.constant(random(3, 4));
    UnaryOperator<Value> layer = v -> v.matMul(weights).tanh();
    Value forward = Jacobian.forward(layer, x);
    Value backward = Jacobian.backward(layer, x);
    assertEquals(Shape.of(2, 4, 2, 3), forward.shape());
    assertEquals(Shape.of(2, 4, 2, 3), backward.shape());
    assertNumbers(forward.data().toArray(), backward);
    Value slopes = layer.apply(x).square().neg().add(1);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < 2; k++) {
          for (int l = 0; l < 3; l++) {
            double expected = i == k ? slopes.data().at(i, j) * weights.data().at(l, j) : 0;
            assertEquals(expected, forward.data().at(i, j, k, l), 1e-15);
          }
        }
      }
    }
  }

  @Test
  void jacobiansOfScalarsAndOfNothing() {
    assertEquals(6, Jacobian.of(Value::square, Value.constant(3)).item());
    assertNumbers(new double[] {4, 10}, Jacobian.of(x -> x.square().sum(), POINT));
    Value nothing = Value.constant(Tensor.zeros(0));
    assertEquals(Shape.of(0, 0), Jacobian.of(Value::sin, nothing).shape());
    assertEquals(Shape.of(0), Jacobian.of(Value::sum, nothing).shape());
    assertNumbers(new double[4], Jacobian.of(x -> POINT, POINT));
  }

  @Test
  void aValueWithItsJacobianTakesOneRun() {
    int[] runs = new int[1];
    for (int rows : new int[] {1, 2, 9}) {
      Value weights = Value.constant(random(rows, 2));
      UnaryOperator<Value> counting =
          x -> {
            runs[0]++;
            return weights.matMul(x).sin();
          };
      Jacobian.WithValue both = Jacobian.withValue(counting, POINT);
      assertEquals(1, runs[0]);
      assertNumbers(counting.apply(POINT).data().toArray(), both.value());
      assertNumbers(Jacobian.forward(counting, POINT).data().toArray(), both.jacobian());
      assertNumbers(Jacobian.backward(counting, POINT).data().toArray(), both.jacobian());
      runs[0] = 0;
    }
  }

  @Test
  void hessians() {
    assertNumbers(new double[] {0, 1, 1, 0}, Hessian.of(Value::prod, POINT));
    Value vector = Value.constant(Tensor.of(3.0, 4.0));
    assertNumbers(new double[] {4, 3}, Hessian.times(Value::prod, POINT, vector));
    // of each example, [n, 2, 2]; and the derivative of their sum by what they have in common
    Value w = Value.of(2);
    Value each = Vmap.of(x -> Hessian.of(v -> v.prod().mul(w), x), Value.constant(random(5, 2)));
    assertEquals(Shape.of(5, 2, 2), each.shape());
    assertEquals(20, each.sum().item());
    assertEquals(10, each.sum().derivative(w).item());
  }

  @Test
  void examplesHaveGradientsOfTheirOwn() {
    Value w = Value.of(random(3));
    Value examples = Value.constant(random(4, 3));
    Value slopes = Vmap.of(x -> Gradient.of(v -> v.mul(x).tanh().sum(), w), examples);
    assertEquals(Shape.of(4, 3), slopes.shape());
    for (int i = 0; i < 4; i++) {
      Value example = examples.select(0, i);
      Value own = Gradient.of(v -> v.mul(example).tanh().sum(), w);
      assertNumbers(own.data().toArray(), slopes.select(0, i));
    }
    Value whole = Gradient.of(v -> v.mul(examples).tanh().sum(), w);
    assertNumbers(whole.data().toArray(), slopes.sum(0));
  }

  /**
   * A detached value is a constant, at which a function may be differentiated like at any other.
   */
  @Test
  void whatIsDetachedIsAPointToDifferentiateAt() {
    Value slopes = Vmap.of(x -> Gradient.of(v -> v.square(), x.detach()), POINT);
    assertNumbers(new double[] {4, 10}, slopes);
    Value one = Value.constant(1);
    Jvp jvp = Jvp.of(x -> Gradient.of(v -> v.square(), x.unrecorded()), Value.constant(3), one);
    assertEquals(6, jvp.value().item());
    assertEquals(2, jvp.tangent().item());
  }

  @Test
  void examplesOfSeveralInputsNestAndMayBeNone() {
    Value a = Value.constant(random(4, 3));
    Value b = Value.constant(random(4, 5));
    Value outer = Vmap.of(in -> in.get(0).outer(in.get(1)), List.of(a, b));
    assertEquals(Shape.of(4, 3, 5), outer.shape());
    Value pairs = Vmap.of(x -> Vmap.of(y -> x.sum().mul(y.sum()), b), a);
    assertEquals(Shape.of(4, 4), pairs.shape());
    assertNumbers(a.sum(1).expandDims(1).mul(b.sum(1)).data().toArray(), pairs);
    Value none = Vmap.of(x -> x.softmax(0).matMul(x), Value.constant(Tensor.zeros(0, 3)));
    assertEquals(Shape.of(0), none.shape());
    assertEquals(Shape.of(4, 2), Vmap.of(x -> POINT, a).shape());
  }

  @Test
  void insideOfVmapNoNumbersCanBeSeen() {
    Value x = Value.constant(random(4, 3));
    for (UnaryOperator<Value> looking :
        List.<UnaryOperator<Value>>of(
            v -> Value.constant(v.data()),
            v -> Value.constant(v.sum().item()),
            v -> Value.constant(v.sum().gradients(v).of(v)),
            TransformsTest::backward)) {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> Vmap.of(looking, x));
      assertEquals(NO_NUMBERS, e.getMessage());
    }
  }

  @Test
  void mistakesAreNamed() {
    assertMessage(
        IllegalArgumentException.class,
        "gradient: the function's result must have one element, not shape [2]: reduce it (sum,"
            + " mean), or ask for a Jacobian, or for a Vjp along a cotangent",
        () -> Gradient.of(Value::sin, POINT));
    assertMessage(
        IllegalArgumentException.class,
        "vmap: examples lie along the first axis, and a scalar has none",
        () -> Vmap.of(Value::sin, Value.constant(1)));
    assertMessage(
        IllegalArgumentException.class,
        "vmap: 2 examples of one input and 3 of another: shapes [2] and [3, 1]",
        () -> Vmap.of(in -> in.get(0), List.of(POINT, Value.constant(random(3, 1)))));
    assertMessage(
        IllegalArgumentException.class,
        "matMul: inner dimensions differ: [3] x [2]",
        () -> Vmap.of(x -> x.matMul(POINT), Value.constant(random(4, 3))));
    assertMessage(
        IllegalArgumentException.class,
        "checkpoint: inputs and results must be of one precision, not float64 and"
            + " float32: convert them outside by to(...)",
        () -> Checkpoint.of(x -> x.to(DType.FLOAT32), POINT));
    assertMessage(
        IllegalArgumentException.class,
        "checkpoint: -1 steps",
        () -> Checkpoint.chain(Value::sin, -1, POINT));
  }

  @Test
  void aCheckpointHasTheGradientsOfWhatItStandsFor() {
    Value w = Value.of(Tensor.of(0.5, -1.5));
    Function<List<Value>, Value> block = in -> in.get(0).mul(in.get(1)).sin().mul(in.get(0));
    Value x = Value.of(Tensor.of(2.0, 5.0));
    Value plain = block.apply(List.of(block.apply(List.of(x, w)), w)).sum();
    Value inner = Checkpoint.of(block, List.of(x, w));
    Value checkpointed = Checkpoint.of(block, List.of(inner, w)).sum();
    assertEquals(plain.item(), checkpointed.item());
    for (Value wanted : List.of(x, w)) {
      assertNumbers(
          plain.gradients(wanted).of(wanted).toArray(),
          Value.constant(checkpointed.gradients(wanted).of(wanted)));
      Value slope = plain.derivative(wanted).square().sum();
      Value same = checkpointed.derivative(wanted).square().sum();
      for (Value again : List.of(x, w)) {
        assertNumbers(slope.derivative(again).data().toArray(), same.derivative(again));
      }
    }
  }

  @Test
  void whatGradientsFlowIntoMustBeAnInputOfACheckpoint() {
    Value w = Value.of(3);
    Value computed = w.square();
    for (Value beside : List.of(w, computed)) {
      assertMessage(
          IllegalArgumentException.class,
          "checkpoint: the function, or its rule, uses a value beside its inputs that gradients or"
              + " tangents flow into: give it as an input, parameters of a layer by Bound",
          () -> Checkpoint.of(x -> x.mul(beside).sum(), POINT));
    }
    Value constant = Value.constant(2);
    assertNumbers(new double[] {2, 2}, Gradient.of(x -> twice(x, constant), POINT));
  }

  private static Value twice(Value x, Value two) {
    return Checkpoint.of(v -> v.mul(two).sum(), x);
  }

  @Test
  void aCheckpointMayDifferentiateInside() {
    Value x = Value.of(3);
    Value inside = Checkpoint.of(v -> Gradient.of(u -> u.square().mul(v), Value.constant(2)), x);
    assertEquals(12, inside.item());
    assertEquals(4, inside.derivative(x).item());
  }

  /** Where forward mode runs, a tangent may hang on any value, also on one that is not recorded. */
  @Test
  void aCheckpointLosesNoTangent() {
    Value three = Value.constant(3);
    Value one = Value.constant(1);
    Value two = Value.constant(2);
    assertEquals(
        12,
        Jvp.of(
                q -> {
                  Value k = q.square().unrecorded();
                  return Checkpoint.of(u -> u.mul(k), two);
                },
                three,
                one)
            .tangent()
            .item());
    assertEquals(
        27, Jvp.of(q -> Checkpoint.of(u -> u.mul(q).mul(q), q), three, one).tangent().item());
    Value each = Vmap.of(x -> Checkpoint.of(u -> u.mul(x.detach()), two), POINT);
    assertNumbers(new double[] {4, 10}, each);
  }

  /** What a transposed rule begins with is no variable of anybody's. */
  @Test
  void derivativesForwardThroughACheckpointMayStandInOne() {
    UnaryOperator<Value> sine = v -> Checkpoint.of(u -> u.sin(), v);
    double[] expected = {Math.cos(2), 0, 0, Math.cos(5)};
    assertNumbers(expected, Checkpoint.of(v -> Jacobian.of(sine, v), POINT));
    Value hessian = Checkpoint.of(v -> Hessian.times(u -> sine.apply(u).sum(), v, v), POINT);
    assertNumbers(new double[] {-2 * Math.sin(2), -5 * Math.sin(5)}, hessian);
  }

  /** Whether the choice is made inside the checkpoint, after it, or before. */
  @Test
  void choicesCutTheWayThroughACheckpoint() {
    Value x = Value.of(Tensor.of(4.0, -1.0, 0.0));
    Value zero = Value.constant(0);
    Value after = Checkpoint.of(z -> z.sqrt(), x).where(x.greater(0), zero);
    assertNumbers(new double[] {0.25, 0, 0}, after.sum().derivative(x));
    assertNumbers(new double[] {0.25, 0, 0}, Value.constant(after.sum().gradients(x).of(x)));
    Value inside =
        Checkpoint.of(in -> in.get(0).where(in.get(1).greater(0), zero), List.of(x.sqrt(), x));
    assertNumbers(new double[] {0.25, 0, 0}, inside.sum().derivative(x));
    Value y = Value.of(Tensor.of(10.0, 0));
    Value careful =
        Checkpoint.of(z -> z.sub(5).relu(), y.mul(2))
            .where(y.greater(-0.5), zero)
            .add(y.sqrt().where(y.greater(0.1), zero));
    double slope = 2 + 0.5 / Math.sqrt(10);
    assertNumbers(new double[] {slope, 0}, Value.constant(careful.sum().gradients(y).of(y)));
  }

  @Test
  void ofConstantsAConstant_howeverNested() {
    Value three = Value.constant(3);
    Value slope = Gradient.of(y -> Gradient.of(x -> x.mul(y).sin(), Value.constant(2)), three);
    assertFalse(slope.isConnected());
    assertFalse(Jacobian.backward(Value::square, POINT).isConnected());
    assertFalse(Jacobian.forward(Value::square, POINT).isConnected());
    assertFalse(Hessian.of(Value::prod, POINT).isConnected());
  }

  @Test
  void aChainOfCheckpointsRemembersLittle() {
    UnaryOperator<Value> step = x -> x.add(x.sin().mul(0.01));
    for (int steps : new int[] {0, 1, 2, 3, 7, 64, 100}) {
      Value x = Value.of(Tensor.of(0.3, 1.2));
      Value plain = x;
      for (int i = 0; i < steps; i++) {
        plain = step.apply(plain);
      }
      Value chained = Checkpoint.chain(step, steps, x);
      assertArrayEquals(plain.data().toArray(), chained.data().toArray());
      assertNumbers(plain.sum().derivative(x).data().toArray(), chained.sum().derivative(x));
    }
  }

  @Test
  void arraysInAndOut() {
    ArrayFunction rosenbrock =
        ArrayFunction.of(
            x -> x.get(1).sub(x.get(0).square()).square().mul(100).add(x.get(0).sub(1).square()));
    double[] at = {-1.2, 1};
    assertEquals(24.2, rosenbrock.value(at), 1e-13);
    assertArrayEquals(new double[] {-215.6, -88}, rosenbrock.gradient(at), 1e-12);
    assertEquals(24.2, rosenbrock.withGradient(at).value(), 1e-13);
    double[][] hessian = rosenbrock.hessian(at);
    assertArrayEquals(new double[] {1330, 480}, hessian[0], 1e-12);
    assertArrayEquals(new double[] {480, 200}, hessian[1], 1e-12);
    assertArrayEquals(
        new double[] {1330 + 960, 480 + 400},
        rosenbrock.hessianTimes(at, new double[] {1, 2}),
        1e-12);
    ArrayFunction squares = ArrayFunction.of(Value::square);
    assertArrayEquals(new double[] {4, 9}, squares.values(2, 3));
    assertArrayEquals(new double[] {0, 6}, squares.jacobian(2, 3)[1]);
    assertArrayEquals(new double[] {4, 9}, squares.withJacobian(2, 3).values());
    assertMessage(
        IllegalArgumentException.class,
        "the function has results of shape [2], not one: ask for values(...) and jacobian(...)",
        () -> squares.gradient(1, 2));
    assertMessage(
        IllegalArgumentException.class,
        "hessianTimes: a vector of 1 for 2 inputs",
        () -> rosenbrock.hessianTimes(at, new double[1]));
  }
}
