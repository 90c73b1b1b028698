package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The normal distribution's functions, logit and xLogY where no curve leads: edges and beyond. */
class NormalFunctionsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Points, and the first five derivatives of log Φ there, with 600 bits by mpmath. */
  private static final double[][] HAZARDS = {
    {
      -30,
      30.033259667433676,
      -0.9988962284881099,
      7.309993015784438e-05,
      7.245937210980342e-06,
      9.555654977815648e-07
    },
    {
      -6,
      6.158482604544599,
      -0.9760123632108332,
      0.0069535374991643115,
      0.0028992056785575025,
      0.0015456375004725238
    },
    {
      -4,
      4.225607144489471,
      -0.9533271616025774,
      0.017856339307658425,
      0.00950657643159587,
      0.006252772838129979
    },
    {
      -3.75,
      3.987859178967866,
      -0.9485489101487662,
      0.020441364047706745,
      0.011228303091066287,
      0.007566062892932856
    },
    {
      -1,
      1.525135276160981,
      -0.8009023344296512,
      0.11693119540604884,
      0.07917498368074563,
      0.0487790804707741
    },
    {
      0.5,
      0.5091604338370335,
      -0.5138245643036329,
      0.27099012446870785,
      0.08816780192919756,
      -0.1113890911178517
    },
    {
      4,
      0.00013383446446857514,
      -0.0005353557695381802,
      0.0020077319117895783,
      -0.0069613267271323295,
      0.02183042360920559
    },
  };

  @Test
  void allDerivativesOfTheLogarithm() {
    for (double[] row : HAZARDS) {
      Value x = Value.of(row[0]);
      Value derivative = x.logNormalCumulative();
      for (int order = 1; order < row.length; order++) {
        derivative = derivative.derivative(x);
        assertEquals(row[order], derivative.item(), 1e-11 * Math.abs(row[order]), order + " " + x);
      }
      Value last = derivative;
      assertEquals(
          "logNormalCumulative: derivatives go up to order 5",
          assertThrows(IllegalStateException.class, () -> last.derivative(x)).getMessage());
    }
  }

  /** Where the density itself is 0, -x and what comes of it stay. */
  @Test
  void theLogarithmFarLeft() {
    assertEquals(-1 / 1e-200 / 1e-200, logNormal(-1e200));
    assertEquals(-5e299, logNormal(-1e150), 1e285);
    assertEquals(1e150, slope(Value::logNormalCumulative, -1e150));
    assertEquals(-1, bend(Value::logNormalCumulative, -1e150));
    assertEquals(-804.6084420137538, logNormal(-40), 1e-12);
    assertEquals(0, slope(Value::logNormalCumulative, 50));
    assertEquals(0, bend(Value::logNormalCumulative, INFINITY));
    assertEquals(-1, bend(Value::logNormalCumulative, -INFINITY));
  }

  private static double logNormal(double x) {
    return Tensor.of(x).logNormalCumulative().item();
  }

  @Test
  void inversesAtTheirEnds() {
    assertEquals(INFINITY, Tensor.of(1).erfInv().item());
    assertEquals(-INFINITY, Tensor.of(-1).erfInv().item());
    assertEquals(INFINITY, Tensor.of(0).erfcInv().item());
    assertEquals(-INFINITY, Tensor.of(2).erfcInv().item());
    assertEquals(-INFINITY, Tensor.of(0).normalQuantile().item());
    assertEquals(INFINITY, Tensor.of(1).normalQuantile().item());
    assertEquals(0, Tensor.of(0.5).normalQuantile().item());
    assertEquals(-INFINITY, Tensor.of(0).logit().item());
    assertEquals(INFINITY, Tensor.of(1).logit().item());
    assertEquals(INFINITY, slope(Value::erfInv, 1));
    assertEquals(-INFINITY, slope(Value::erfcInv, 0));
    assertEquals(-INFINITY, slope(Value::erfcInv, 2));
    assertEquals(INFINITY, slope(Value::normalQuantile, 0));
    assertEquals(INFINITY, slope(Value::normalQuantile, Double.MIN_VALUE));
    assertEquals(INFINITY, slope(Value::normalQuantile, 1));
    assertEquals(INFINITY, slope(Value::logit, 0));
    assertEquals(INFINITY, slope(Value::logit, 1));
  }

  @Test
  void nothingBeyondThem() {
    for (double p : new double[] {-1.5, Math.nextDown(0.0), Math.nextUp(2.0), 3, Double.NaN}) {
      Tensor x = Tensor.of(p);
      Tensor ends = p < 1 ? x.sub(1) : x; // of erfInv, from -1 to 1
      assertEquals(Double.NaN, x.erfcInv().item());
      assertEquals(Double.NaN, x.normalQuantile().item());
      assertEquals(Double.NaN, x.logit().item());
      assertEquals(Double.NaN, slope(Value::logit, p));
      assertEquals(Double.NaN, slope(Value::erfcInv, p));
      assertEquals(Double.NaN, slope(Value::normalQuantile, p));
      assertTrue(
          (p < 0 && p > -1) || Double.isNaN(ends.erfInv().item()), () -> "erfInv of " + ends);
    }
    assertEquals(Double.NaN, Tensor.of(Math.nextUp(1.0)).erfInv().item());
    assertEquals(Double.NaN, Tensor.of(Math.nextUp(1.0)).normalQuantile().item());
  }

  /** Down to the smallest number that there is. */
  @Test
  void inversesInvert() {
    for (double p = 0.4; p > 1e-300; p *= 0.37) {
      assertEquals(p, Tensor.of(p).normalQuantile().normalCumulative().item(), 2000 * Math.ulp(p));
      assertEquals(p, Tensor.of(p).erfcInv().erfc().item(), 2000 * Math.ulp(p));
      assertEquals(p, Tensor.of(p).erfInv().erf().item(), 2 * Math.ulp(p));
      assertEquals(p, Tensor.of(p).logit().sigmoid().item(), 500 * Math.ulp(p));
    }
    assertEquals(-38.467405617144344, Tensor.of(Double.MIN_VALUE).normalQuantile().item(), 1e-14);
  }

  @Test
  void xLogYWhereXIsZero() {
    for (double y : new double[] {0, 1e-320, 0.3, INFINITY, -1}) {
      assertEquals(0, xLogY(0, y).z.item());
    }
    assertEquals(Double.NaN, xLogY(0, Double.NaN).z.item());
    assertEquals(Double.NaN, xLogY(Double.NaN, 1).z.item());
    assertEquals(Double.NaN, xLogY(1, -1).z.item());
    assertEquals(-INFINITY, xLogY(1, 0).z.item());
    Pair third = xLogY(0, 0.25);
    assertEquals(Math.log(0.25), third.z.derivative(third.x).item());
    assertEquals(0, third.z.derivative(third.y).item());
    assertEquals(4, third.z.derivative(third.y).derivative(third.x).item());
    assertEquals(4, third.z.derivative(third.x).derivative(third.y).item());
    assertEquals(-0.0, third.z.derivative(third.y).derivative(third.y).item());
    Pair zeros = xLogY(0, 0);
    assertEquals(-INFINITY, zeros.z.derivative(zeros.x).item());
    assertEquals(0, zeros.z.derivative(zeros.y).item());
    assertEquals(-0.0, zeros.z.derivative(zeros.y).derivative(zeros.y).item());
  }

  private record Pair(Value x, Value y, Value z) {}

  private static Pair xLogY(double x, double y) {
    Value first = Value.of(x);
    Value second = Value.of(y);
    return new Pair(first, second, first.xLogY(second));
  }

  /** Also in float32, and where a target is 0 in whatever place. */
  @Test
  void crossEntropyOfSureTargets() {
    Value target = Value.constant(Tensor.ofFloats(0, 1, 0));
    Value sure = Value.of(Tensor.ofFloats(0, 1, 0));
    Value loss = target.xLogY(sure).sum().neg();
    assertEquals(0, loss.item() + 0.0);
    assertEquals(DType.FLOAT32, loss.dtype());
    assertArrayEquals(new double[] {-0.0, -1, -0.0}, loss.gradients().of(sure).toArray());
  }

  private static double slope(UnaryOperator<Value> function, double at) {
    Value x = Value.of(at);
    return function.apply(x).derivative(x).item();
  }

  private static double bend(UnaryOperator<Value> function, double at) {
    Value x = Value.of(at);
    return function.apply(x).derivative(x).derivative(x).item() + 0.0; // also of -0.0
  }
}
