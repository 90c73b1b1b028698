package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Values as computed with 50 digits, and derivatives far out. */
class PointwiseAccuracyTest {

  @Test
  void asinh() {
    check(
        Tensor::asinh,
        1e-300,
        1e-300,
        1e-09,
        1e-09,
        -0.001,
        -0.0009999998333334083,
        0.3,
        0.29567304756342244,
        -1.7,
        -1.300820426840647,
        20.0,
        3.6895038689889055,
        100000.0,
        12.206072645555174,
        -1000000000.0,
        -21.416413017506358,
        30000000000.0,
        24.81761039916851,
        1e+200,
        461.2101657793691,
        -1.7e+308,
        -710.4199840737882);
  }

  @Test
  void acosh() {
    check(
        Tensor::acosh,
        1.0,
        0.0,
        1.0000000001,
        1.4142136208675862e-05,
        1.001,
        0.04471763360830685,
        1.5,
        0.9624236501192069,
        2.0,
        1.3169578969248168,
        20.0,
        3.6882538673612966,
        100000.0,
        12.206072645505174,
        1000000000.0,
        21.416413017506358,
        30000000000.0,
        24.81761039916851,
        1e+200,
        461.2101657793691,
        1.7e+308,
        710.4199840737882);
  }

  @Test
  void atanh() {
    check(
        Tensor::atanh,
        1e-300,
        1e-300,
        1e-09,
        1e-09,
        -0.001,
        -0.0010000003333335333,
        0.3,
        0.3095196042031117,
        -0.5,
        -0.5493061443340549,
        0.75,
        0.9729550745276566,
        0.9999999,
        8.40562139102231,
        -0.999,
        -3.8002011672501994);
  }

  @Test
  void log2() {
    check(
        Tensor::log2,
        1e-320,
        -1063.0170064253057,
        1e-308,
        -1023.1538532253076,
        0.1,
        -3.321928094887362,
        0.7,
        -0.5145731728297583,
        0.70711,
        -0.4999934327377991,
        0.7072,
        -0.4998098201580177,
        0.75,
        -0.4150374992788438,
        0.9999999,
        -1.4426951122643492e-07,
        1.0000001,
        1.4426949695965583e-07,
        1.4142,
        0.49998616442187416,
        1.4143,
        0.5000881757382248,
        3.0,
        1.584962500721156,
        10000000000.0,
        33.219280948873624,
        1.7e+308,
        1023.9193879716706);
  }

  @Test
  void log10() {
    check(
        Tensor::log10,
        1e-320,
        -320.000004834948,
        0.1,
        -1.0,
        0.9999999,
        -4.342945033893839e-08,
        3.0,
        0.47712125471966244,
        1000000000000000.0,
        15.0,
        1.7e+308,
        308.2304489213783);
  }

  @Test
  void exp2() {
    check(
        Tensor::exp2,
        -1070.5,
        5.4e-323,
        -10.3,
        0.0007932152308166359,
        1e-10,
        1.0000000000693148,
        0.5,
        1.4142135623730951,
        3.7,
        12.99603834169977,
        1000.1,
        1.1484144900614846e+301);
  }

  @Test
  void cbrt() {
    check(
        Tensor::cbrt,
        1e-320,
        2.1544266950262728e-107,
        -0.001,
        -0.1,
        2.0,
        1.2599210498948732,
        -10.0,
        -2.154434690031884,
        1e+300,
        1e+100);
  }

  @Test
  void erf() {
    check(
        Tensor::erf,
        1e-300,
        1.1283791670955126e-300,
        1e-10,
        1.1283791670955126e-10,
        -0.1,
        -0.1124629160182849,
        0.3,
        0.3286267594591274,
        0.5,
        0.5204998778130465,
        0.7499,
        0.7110913357245858,
        0.75,
        0.7111556336535151,
        0.9,
        0.7969082124228322,
        -1.2,
        -0.9103139782296353,
        2.0,
        0.9953222650189527,
        3.0,
        0.9999779095030014,
        4.5,
        0.9999999998033839,
        5.9,
        0.9999999999999999,
        7.0,
        1.0);
  }

  @Test
  void erfc() {
    check(
        Tensor::erfc,
        -30.0,
        2.0,
        -3.0,
        1.9999779095030015,
        -0.5,
        1.5204998778130465,
        -0.374,
        1.4031361892280156,
        0.0,
        1.0,
        0.3,
        0.6713732405408726,
        0.374,
        0.5968638107719845,
        0.376,
        0.5949031056226449,
        0.8,
        0.2578990352923395,
        1.3,
        0.06599205505934755,
        2.0,
        0.004677734981047266,
        3.0,
        2.209049699858544e-05,
        5.0,
        1.537459794428035e-12,
        8.0,
        1.1224297172982926e-29,
        10.0,
        2.088487583762545e-45,
        15.0,
        7.212994172451207e-100,
        20.0,
        5.395865611607901e-176,
        26.0,
        5.663192408856143e-296,
        9.1,
        6.696900427988608e-38,
        17.77,
        2.3047544563565798e-139,
        25.3,
        2.293036860845902e-280,
        -1.1,
        1.8802050695740817,
        0.5,
        0.4795001221869535);
  }

