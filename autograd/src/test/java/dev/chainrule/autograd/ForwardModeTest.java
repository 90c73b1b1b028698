package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.OperationTable;
import dev.chainrule.autograd.op.OperationTable.Sample;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds forward mode against the backward sweep, for every operation there is: at first order
 * &lt;c, J t&gt; = &lt;Jᵀ c, t&gt;, at second order in all four orders of forward and backward.
 */
class ForwardModeTest {
  @TestFactory
  Stream<DynamicTest> firstOrder() {
    return inBothPrecisions(ForwardModeTest::checkFirstOrder);
  }

  @TestFactory
  Stream<DynamicTest> secondOrder() {
    return inBothPrecisions(ForwardModeTest::checkSecondOrder);
  }

  private interface Check {
    void run(Sample sample, DType dtype);
  }

  private static Stream<DynamicTest> inBothPrecisions(Check check) {
    return OperationTable.samples().stream()
        .flatMap(
            sample ->
                Stream.of(DType.values())
                    .map(
                        dtype ->
                            DynamicTest.dynamicTest(
                                sample + " " + dtype, () -> check.run(sample, dtype))));
  }

  /** A sample's inputs, directions for them, and the result with a weight for each element. */
  private record Point(Sample sample, List<Tensor> inputs, List<Tensor> directions) {
    static Point of(Sample sample, DType dtype) {
      List<Tensor> inputs = new ArrayList<>();
      List<Tensor> directions = new ArrayList<>();
      for (Tensor input : sample.inputs()) {
        inputs.add(input.to(dtype));
        directions.add(random(input.shape(), dtype, 7 + inputs.size()));
      }
      return new Point(sample, inputs, directions);
    }

    Value weighted(List<Value> at) {
      Value result = sample.apply(at);
      return result.mul(Value.constant(random(result.shape(), result.dtype(), 5))).sum();
    }

    List<Value> variables() {
      return inputs.stream().map(Value::of).toList();
    }

    List<Value> constants() {
      return inputs.stream().map(Value::constant).toList();
    }

    List<Value> along() {
      return directions.stream().map(Value::constant).toList();
    }

    /** The sum of the products of all elements of derivatives with those of the directions. */
    double dot(List<Value> derivatives) {
      double dot = 0;
      for (int i = 0; i < derivatives.size(); i++) {
        Tensor derivative = derivatives.get(i).data().to(DType.FLOAT64);
        dot += derivative.mul(directions.get(i).to(DType.FLOAT64)).sum().item();
      }
      return dot;
    }

    Value dotRecorded(List<Value> derivatives) {
      Value dot = derivatives.get(0).literal(0);
      for (int i = 0; i < derivatives.size(); i++) {
        dot = dot.add(derivatives.get(i).mul(Value.constant(directions.get(i))).sum());
      }
      return dot;
    }
  }

  private static Tensor random(Shape shape, DType dtype, long seed) {
    Random random = new Random(seed);
    return Tensor.uniform(shape, -1, 1, random).to(dtype);
  }

  private static void checkFirstOrder(Sample sample, DType dtype) {
    Point point = Point.of(sample, dtype);
    List<Value> variables = point.variables();
    double backward = point.dot(point.weighted(variables).derivatives(variables));
    Jvp forward = Jvp.of(point::weighted, point.constants(), point.along());
    assertClose(backward, forward.tangent().item(), dtype);
    assertEquals(point.weighted(point.constants()).item(), forward.value().item());
    assertFalse(forward.tangent().isConnected(), "of constants, a constant");
  }

  private static void checkSecondOrder(Sample sample, DType dtype) {
    Point point = Point.of(sample, dtype);
    List<Value> variables = point.variables();
    Value slope = point.dotRecorded(point.weighted(variables).derivatives(variables));
    double backwardTwice = point.dot(slope.derivatives(variables));

    Value pushed = Jvp.of(point::weighted, variables, point.along()).tangent();
    double backwardOverForward = point.dot(pushed.derivatives(variables));
    assertClose(backwardTwice, backwardOverForward, dtype);

    Function<List<Value>, Value> gradient =
        at -> point.dotRecorded(point.weighted(at).derivatives(at));
    double forwardOverBackward =
        Jvp.of(gradient, point.constants(), point.along()).tangent().item();
    assertClose(backwardTwice, forwardOverBackward, dtype);

    Function<List<Value>, Value> derivative =
        at -> Jvp.of(point::weighted, at, point.along()).tangent();
    double forwardTwice = Jvp.of(derivative, point.constants(), point.along()).tangent().item();
    assertClose(backwardTwice, forwardTwice, dtype);
  }

