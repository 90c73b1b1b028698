package dev.chainrule.autograd.accuracy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What no table has: NaN, infinities and zeros of both signs, and derivatives far out. */
@Tag("kernel")
class ExtremesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** Functions that are 0 at 0, on its negative side, too. */
  private static final List<String> KEEP_ZEROS =
      List.of(
          "expm1",
          "log1p",
          "sin",
          "tan",
          "asin",
          "atan",
          "sinh",
          "tanh",
          "asinh",
          "atanh",
          "erf",
          "erfInv",
          "silu",
          "gelu",
          "geluTanh",
          "elu(1)",
          "sqrt",
          "cbrt");

  /** At -Infinity and at Infinity. */
  private static final Map<String, double[]> LIMITS =
      Map.ofEntries(
          Map.entry("exp", new double[] {0, INFINITY}),
          Map.entry("expm1", new double[] {-1, INFINITY}),
          Map.entry("sigmoid", new double[] {0, 1}),
          Map.entry("tanh", new double[] {-1, 1}),
          Map.entry("softplus", new double[] {0, INFINITY}),
          Map.entry("logSigmoid", new double[] {-INFINITY, 0}),
          Map.entry("logAddExp(x, 1)", new double[] {1, INFINITY}),
          Map.entry("silu", new double[] {-0.0, INFINITY}),
          Map.entry("gelu", new double[] {-0.0, INFINITY}),
          Map.entry("geluTanh", new double[] {-0.0, INFINITY}),
          Map.entry("elu(1)", new double[] {-1, INFINITY}),
          Map.entry("erf", new double[] {-1, 1}),
          Map.entry("erfc", new double[] {2, 0}),
          Map.entry("normalDensity", new double[] {0, 0}),
          Map.entry("normalCumulative", new double[] {0, 1}),
          Map.entry("logNormalCumulative", new double[] {-INFINITY, 0}),
          Map.entry("erfInv", new double[] {Double.NaN, Double.NaN}),
          Map.entry("erfcInv", new double[] {Double.NaN, Double.NaN}),
          Map.entry("normalQuantile", new double[] {Double.NaN, Double.NaN}),
          Map.entry("logit", new double[] {Double.NaN, Double.NaN}),
          Map.entry("atan", new double[] {-Math.PI / 2, Math.PI / 2}),
          Map.entry("hypot(x, 1)", new double[] {INFINITY, INFINITY}));

  /** Slopes there; where they are 0, no NaN comes of 0 times Infinity. */
  private static final Map<String, double[]> SLOPES =
      Map.ofEntries(
          Map.entry("exp", new double[] {0, INFINITY}),
          Map.entry("expm1", new double[] {0, INFINITY}),
          Map.entry("sigmoid", new double[] {0, 0}),
          Map.entry("tanh", new double[] {0, 0}),
          Map.entry("softplus", new double[] {0, 1}),
          Map.entry("logSigmoid", new double[] {1, 0}),
          Map.entry("logAddExp(x, 1)", new double[] {0, 1}),
          Map.entry("silu", new double[] {0, 1}),
          Map.entry("gelu", new double[] {0, 1}),
          Map.entry("geluTanh", new double[] {0, 1}),
          Map.entry("elu(1)", new double[] {0, 1}),
          Map.entry("erf", new double[] {0, 0}),
          Map.entry("erfc", new double[] {-0.0, -0.0}),
          Map.entry("normalDensity", new double[] {-0.0, -0.0}),
          Map.entry("normalCumulative", new double[] {0, 0}),
          Map.entry("logNormalCumulative", new double[] {INFINITY, 0}),
          Map.entry("erfInv", new double[] {Double.NaN, Double.NaN}),
          Map.entry("erfcInv", new double[] {Double.NaN, Double.NaN}),
          Map.entry("normalQuantile", new double[] {Double.NaN, Double.NaN}),
          Map.entry("logit", new double[] {Double.NaN, Double.NaN}),
          Map.entry("atan", new double[] {0, 0}),
          Map.entry("asinh", new double[] {0, 0}));

  /** As many as some vectors, so that vector loops are in use. */
  private static Tensor many(double number, DType dtype) {
    return Tensor.full(Shape.of(37), number).to(dtype);
  }

  private static Stream<DynamicTest> forEach(BiConsumer<Curve, DType> test) {
    return Curve.ALL.stream()
        .flatMap(
            curve ->
                Stream.of(DType.values())
                    .map(
                        dtype ->
                            DynamicTest.dynamicTest(
                                curve + " " + dtype, () -> test.accept(curve, dtype))));
  }

  private static double[] values(Curve curve, Tensor x) {
    return curve.function().apply(Value.constant(x)).data().toArray();
  }

  private static double[] slopes(Curve curve, Tensor at) {
    Value x = Value.of(at);
    return curve.function().apply(x).sum().gradients(x).of(x).toArray();
  }

  private static void assertAll(double want, double[] got, String what) {
    for (double number : got) {
      assertEquals(want, number, what);
    }
  }

  /** Also one with bits of its own, as R marks what is missing, and a negative one. */
  @TestFactory
  Stream<DynamicTest> nanStaysNan() {
    return forEach(
        (curve, dtype) -> {
          long[] bits = {0x7ff00000000007a2L, 0x7ff8000000000000L, 0xfff800000000beefL};
          for (long payload : bits) {
            Tensor x = many(Double.longBitsToDouble(payload), dtype);
            assertAll(Double.NaN, values(curve, x), "value");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> zerosKeepTheirSigns() {
    return forEach(
        (curve, dtype) -> {
          if (KEEP_ZEROS.contains(curve.name())) {
            assertAll(-0.0, values(curve, many(-0.0, dtype)), "-0.0");
            assertAll(0.0, values(curve, many(0.0, dtype)), "0.0");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> limits() {
    return forEach(
        (curve, dtype) -> {
          for (int side = 0; side < 2; side++) {
            double x = side == 0 ? -INFINITY : INFINITY;
            double[] limits = LIMITS.get(curve.name());
            double[] slopes = SLOPES.get(curve.name());
            if (limits != null) {
              assertAll(dtype.round(limits[side]), values(curve, many(x, dtype)), "at " + x);
            }
            if (slopes != null) {
              assertAll(slopes[side], slopes(curve, many(x, dtype)), "slope at " + x);
            }
          }
        });
  }

  /** Neighbours, and how many there are, do not count: not even in the last bit. */
  @TestFactory
  Stream<DynamicTest> anElementIsTheSameWhereverItStands() {
    return forEach(
        (curve, dtype) -> {
          Random random = new Random(1);
          Tensor x = Tensor.normal(Shape.of(61), 0, 1, random);
          x = x.mul(Tensor.normal(Shape.of(61), 0, 9, random));
          Tensor numbers = x.to(dtype);
          double[] values = values(curve, numbers);
          double[] slopes = slopes(curve, numbers);
          for (int from = 1; from < 20; from++) {
            Tensor part = numbers.slice(0, from, from + 41);
            double[] partValues = values(curve, part);
            double[] partSlopes = slopes(curve, part);
            for (int i = 0; i < 41; i++) {
              assertEquals(values[from + i], partValues[i]);
              assertEquals(slopes[from + i], partSlopes[i]);
            }
          }
        });
  }

  @Test
  void thePowerOfZeroIsFlat() {
    assertEquals(0, slopeOfPower(1e-310, 0));
    assertEquals(0, slopeOfPower(-1e-310, 0));
    assertEquals(0, slopeOfPower(0, 0));
    assertEquals(0, slopeOfPower(3, 0));
    assertEquals(0, slopeOfPower(0, 2));
    assertEquals(1, slopeOfPower(0, 1));
    assertEquals(INFINITY, slopeOfPower(0, 0.5));
    Value x = Value.of(2);
    Value y = Value.of(0);
    assertEquals(0.5, x.pow(y).derivative(x).derivative(y).item());
  }

  private static double slopeOfPower(double base, double exponent) {
    Value x = Value.of(base);
    return x.pow(Value.of(exponent)).gradients(x).of(x).item();
  }

  /** PyTorch's convention. */
  @Test
  void eluIsBentAtZero() {
    Value x = Value.of(0);
    Value slope = x.elu(0.7).derivative(x);
    assertEquals(0.7, slope.item());
    assertEquals(0, Math.abs(slope.derivative(x).item()));
  }

  @Test
  void hypotBendsFarOut() {
    assertEquals(1e-24, bend(x -> x.hypot(x.literal(1)), 1e8), 1e-38);
    assertEquals(Math.sqrt(2), slope(x -> x.hypot(x), 1.7e308), 1e-15); // which overflows
  }

  @Test
  void slopesKeepTheirTails() {
    assertEquals(4.248354255291589e-18, slope(Value::sigmoid, 40), 1e-32);
    assertEquals(1.699341702116635e-17, slope(Value::tanh, 20), 1e-31);
    assertEquals(4.248354255291589e-18, slope(Value::expm1, -40), 1e-32);
    assertEquals(1e-320, slope(Value::atan, 1e160));
    double subnormal = -20 * Double.MIN_VALUE;
    assertEquals(subnormal, bend(Value::asin, subnormal));
    assertTrue(slope(Value::gelu, -37) < 0);
  }

  private static double slope(UnaryOperator<Value> function, double at) {
    Value x = Value.of(at);
    return function.apply(x).derivative(x).item();
  }

  private static double bend(UnaryOperator<Value> function, double at) {
    Value x = Value.of(at);
    return function.apply(x).derivative(x).derivative(x).item();
  }

  /**
   * The derivative of a square is finite where it can be, though twice a large cotangent is not.
   */
  @Test
  void aSquareUnderALargeFactor() {
    Value x = Value.of(Tensor.of(0.25, 0, -0.25));
    double[] expected = {0.5 * 1.5e308, 0, -0.5 * 1.5e308};
    assertArrayEquals(expected, x.square().mul(1.5e308).sum().gradients().of(x).toArray());
    Value number = Value.of(0.25);
    assertEquals(0.5 * 1.5e308, number.square().mul(1.5e308).gradients().of(number).item());
  }
}
