package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Zeros, ties, infinities and nothing at all: where a derivative is a convention, or a trap. */
class EdgesTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @Test
  void theBranchNotTakenDoesNoHarm() {
    UnaryOperator<Value> rootOrZero = x -> x.sqrt().where(x.greater(0), x.filled(0));
    assertGradient(rootOrZero, new double[] {0, 4, -1}, 0, 0.25, 0);
    assertScalarGradient(rootOrZero, 0, 0);
    UnaryOperator<Value> logOrLine = x -> x.log().where(x.greater(1), x.sub(1));
    assertGradient(logOrLine, new double[] {0, 2, -1}, 1, 0.5, 1);
    UnaryOperator<Value> huge = x -> x.exp().where(x.less(700), x);
    assertGradient(huge, new double[] {0, 1000}, 1, 1);
    UnaryOperator<Value> quotient = x -> x.div(x).where(x.notEqualTo(0), x.filled(1));
    assertGradient(quotient, new double[] {0, 3}, 0, 0);
    // Infinite and NaN values on the side not taken.
    Value bad = Value.of(Tensor.of(INF, NAN));
    Value good = Value.of(Tensor.of(1.0, 2.0));
    Value chosen = good.where(Value.constant(Tensor.of(1.0, 1.0)), bad);
    assertArrayEquals(new double[] {1, 2}, chosen.data().toArray());
    assertArrayEquals(new double[2], chosen.sum().gradients().of(bad).toArray());
    // and at second order
    Value x = Value.of(Tensor.of(0.0, 4.0));
    Value slope = rootOrZero.apply(x).sum().derivative(x);
    assertArrayEquals(new double[] {0, 0.25}, slope.data().toArray());
    assertArrayEquals(
        new double[] {0, -0.25 * Math.pow(4, -1.5)}, slope.sum().derivative(x).data().toArray());
  }

  @Test
  void aQuotientsSlopeDoesNotOverflowOnTheWay() {
    Value x = Value.of(1e200);
    Value y = Value.of(1e100);
    assertEquals(-1e200, x.div(y).gradients(Tensor.of(1e200)).of(y).item(), 1e186);
  }

  @Test
  void aCotangentOfZeroStillCountsAtSecondOrder() {
    Value x = Value.of(2);
    Value y = x.square().sub(4).square(); // (x² - 4)², whose first factor is 0 at 2
    assertEquals(0, y.derivative(x).item());
    assertEquals(32, y.derivative(x).derivative(x).item());
  }

  @Test
  void constantsHaveNoSpread() {
    assertGradient(x -> x.norm2(), new double[] {0, 0}, 0, 0);
    assertGradient(x -> x.variance(0, false), new double[] {3, 3}, 0, 0);
    assertGradient(x -> x.standardDeviation(1, false), new double[] {3, 3}, 0, 0);
    assertGradient(x -> x.standardDeviation(0, false), new double[] {1, 3}, -0.5, 0.5);
    assertScalarGradient(x -> x.atan2(x), 0, 0);
    assertScalarGradient(x -> x.hypot(x), 0, 0);
    assertEquals(NAN, Value.of(Tensor.of(new double[] {5})).variance(1, false).item());
  }

  @Test
  void tiesAreShared() {
    assertGradient(x -> x.max(), new double[] {2, 1, 2}, 0.5, 0, 0.5);
    assertGradient(x -> x.min(), new double[] {2, 1, 1}, 0, 0.5, 0.5);
    Value x = Value.of(1);
    Value y = Value.of(1);
    assertEquals(0.5, x.maximum(y).gradients().of(y).item());
    assertEquals(0.5, x.minimum(y).gradients().of(x).item());
  }

  @Test
  void removableKinksAtSecondOrder() {
    Value x = Value.of(0);
    assertEquals(0, x.mul(x.abs()).derivative(x).derivative(x).item());
    Value positive = x.maximum(Value.constant(0)).square();
    assertEquals(0, positive.derivative(x).item());
    assertEquals(0.5, positive.derivative(x).derivative(x).item()); // 2 * (1/2)²
  }

  @Test
  void productsWithZeros() {
    assertGradient(x -> x.prod(), new double[] {0, 3, 5}, 15, 0, 0);
    assertGradient(x -> x.prod(), new double[] {0, 3, 0}, 0, 0, 0);
    Value x = Value.of(Tensor.of(0.0, 3.0, 0.0));
    Value slope = x.prod().derivative(x);
    assertArrayEquals(new double[] {3, 0, 3}, slope.sum().derivative(x).data().toArray());
    assertEquals(1, Tensor.zeros(Shape.of(0)).prod().item());
    assertArrayEquals(new double[] {1, 1}, Tensor.zeros(Shape.of(2, 0)).prod(1).toArray());
  }

  @Test
  void axesOfNothing() {
    Value nothing = Value.of(Tensor.zeros(Shape.of(2, 0)));
    Value one = Value.of(Tensor.ones(Shape.of(2, 1)));
    assertArrayEquals(new double[] {-INF, -INF}, nothing.logSumExp(1).data().toArray());
    assertArrayEquals(new double[2], nothing.norm2(1).data().toArray());
    assertArrayEquals(new double[2], nothing.sum(1).data().toArray());
    assertEquals(NAN, nothing.mean(1).data().at(0));
    assertEquals(NAN, nothing.variance(0, false, 1).data().at(0));
    Value[] stillNothing = {
      nothing.softmax(1),
      nothing.cumsum(1),
      nothing.flip(),
      nothing.slice(1, 0, 0),
      nothing.abs(),
      one.slice(1, 1, 1),
      one.indexSelect(1),
      one.tile(1, 0),
      nothing.concat(1, nothing),
      nothing.maximum(nothing),
      nothing.where(nothing, nothing),
      nothing.reshape(2, 0),
      one.matMul(nothing.slice(0, 0, 1))
    };
    for (Value value : stillNothing) {
      assertEquals(Shape.of(2, 0), value.shape());
      assertEquals(0, value.sum().gradients(nothing, one).of(one).sum().item());
    }
    assertArrayEquals(new double[] {1, 1}, nothing.concat(1, one).data().toArray());
    assertArrayEquals(
        new double[4], Tensor.zeros(Shape.of(2, 0)).matMul(Tensor.zeros(Shape.of(0, 2))).toArray());
    assertArrayEquals(
        new double[] {7, 7}, nothing.data().pad(new int[] {0, 0}, new int[] {0, 1}, 7).toArray());
  }

  @Test
  void powers() {
    assertScalarGradient(x -> x.pow(0), 0, 0);
    assertScalarGradient(x -> x.pow(Value.constant(0)), 0, 0);
    assertScalarGradient(x -> x.pow(Value.constant(1)), 0, 1);
    assertScalarGradient(x -> x.pow(Value.constant(0.5)), 0, INF);
    assertScalarGradient(x -> x.pow(Value.constant(-1)), 0, Double.NEGATIVE_INFINITY);
    assertScalarGradient(y -> Value.constant(0).pow(y), 0, 0);
    assertScalarGradient(y -> Value.constant(0).pow(y), 2, 0);
    assertScalarGradient(y -> Value.constant(0).pow(y), -1, Double.NEGATIVE_INFINITY);
    assertScalarGradient(y -> Value.constant(-2).pow(y), 3, NAN);
    Value base = Value.of(2);
    Value exponent = Value.of(0);
    Value mixed = base.pow(exponent).derivative(base).derivative(exponent);
    assertEquals(0.5, mixed.item()); // of y xʸ⁻¹ for y, at y = 0
    Value x = Value.of(0);
    assertEquals(2, x.pow(2).derivative(x).derivative(x).item());
    assertEquals(2, x.pow(Value.constant(2)).derivative(x).derivative(x).item());
  }

  @Test
  void masksOfMinusInfinity() {
    double[] masked = {1, -INF, 1};
    assertGradient(x -> x.logSumExp(), masked, 0.5, 0, 0.5);
    assertArrayEquals(new double[] {0.5, 0, 0.5}, Tensor.of(masked).softmax(0).toArray(), 1e-15);
    assertGradient(x -> x.softmax(0).mul(x.softmax(0)).sum(), masked, 0, 0, 0);
    assertEquals(-INF, Tensor.of(-INF, -INF).logSumExp().item());
    assertEquals(-INF, Tensor.zeros(Shape.of(0)).logSumExp().item());
    assertScalarGradient(x -> x.logAddExp(Value.constant(2)), -INF, 0);
    assertScalarGradient(x -> Value.constant(-INF).logAddExp(x), 2, 1);
    assertScalarGradient(x -> x.logAddExp(Value.constant(-INF)), -INF, 0);
  }

  @Test
  void bounds() {
    assertGradient(x -> x.clamp(-1, 1), new double[] {-2, -1, 0, 1, 2}, 0, 1, 1, 1, 0);
    assertGradient(x -> x.leakyRelu(0.1), new double[] {-1, 0, 1}, 0.1, 0.1, 1);
    assertGradient(x -> x.elu(2), new double[] {0, 1, 1000}, 2, 1, 1);
    double[] clamped = Tensor.of(NAN, 3, -INF).clamp(-1, 1).toArray();
    assertArrayEquals(new double[] {NAN, 1, -1}, clamped);
    assertArrayEquals(new double[] {3}, Tensor.of(new double[] {3}).clamp(-INF, INF).toArray());
  }

  @Test
  void extremesDoNotOverflow() {
    assertEquals(1e4 + Math.log(2), Tensor.of(1e4, 1e4).logSumExp().item(), 1e-11);
    assertEquals(5e200, Tensor.of(3e200, 4e200).norm2().item(), 1e186);
    assertEquals(5e-200, Tensor.of(3e-200, 4e-200).norm2().item(), 1e-214);
    assertEquals(-1e4, Tensor.of(-1e4).logSigmoid().item());
    assertArrayEquals(new double[] {0, -2e4}, Tensor.of(1e4, -1e4).logSoftmax(0).toArray());
    assertEquals(1, Tensor.of(10).erf().item());
    assertEquals(-1, Tensor.of(-INF).erf().item());
    assertEquals(0.8427007929497149, Tensor.of(1).erf().item(), 2e-16);
    assertEquals(0.9999999999815149, Tensor.of(4.75).erf().item(), 1e-15);
  }

  private static void assertGradient(
      UnaryOperator<Value> function, double[] at, double... expected) {
    Value x = Value.of(Tensor.of(at));
    Value result = function.apply(x).sum();
    assertArrayEquals(expected, result.gradients(x).of(x).toArray(), 1e-15);
    assertArrayEquals(expected, result.derivative(x).data().toArray(), 1e-15);
  }

  private static void assertScalarGradient(
      UnaryOperator<Value> function, double at, double expected) {
    Value x = Value.of(at);
    Value result = function.apply(x);
    assertEquals(expected, result.gradients(x).of(x).item());
    assertEquals(expected, result.derivative(x).item());
  }
}