  private static void assertClose(double expected, double actual, DType dtype) {
    double tolerance = dtype == DType.FLOAT64 ? 1e-12 : 2e-4;
    assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)));
  }

  @Test
  void anOuterDirectionIsNoInnerOne() {
    Value along = Value.constant(1);
    Jvp outer =
        Jvp.of(x -> Jvp.of(y -> x, Value.constant(3), along).tangent(), Value.constant(2), along);
    assertEquals(0, outer.value().item());
    assertEquals(0, outer.tangent().item());
  }

  @Test
  void aTangentOfAnExpression() {
    Value x = Value.constant(Tensor.of(3.0, 4.0));
    Jvp jvp = Jvp.of(v -> v.square().sum(), x, Value.constant(Tensor.of(1.0, 0.0)));
    assertEquals(25, jvp.value().item());
    assertEquals(6, jvp.tangent().item());
  }

  /** d/dx (x d/dy (x + y)) = 1: an inner derivative must not take the outer tangent for its own. */
  @Test
  void nestedDerivativesAreToldApart() {
    Value one = Value.constant(1);
    Jvp outer =
        Jvp.of(x -> x.mul(Jvp.of(y -> x.add(y), one, one).tangent()), Value.constant(2), one);
    assertEquals(1, outer.tangent().item());
    Jvp product =
        Jvp.of(x -> x.mul(Jvp.of(y -> x.mul(y), one, one).tangent()), Value.constant(2), one);
    assertEquals(4, product.tangent().item());
  }

  @Test
  void aDerivativeInsideIsPushedForward() {
    Value three = Value.constant(3);
    Jvp jvp = Jvp.of(x -> x.pow(3).derivative(x), three, Value.constant(1));
    assertEquals(27, jvp.value().item());
    assertEquals(18, jvp.tangent().item());
  }

  @Test
  void whatDoesNotDependOnTheInputHasTangentZero() {
    Value x = Value.constant(Tensor.of(1.0, 2.0));
    Jvp jvp = Jvp.of(v -> v.detach().square(), x, x);
    assertArrayEquals(new double[2], jvp.tangent().data().toArray());
    Jvp constant = Jvp.of(v -> Value.constant(7), x, x);
    assertEquals(0, constant.tangent().item());
  }

  @Test
  void aThirdDerivativeByThreeForwardSweeps() {
    Value one = Value.constant(1);
    Jvp third =
        Jvp.of(
            x -> Jvp.of(y -> Jvp.of(Value::sin, y, one).tangent(), x, one).tangent(),
            Value.constant(0.5),
            one);
    assertEquals(-Math.cos(0.5), third.tangent().item(), 1e-15);
  }

  @Test
  void nothingIsRecordedWhereRecordingIsOff() {
    Value x = Value.of(Tensor.of(new double[][] {{1, 2}, {3, 5}}));
    Value tangent = Recording.off(() -> Jvp.of(v -> v.matMul(v).norm2(), x, x).tangent());
    assertFalse(tangent.isConnected());
    assertTrue(Jvp.of(v -> v.matMul(v).norm2(), x, x).tangent().isConnected());
    assertEquals(x.matMul(x).norm2().mul(2).item(), tangent.item(), 1e-12);
  }

  @Test
  void secondDerivativesAreTheSameWhereRecordingIsOff() {
    Value x = Value.constant(Tensor.of(new double[][] {{1, 2}, {3, 5}}));
    Value along = Value.constant(Tensor.of(new double[][] {{0.3, -1}, {0.5, 0.2}}));
    for (UnaryOperator<Value> function :
        List.<UnaryOperator<Value>>of(
            v -> v.matMul(v),
            v -> v.norm2(),
            v -> v.logSumExp(),
            v -> v.prod(),
            v -> v.inverse())) {
      UnaryOperator<Value> derivative = v -> Jvp.of(function, v, along).tangent();
      Tensor on = Jvp.of(derivative, x, along).tangent().data();
      Tensor off = Recording.off(() -> Jvp.of(derivative, x, along).tangent()).data();
      assertArrayEquals(on.toArray(), off.toArray());
      assertTrue(on.abs().sum().item() > 1e-3);
    }
  }

  @Test
  void nestedDerivativesAreToldApartOnAnotherThread() throws InterruptedException {
    Value one = Value.constant(1);
    double[] found = new double[1];
    UnaryOperator<Value> outer =
        x -> {
          Value[] inner = new Value[1];
          Thread thread = new Thread(() -> inner[0] = Jvp.of(y -> x.add(y), one, one).tangent());
          thread.start();
          awaitTermination(thread);
          return x.mul(inner[0]);
        };
    found[0] = Jvp.of(outer, Value.constant(2), one).tangent().item();
    assertEquals(1, found[0]);
  }

  private static void awaitTermination(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWrongDirectionIsRefused() {
    Value x = Value.constant(Tensor.of(1.0, 2.0));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Jvp.of(Value::sin, x, Value.constant(1)));
    assertEquals(
        "jvp: a direction of shape [] and float64 for an input of shape [2] and float64",
        e.getMessage());
  }
}