  @Test
  void powersAreExact() {
    for (int exponent = -1074; exponent < 1024; exponent++) {
      assertEquals(exponent, Tensor.of(Math.scalb(1.0, exponent)).log2().item());
      assertEquals(Math.scalb(1.0, exponent), Tensor.of(exponent).exp2().item());
    }
    for (int exponent = 0; exponent <= 22; exponent++) {
      assertEquals(exponent, Tensor.of(Math.pow(10, exponent)).log10().item());
    }
    assertEquals(-3, Tensor.of(-27).cbrt().item());
  }

  @Test
  void squaresAndCubesAreThosePowersToTwoUlps() {
    Tensor x = Tensor.uniform(Shape.of(1000), -1e3, 1e3, new Random(1));
    for (int exponent = 2; exponent <= 3; exponent++) {
      double[] powers = x.pow(exponent).toArray();
      for (int i = 0; i < powers.length; i++) {
        double expected = Math.pow(x.at(i), exponent);
        assertEquals(expected, powers[i], 2 * Math.ulp(expected));
        assertEquals(powers[i], Value.of(x.at(i)).pow(exponent).item());
      }
    }
    double infinity = Double.POSITIVE_INFINITY;
    Tensor ends = Tensor.of(-infinity, -1e200, -1e-200, -0.0, 1e200, Double.NaN);
    assertArrayEquals(
        new double[] {infinity, infinity, 0, 0, infinity, Double.NaN}, ends.pow(2).toArray());
    assertArrayEquals(
        new double[] {-infinity, -infinity, -0.0, -0.0, infinity, Double.NaN},
        ends.pow(3).toArray());
  }

  @Test
  void endsOfDomains() {
    double infinity = Double.POSITIVE_INFINITY;
    Tensor x = Tensor.of(-infinity, -1, -0.0, 0, 1, infinity, Double.NaN);
    double nan = Double.NaN;
    assertArrayEquals(
        new double[] {nan, nan, -infinity, -infinity, 0, infinity, nan}, x.log2().toArray());
    assertArrayEquals(new double[] {nan, nan, nan, nan, 0, infinity, nan}, x.acosh().toArray());
    assertArrayEquals(
        new double[] {nan, -infinity, -0.0, 0, infinity, nan, nan}, x.atanh().toArray());
    assertEquals(-infinity, x.asinh().at(0));
    assertEquals("-0.0", x.asinh().get(2).toString());
    assertEquals(infinity, x.asinh().at(5));
    assertArrayEquals(new double[] {2, 0}, Tensor.of(-infinity, infinity).erfc().toArray());
    assertArrayEquals(new double[] {-1, 1}, Tensor.of(-infinity, infinity).erf().toArray());
    assertEquals("-0.0", Tensor.of(-0.0).erf().toString());
  }

  @Test
  void derivativesDoNotOverflow() {
    assertEquals(1e-200, slope(Value::asinh, 1e200), 1e-215);
    assertEquals(1e-200, slope(Value::asinh, -1e200), 1e-215);
    assertEquals(1e-200, slope(Value::acosh, 1e200), 1e-215);
    assertEquals(1 / (1.7e308 * Math.log(2)), slope(Value::log2, 1.7e308), 2 * Double.MIN_VALUE);
    assertEquals(1 / 1.7e308 / Math.log(10), slope(Value::log10, 1.7e308), 2 * Double.MIN_VALUE);
    assertEquals(Double.POSITIVE_INFINITY, slope(Value::acosh, 1));
    assertEquals(Double.POSITIVE_INFINITY, slope(Value::atanh, 1));
    assertEquals(Double.POSITIVE_INFINITY, slope(Value::cbrt, 0));
    assertEquals(0, slope(Value::erfc, 1e200));
  }

  /** Where 1 + erf would cancel. */
  @Test
  void geluKeepsItsTail() {
    assertEquals(-1.4332578593959695e-06, Tensor.of(-5).gelu().item(), 1e-20);
    assertEquals(-1.0392395086912458e-16, Tensor.of(-8.47).gelu().item(), 1e-29);
  }

  private static double slope(UnaryOperator<Value> function, double at) {
    Value x = Value.of(at);
    return function.apply(x).gradients(x).of(x).item();
  }

  /** Pairs of an argument and the value, each to within 3 units in the last place. */
  private static void check(UnaryOperator<Tensor> function, double... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      double value = function.apply(Tensor.of(pairs[i])).item();
      assertEquals(pairs[i + 1], value, 3 * Math.ulp(pairs[i + 1]), "at " + pairs[i]);
    }
  }
}
