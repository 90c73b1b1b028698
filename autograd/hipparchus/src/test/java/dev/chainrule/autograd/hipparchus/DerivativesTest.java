package dev.chainrule.autograd.hipparchus;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.analysis.differentiation.DSFactory;
import org.hipparchus.analysis.differentiation.DerivativeStructure;
import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.analysis.differentiation.GradientFunction;
import org.hipparchus.analysis.differentiation.UnivariateDerivative1;
import org.hipparchus.analysis.differentiation.UnivariateDerivative2;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.analysis.solvers.NewtonRaphsonSolver;
import org.junit.jupiter.api.Test;

/** Functions among Hipparchus' own derivatives: of any order, of one number and of many. */
class DerivativesTest {
  private static final Univariate KEPLER = Univariate.of(x -> x.sub(x.sin().mul(0.3)).sub(1));

  @Test
  void newton_findsARoot() {
    double root = new NewtonRaphsonSolver(1e-13).solve(100, KEPLER, 0, 2);
    assertEquals(0, root - 0.3 * Math.sin(root) - 1, 1e-14);
    assertEquals(root, new BracketingNthOrderBrentSolver().solve(100, KEPLER, 0, 2), 1e-6);
  }

  @Test
  void ofOneNumber_toTheFifthOrder() {
    Univariate function = Univariate.of(x -> x.mul(2).sin().mul(x.exp()));
    DerivativeStructure x = new DSFactory(1, 5).variable(0, 0.7);
    DerivativeStructure expected = x.multiply(2).sin().multiply(x.exp());
    assertClose(expected.getAllDerivatives(), function.value(x).getAllDerivatives());
    assertEquals(expected.getValue(), function.value(0.7), 1e-15);
    // (x³)''' = 6, and there is nothing beyond
    DerivativeStructure cube = Univariate.of(v -> v.pow(3)).value(x);
    assertClose(new double[] {0.343, 3 * 0.49, 6 * 0.7, 6, 0, 0}, cube.getAllDerivatives(), 1e-12);
  }

  @Test
  void everyKindOfDerivative_isComposed() {
    Univariate square = Univariate.of(Value::square);
    assertEquals(30, square.value(new UnivariateDerivative1(3, 5)).getFirstDerivative());
    // (u²)'' = 2 u'² + 2 u u''
    assertEquals(
        2 * 25 + 2 * 3 * 7, square.value(new UnivariateDerivative2(3, 5, 7)).getSecondDerivative());
    assertArrayEquals(new double[] {6, 12}, square.value(new Gradient(3, 1, 2)).getGradient());
  }

  /** A variable that the function uses is none of the solver's: nothing is recorded for it. */
  @Test
  void noGraphIsMade() {
    Value scale = Value.of(2);
    List<Boolean> connected = new ArrayList<>();
    Univariate function =
        Univariate.of(
            x -> {
              Value y = x.mul(scale);
              connected.add(y.isConnected());
              return y;
            });
    assertEquals(2, function.value(new UnivariateDerivative1(3, 1)).getFirstDerivative());
    assertEquals(List.of(false, false), connected);
  }

  private static Value smooth(Value x) {
    return x.get(0).mul(x.get(1)).sin().add(x.get(1).exp().mul(x.get(2)));
  }

  private static DerivativeStructure smooth(DerivativeStructure... x) {
    return x[0].multiply(x[1]).sin().add(x[1].exp().multiply(x[2]));
  }

  private static void assertSame(DerivativeStructure expected, DerivativeStructure actual) {
    assertClose(expected.getAllDerivatives(), actual.getAllDerivatives(), 1e-10);
  }

  /** Whatever x depends on, to whatever order, the result is that of Hipparchus' own arithmetic. */
  @Property(tries = 60)
  void ofManyNumbers_thatDependOnOthers(
      @ForAll @IntRange(min = 1, max = 4) int parameters,
      @ForAll @IntRange(min = 0, max = 4) int order,
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = -1, max = 1) double b) {
    DSFactory factory = new DSFactory(parameters, order);
    DerivativeStructure s = factory.variable(0, a);
    DerivativeStructure t = factory.variable(parameters - 1, b);
    DerivativeStructure[] x = {s.multiply(t).add(1), s.sin().subtract(t), t.square()};
    assertSame(smooth(x), Multivariate.of(DerivativesTest::smooth).value(x));
  }

  @Test
  void ofManyResults() {
    DSFactory factory = new DSFactory(2, 3);
    DerivativeStructure a = factory.variable(0, 0.5);
    DerivativeStructure b = factory.variable(1, -0.3);
    MultivariateVector function =
        MultivariateVector.of(x -> Value.stack(List.of(x.prod(), x.square().sum(), x.get(0)), 0));
    DerivativeStructure[] results = function.value(new DerivativeStructure[] {a, b});
    assertEquals(3, results.length);
    assertSame(a.multiply(b), results[0]);
    assertSame(a.square().add(b.square()), results[1]);
    assertSame(a, results[2]);
    assertArrayEquals(new double[] {6, 13, 2}, function.value(new double[] {2, 3}));
  }

  @Test
  void ofConstants_noDerivatives() {
    DSFactory none = new DSFactory(0, 2);
    DerivativeStructure[] x = {none.constant(2), none.constant(3)};
    assertArrayEquals(new double[] {6}, Multivariate.of(Value::prod).value(x).getAllDerivatives());
    DerivativeStructure y =
        Multivariate.of(v -> Value.constant(5)).value(variables(new DSFactory(2, 2), 1, 2));
    assertArrayEquals(new double[] {5, 0, 0, 0, 0, 0}, y.getAllDerivatives());
  }

  private static DerivativeStructure[] variables(DSFactory factory, double a, double b) {
    return new DerivativeStructure[] {factory.variable(0, a), factory.variable(1, b)};
  }

  @Test
  void theGradientOfHipparchus_isTheEngines() {
    Multivariate product = Multivariate.of(Value::prod);
    assertEquals(6, product.value(new double[] {2, 3}));
    assertArrayEquals(
        new double[] {3, 2}, new GradientFunction(product).value(new double[] {2, 3}));
  }

  @Test
  void shapesThatDoNotFit_areRefused() {
    assertRefused(
        "univariate: the function has a result of shape [1], not a scalar: reduce it (sum, get)",
        () -> Univariate.of(x -> x.expandDims(0)).value(new UnivariateDerivative1(1, 1)));
    Value none = new ThreadLocal<Value>().get();
    assertRefused("univariate: the function gave null", () -> Univariate.of(x -> none).value(1.0));
    assertRefused(
        "the function gave null", () -> Multivariate.of(x -> none).value(new double[] {1, 2}));
    assertRefused("not a scalar", () -> Univariate.of(x -> x.expandDims(0)).value(1.0));
    assertRefused(
        "multivariate: there are no inputs",
        () -> Multivariate.of(Value::sum).value(new DerivativeStructure[0]));
    assertRefused(
        "the function gives 2 numbers, not one: take MultivariateVector",
        () -> Multivariate.of(x -> x).value(variables(new DSFactory(2, 1), 1, 2)));
    DerivativeStructure[] mixed = {
      new DSFactory(2, 1).variable(0, 1), new DSFactory(2, 3).variable(0, 1)
    };
    assertRefused(
        "an input has derivatives by 2 parameters up to order 1, another by 2 up to 3: make all of"
            + " them by one DSFactory",
        () -> Multivariate.of(Value::sum).value(mixed));
  }
}
