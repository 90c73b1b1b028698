package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Softmax and its kin where elements are large, or far apart: nothing cancels. */
class SoftmaxTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e5, -1e9, 1e16, -1e30, 1e300, -Double.MAX_VALUE})
  void equalElementsHaveEqualShares(double size) {
    double[] quarters = {0.25, 0.25, 0.25, 0.25};
    Tensor equal = Tensor.of(size, size, size, size);
    assertArrayEquals(quarters, equal.softmax(0).toArray());
    assertArrayEquals(quarters, gradient(x -> x.logSumExp(), equal));
    assertArrayEquals(new double[] {-0.75, 0.25, 0.25, 0.25}, gradient(SoftmaxTest::cost, equal));
    for (double logarithm : equal.logSoftmax(0).toArray()) {
      assertEquals(-Math.log(4), logarithm, Math.ulp(1.0));
    }
    if (Math.abs(size) < Float.MAX_VALUE) {
      Tensor single = equal.to(DType.FLOAT32);
      assertArrayEquals(quarters, single.softmax(0).toArray());
      assertArrayEquals(
          new double[] {-0.75, 0.25, 0.25, 0.25}, gradient(SoftmaxTest::cost, single));
    }
  }

  /** The cross-entropy of the first of some classes. */
  private static Value cost(Value logits) {
    return logits.logSoftmax(0).slice(0, 0, 1).sum().neg();
  }

  /** Of a cost that is nearly 0, and its gradient, every digit counts. */
  @ParameterizedTest
  @EnumSource
  void nothingIsLostBesideOne(DType dtype) {
    double ahead = dtype == DType.FLOAT32 ? 18 : 40;
    double tiny = Math.exp(-ahead);
    double relative = dtype == DType.FLOAT32 ? 1e-6 : 1e-14;
    Tensor logits = Tensor.of(ahead, 0.0).to(dtype);
    assertEquals(tiny, cost(Value.of(logits)).item(), relative * tiny);
    double[] slopes = gradient(SoftmaxTest::cost, logits);
    assertEquals(-tiny, slopes[0], relative * tiny);
    assertEquals(tiny, slopes[1], relative * tiny);
    double[] ofShare = gradient(x -> x.softmax(0).slice(0, 0, 1).sum(), logits);
    assertEquals(tiny, ofShare[0], relative * tiny);
    assertEquals(-tiny, ofShare[1], relative * tiny);
    Value x = Value.of(logits);
    Value curvature = cost(x).derivative(x).slice(0, 0, 1).sum();
    assertEquals(tiny, curvature.derivative(x).data().at(0), relative * tiny);
    Tensor zero = Tensor.of(0.0, -ahead).to(dtype);
    assertEquals(tiny, zero.logSumExp().item(), relative * tiny);
  }

  /** Of differences between cotangents, too, whatever the others are. */
  @Test
  void nothingIsLostBesideOtherCotangents() {
    Tensor logits = Tensor.of(0.0, -40.0);
    double tiny = Math.exp(-40);
    Value weights = Value.constant(Tensor.of(1.0, 2.0));
    double[] ofShares = gradient(x -> x.softmax(0).mul(weights).sum(), logits);
    assertEquals(-tiny, ofShares[0], 1e-14 * tiny);
    assertEquals(tiny, ofShares[1], 1e-14 * tiny);
    Value steep = Value.constant(Tensor.of(1e20, 1.0));
    double[] ofLogarithms = gradient(x -> x.logSoftmax(0).mul(steep).sum(), logits);
    assertEquals(1e20 * tiny - 1, ofLogarithms[0], 1e-11);
    assertEquals(1 - 1e20 * tiny, ofLogarithms[1], 1e-11);
    assertArrayEquals(new double[2], gradient(x -> x.softmax(0).sum(), Tensor.of(1.0, 1.0)));
  }

  @Test
  void infiniteElements() {
    assertArrayEquals(new double[] {0, 1}, Tensor.of(-INF, 3.0).softmax(0).toArray());
    assertArrayEquals(new double[] {-INF, 0}, Tensor.of(-INF, 3.0).logSoftmax(0).toArray());
    assertArrayEquals(new double[] {NAN, NAN}, Tensor.of(-INF, -INF).softmax(0).toArray());
    assertArrayEquals(new double[] {NAN, 0}, Tensor.of(INF, 3.0).softmax(0).toArray());
    assertArrayEquals(new double[] {NAN, NAN}, Tensor.of(NAN, 3.0).softmax(0).toArray());
    assertArrayEquals(new double[0], Tensor.zeros(0).softmax(0).toArray());
  }

  /** Every axis of a tensor, transposed or not, gives what its lines give by themselves. */
  @Test
  void anyAxis() {
    Tensor cube = Tensor.arange(0, 24, 1).mul(0.37).sin().reshape(2, 3, 4);
    for (int axis = 0; axis < 3; axis++) {
      Tensor last = cube.swapAxes(axis, -1);
      Tensor lines = last.softmax(-1).swapAxes(axis, -1);
      assertArrayEquals(lines.toArray(), cube.softmax(axis).toArray());
      assertArrayEquals(lines.log().toArray(), cube.logSoftmax(axis).toArray(), 1e-15);
      assertEquals(24.0 / cube.shape().size(axis), lines.sum().item(), 1e-14);
    }
  }

  private static double[] gradient(UnaryOperator<Value> function, Tensor at) {
    Value x = Value.of(at);
    return function.apply(x).gradients().of(x).toArray();
  }
}
