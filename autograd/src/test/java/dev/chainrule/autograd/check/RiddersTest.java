package dev.chainrule.autograd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Numerical derivatives whose exact value is known. */
class RiddersTest {
  @Test
  void sevenParametersOfTheDosageNetwork() {
    double[] start = {2.74, 0, -1.13, 0, 0.36, 0.63, 0}; // w1, b1, w2, b2, w3, w4, b3
    double[] published = {0.760944, 0.967286, 0.332276, 0.732226, 7.142314, 1.487281, 3.459454};
    List<Value> variables = Stream.of(0, 1, 2, 3, 4, 5, 6).map(i -> Value.of(start[i])).toList();
    Value ssr = ssr(variables);
    assertEquals(1.895878, ssr.item(), 5e-7);
    for (int i = 0; i < start.length; i++) {
      int parameter = i;
      double exact = ssr.gradients().of(variables.get(i)).item();
      assertEquals(published[i], exact, 5e-7);
      Ridders.Estimate estimate =
          Ridders.derivative(number -> ssrWith(start, parameter, number), start[i]);
      assertEquals(exact, estimate.derivative(), 1e-13 * Math.max(1, Math.abs(exact)));
    }
  }

  private static double ssrWith(double[] start, int parameter, double number) {
    double[] moved = start.clone();
    moved[parameter] = number;
    return ssr(Stream.of(0, 1, 2, 3, 4, 5, 6).map(i -> Value.of(moved[i])).toList()).item();
  }

  private static Value ssr(List<Value> p) {
    Value dosage = Value.constant(Tensor.of(0, 0.5, 1));
    Value upper = dosage.mul(p.get(0)).add(p.get(1)).softplus().mul(p.get(4));
    Value lower = dosage.mul(p.get(2)).add(p.get(3)).softplus().mul(p.get(5));
    Value observed = Value.constant(Tensor.of(0.0, 1, 0));
    return upper.add(lower).add(p.get(6)).sub(observed).square().sum();
  }

  @Test
  void nearTheEdgeOfADomainAndBesideKinks() {
    assertDerivative(1 / 0.003, Math::log, 0.003);
    assertDerivative(0.5 / Math.sqrt(0.01), Math::sqrt, 0.01);
    assertDerivative(1, Math::abs, 0.002);
    assertDerivative(0, x -> Math.max(x, 0), -0.002);
    assertDerivative(2e6, x -> x * x, 1e6);
    assertDerivative(1, x -> x, 0);
    assertDerivative(100 * Math.cos(50), x -> Math.sin(100 * x), 0.5);
  }

  private static void assertDerivative(double exact, DoubleUnaryOperator f, double x) {
    Ridders.Estimate estimate = Ridders.derivative(f, x);
    assertEquals(exact, estimate.derivative(), 1e-9 * Math.max(1, Math.abs(exact)));
    assertTrue(estimate.error() < 1e-7 * Math.max(1, Math.abs(exact)), estimate.toString());
  }

  @Test
  void knowsWhenItDoesNotKnow() {
    assertEquals(Double.POSITIVE_INFINITY, Ridders.derivative(x -> Double.NaN, 1).error());
    assertTrue(Ridders.derivative(x -> x > 0 ? Math.sqrt(x) : 0, 0).error() > 1e-3);
  }
}
