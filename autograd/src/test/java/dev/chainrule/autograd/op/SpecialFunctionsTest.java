package dev.chainrule.autograd.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Known values of special functions and factorisations. */
class SpecialFunctionsTest {
  private static void assertUlps(double expected, double actual, int ulps) {
    assertEquals(expected, actual, ulps * Math.ulp(expected));
  }

  /** Values to 20 digits and more: factorials, and gamma at halves. */
  @Test
  void logGamma() {
    assertEquals(0, LogGamma.value(1));
    assertEquals(0, LogGamma.value(2));
    double product = 1;
    for (int n = 3; n <= 19; n++) {
      product *= n - 1;
      assertUlps(Math.log(product), LogGamma.value(n), 2);
    }
    assertUlps(0.5723649429247001, LogGamma.value(0.5), 2);
    assertUlps(-0.12078223763524522, LogGamma.value(1.5), 2);
    assertUlps(0.2846828704729192, LogGamma.value(2.5), 2);
    assertUlps(1.2655121234846454, LogGamma.value(-0.5), 4);
    assertUlps(359.1342053695754, LogGamma.value(100), 2); // log 99!
    assertUlps(1e305 * (Math.log(1e305) - 1), LogGamma.value(1e305), 4);
    double h = (1 + 1e-10) - 1;
    assertUlps(h * (Math.PI * Math.PI / 12 * h - 0.5772156649015329), LogGamma.value(1 + 1e-10), 4);
    assertEquals(Double.POSITIVE_INFINITY, LogGamma.value(0));
    assertEquals(Double.POSITIVE_INFINITY, LogGamma.value(-3));
    assertEquals(Double.POSITIVE_INFINITY, LogGamma.value(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, LogGamma.value(Double.NaN));
  }

  /** Far out, where what is missing to the limit no longer counts, up to the largest numbers. */
  @Test
  void limitsWithoutGaps() {
    for (double x = 9; x < 1e5; x *= 1.0007) {
      assertEquals(x, Erf.gelu(x));
      assertEquals(1, Erf.normal(x));
      assertEquals(1, Erf.value(x));
      assertEquals(1, Erf.complement(-x) - 1);
      assertEquals(x, Logistic.geluTanh(x));
      assertEquals(1, Logistic.value(5 * x));
      assertEquals(5 * x, Logistic.silu(5 * x));
      assertEquals(1, Logistic.tanh(3 * x));
      assertEquals(Double.NaN, InverseHyperbolic.acosh(-x * x));
      assertEquals(-0.0, Erf.gelu(-5 * x));
    }
  }

  @Test
  void polygamma() {
    double euler = 0.5772156649015329;
    assertUlps(-euler, Polygamma.DIGAMMA.value(1), 4);
    assertUlps(-euler - 2 * Math.log(2), Polygamma.DIGAMMA.value(0.5), 4);
    assertUlps(Math.PI * Math.PI / 6, Polygamma.of(1).value(1), 2);
    assertUlps(Math.PI * Math.PI / 2, Polygamma.of(1).value(0.5), 2);
    assertUlps(-2 * 1.2020569031595942, Polygamma.of(2).value(1), 2); // -2 ζ(3)
    assertUlps(Math.pow(Math.PI, 4) / 15, Polygamma.of(3).value(1), 4);
    assertEquals(0.03648997397857652, Polygamma.DIGAMMA.value(1.5), 1e-15);
    assertEquals(0.03648997397857652, Polygamma.DIGAMMA.value(-0.5), 1e-15);
    assertUlps(-87_180_957_830.17206, Polygamma.of(14).value(1), 8); // -14! ζ(15)
    assertEquals(-1, Math.signum(Polygamma.of(100).value(3)));
    assertUlps(1e-200, Polygamma.of(1).value(1e200), 2);
    assertEquals(0, Polygamma.of(1).value(Double.POSITIVE_INFINITY));
    assertEquals(Double.NaN, Polygamma.DIGAMMA.value(-2));
    assertEquals(
        "polygamma: order -1 must be from 0 to 1000",
        assertThrows(IllegalArgumentException.class, () -> Tensor.of(1).polygamma(-1))
            .getMessage());
  }

  @Test
  void theDerivativeOfLogGammaGoesOnForEver() {
    Value x = Value.of(2.5);
    Value third = x.lgamma().derivative(x).derivative(x).derivative(x);
    assertEquals(Polygamma.of(2).value(2.5), third.item());
  }

  @Test
  void choleskyFactorsMultiplyToTheMatrix() {
    Tensor a = Tensor.of(new double[][] {{4, 2, 0.5}, {2, 3, 0.25}, {0.5, 0.25, 2}});
    Tensor l = a.cholesky();
    assertArrayEquals(a.toArray(), l.matMul(l.transpose()).toArray(), 1e-15);
    assertEquals(0, l.at(0, 2));
    assertEquals(Shape.of(0, 0), Tensor.zeros(Shape.of(0, 0)).cholesky().shape());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Tensor.eye(2).neg().cholesky());
    assertEquals("cholesky: matrix 0 is not positive definite: pivot 0 is -1.0", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> Tensor.zeros(Shape.of(2, 3)).cholesky());
    assertEquals("cholesky: takes square matrices [.., n, n], not [2, 3]", e.getMessage());
  }
}
