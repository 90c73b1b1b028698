package dev.chainrule.autograd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheckReport.Element;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Numerical derivatives whose exact value is known. */
class NumericalDerivativesTest {
  @Test
  void sevenParametersOfTheDosageNetwork() {
    double[] start = {2.74, 0, -1.13, 0, 0.36, 0.63, 0}; // w1, b1, w2, b2, w3, w4, b3
    double[] published = {0.760944, 0.967286, 0.332276, 0.732226, 7.142314, 1.487281, 3.459454};
    List<Tensor> parameters = DoubleStream.of(start).mapToObj(Tensor::of).toList();
    GradCheckReport report = GradCheck.standard().check(NumericalDerivativesTest::ssr, parameters);
    report.assertPassed();
    for (int i = 0; i < start.length; i++) {
      Element element = report.elements().get(i);
      assertEquals(published[i], element.numeric(), 5e-7);
      assertEquals(element.analytic(), element.numeric(), 1e-11 * Math.abs(element.analytic()));
    }
  }

  private static Value ssr(List<Value> p) {
    Value dosage = Value.constant(Tensor.of(0, 0.5, 1));
    Value upper = dosage.mul(p.get(0)).add(p.get(1)).softplus().mul(p.get(4));
    Value lower = dosage.mul(p.get(2)).add(p.get(3)).softplus().mul(p.get(5));
    Value observed = Value.constant(Tensor.of(0.0, 1, 0));
    return upper.add(lower).add(p.get(6)).sub(observed).square().sum();
  }

  private static Element element(DoubleUnaryOperator f, double rule, double x) {
    return GradCheck.standard()
        .check(numbers -> f.applyAsDouble(numbers[0]), numbers -> new double[] {rule}, x)
        .elements()
        .get(0);
  }

  private static void assertDerivative(double exact, DoubleUnaryOperator f, double x) {
    for (double rule : new double[] {exact, exact * 1.01 + 1, Double.NaN}) { // all the same
      Element element = element(f, rule, x);
      double error = Math.abs(exact - element.numeric());
      assertEquals(
          exact, element.numeric(), 1e-9 * Math.max(1, Math.abs(exact)), element::toString);
      assertTrue(error <= element.errorEstimate(), element::toString);
    }
  }

  @Test
  void nearTheEdgeOfADomainAndBesideKinks() {
    assertDerivative(1 / 0.003, Math::log, 0.003);
    assertDerivative(0.5 / Math.sqrt(0.01), Math::sqrt, 0.01);
    assertDerivative(1, Math::abs, 0.002);
    assertDerivative(1, Math::abs, 1e-7);
    assertDerivative(0, x -> Math.max(x, 0), -0.002);
    assertDerivative(2e6, x -> x * x, 1e6);
    assertDerivative(1, x -> x, 0);
    assertDerivative(100 * Math.cos(50), x -> Math.sin(100 * x), 0.5);
    assertDerivative(0, x -> 5, 0.5);
    assertDerivative(3e-10, x -> x * x * x, 1e-5);
  }

  @Test
  void knowsWhenItDoesNotKnow() {
    assertEquals(Double.POSITIVE_INFINITY, element(x -> Double.NaN, 1, 1).errorEstimate());
    assertTrue(element(x -> x > 0 ? Math.sqrt(x) : 0, 1, 0).errorEstimate() > 1e-3);
  }

  @Test
  void narrowFeaturesCount() {
    // A slope of 2 within 1e-8, and of 1 all around.
    DoubleUnaryOperator f = x -> x + Math.max(-1e-8, Math.min(1e-8, x));
    assertEquals(2, element(f, 1, 0).numeric(), 1e-9);
  }
}
