package dev.chainrule.autograd.transform;

import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Functions whose derivative rule is given, and what solvers found. */
class RulesTest {
  private static final Value X = Value.constant(Tensor.of(0.5, -1.5, 2.5));
  private static final Value ALONG = Value.constant(Tensor.of(1.0, 2.0, -1.0));

  /** x² y, with its own rules times ten, so that it shows which one was taken. */
  private static final CustomFunction PRODUCT =
      CustomFunction.of("product", in -> in.get(0).square().mul(in.get(1)));

  private static final CustomFunction.Backward TENFOLD =
      (g, in, z) ->
          List.of(g.mul(in.get(0)).mul(in.get(1)).mul(20), g.mul(in.get(0).square()).mul(10));

  private static final CustomFunction.Forward HUNDREDFOLD =
      (t, in, z) ->
          in.get(0)
              .mul(in.get(1))
              .mul(t.get(0))
              .mul(2)
              .add(in.get(0).square().mul(t.get(1)))
              .mul(100);

  private static final String BESIDE =
      "scaled: the function, or its rule, uses a value beside its inputs that gradients or tangents"
          + " flow into: give it as an input, parameters of a layer by Bound";

  private static void assertNumbers(double[] expected, Value actual) {
    assertArrayEquals(expected, actual.data().toArray(), 1e-12);
  }

  @Test
  void aRuleBackwardServesForward() {
    CustomFunction f = PRODUCT.backward(TENFOLD);
    Value x = Value.of(3);
    Value y = Value.of(5);
    Value z = f.apply(x, y);
    assertEquals(45, z.item());
    assertEquals(300, z.derivative(x).item());
    assertEquals(90, z.gradients().of(y).item());
    assertEquals(100, z.derivative(x).derivative(y).item() / 0.6, 1e-9);
    assertEquals(300, Jvp.of(v -> f.apply(v, y), x, Value.constant(1)).tangent().item());
  }

  @Test
  void aRuleForwardServesBackward() {
    CustomFunction f = PRODUCT.forward(HUNDREDFOLD);
    Value x = Value.of(3);
    Value y = Value.of(5);
    assertEquals(3000, Jvp.of(v -> f.apply(v, y), x, Value.constant(1)).tangent().item());
    Value z = f.apply(x, y);
    assertEquals(3000, z.derivative(x).item());
    assertEquals(900, z.gradients().of(y).item());
    assertEquals(1000, z.derivative(x).derivative(x).item());
  }

  @Test
  void ofBothRulesEachServesItsWay() {
    CustomFunction f = PRODUCT.backward(TENFOLD).forward(HUNDREDFOLD);
    Value x = Value.of(3);
    Value y = Value.of(5);
    assertEquals(300, f.apply(x, y).derivative(x).item());
    assertEquals(3000, Jvp.of(v -> f.apply(v, y), x, Value.constant(1)).tangent().item());
    Value each = Vmap.of(v -> f.apply(v, y).derivative(v), X);
    assertNumbers(new double[] {50, -150, 250}, each);
    Value pushed = Vmap.of(v -> Jvp.of(w -> f.apply(w, y), v, Value.constant(1)).tangent(), X);
    assertNumbers(new double[] {500, -1500, 2500}, pushed);
  }

  @Test
  void rulesAreFunctionsOfAnyOrder() {
    CustomFunction sine =
        CustomFunction.of("sine", in -> in.get(0).sin())
            .backward((g, in, y) -> List.of(g.mul(in.get(0).cos())));
    GradCheck.standard().order(2).check(x -> sine.apply(x), X.data()).assertPassed();
    Value hessian = Hessian.of(v -> sine.apply(v).sum(), X);
    assertNumbers(X.sin().neg().diag().data().toArray(), hessian);
  }

  /** The sweep that looks for choices must not take it for a cut. */
  @Test
  void aRulesFactorThatIsZeroHasASlope() {
    CustomFunction square =
        CustomFunction.of("square", in -> in.get(0).square())
            .backward((g, in, y) -> List.of(g.mul(in.get(0)).mul(2)));
    Value zero = Value.constant(0);
    UnaryOperator<Value> function =
        v -> square.apply(v.mul(4).div(4)).add(v.sqrt().where(v.greater(0), zero)).sum();
    Value at = Value.constant(Tensor.of(0.0, 4.0));
    double[] expected = {2, 0, 0, 2 - 1 / 32.0};
    assertNumbers(expected, Hessian.of(function, at));
    assertNumbers(expected, Jacobian.backward(v -> Gradient.of(function, v), at));
  }

  /** Beside a cut, an element of a matrix that is 0 here has a slope, too. */
  @Test
  void whatIsZeroInASystemOfEquationsHasASlope() {
    Value zero = Value.constant(0);
    Value ones = Value.constant(Tensor.of(new double[][] {{2, 0}, {0, 3}}));
    Value corner = Value.constant(Tensor.of(new double[][] {{0, 1}, {0, 0}}));
    Value first = Value.constant(Tensor.of(1.0, 0.0));
    UnaryOperator<Value> solved =
        v -> {
          Value x = ones.add(corner.mul(v.get(0))).solve(v.sliceFrom(0, 1).mul(4).div(4));
          return x.where(first, zero).sum().mul(2);
        };
    UnaryOperator<Value> careful =
        v -> solved.apply(v).add(v.sqrt().where(v.greater(0), zero).sum());
    Value at = Value.constant(Tensor.of(0.0, 1.5, 2.5));
    Value direction = Value.constant(Tensor.of(1.0, 0.0, 0.0));
    assertNumbers(new double[] {0, 0, -1 / 3.0}, Hessian.times(solved, at, direction));
    assertNumbers(new double[] {0, 0, -1 / 3.0}, Hessian.times(careful, at, direction));
  }

  /** A rule is a function of its arguments alone, or derivatives by the rest would be lost. */
  @Test
  void whatARuleUsesBesideItsArgumentsIsRefused() {
    Value x = Value.of(2);
    Value w = Value.of(3);
    CustomFunction scaled = CustomFunction.of("scaled", in -> in.get(0).mul(3));
    assertMessage(
        IllegalArgumentException.class,
        BESIDE,
        () -> scaled.backward((g, in, y) -> List.of(g.mul(w))).apply(x).derivative(x));
    Value one = Value.constant(1);
    assertMessage(
        IllegalArgumentException.class,
        BESIDE,
        () -> Jvp.of(v -> scaled.forward((t, in, y) -> t.get(0).mul(w)).apply(v), x.detach(), one));
    assertMessage(
        IllegalArgumentException.class,
        BESIDE,
        () -> Jvp.of(q -> inner(q.square().unrecorded()), Value.constant(3), one));
  }

  private static Value inner(Value captured) {
    CustomFunction scaled =
        CustomFunction.of("scaled", in -> in.get(0).mul(captured))
            .backward((g, in, y) -> List.of(g));
    return Vmap.of(v -> scaled.apply(v), X);
  }

  @Test
  void aFunctionMayDifferentiateInsideOfVmapToo() {
    Value two = Value.constant(2);
    CustomFunction f =
        CustomFunction.of("slope", in -> Gradient.of(z -> z.pow(3).mul(in.get(0)), two))
            .backward((g, in, y) -> List.of(g.mul(12)));
    assertNumbers(new double[] {6, -18, 30}, Vmap.of(f::apply, X));
  }

  @Test
  void ofConstantsATangentIsAConstant() {
    Value one = Value.constant(1);
    Jvp jvp = Jvp.of(v -> PRODUCT.backward(TENFOLD).apply(v, one), Value.constant(3), one);
    assertEquals(60, jvp.tangent().item());
    assertFalse(jvp.tangent().isConnected());
  }

  @Test
  void mistakesInRulesAreNamed() {
    assertMessage(
        IllegalStateException.class,
        "product: has no derivative rule: give it one by backward(...) or forward(...)",
        () -> PRODUCT.apply(X, X));
    Value w = Value.of(3);
    assertMessage(
        IllegalArgumentException.class,
        BESIDE,
        () ->
            CustomFunction.of("scaled", in -> in.get(0).mul(w))
                .backward((g, in, y) -> List.of(g))
                .apply(X));
    CustomFunction sine = CustomFunction.of("sine", in -> in.get(0).sin());
    assertMessage(
        IllegalStateException.class,
        "sine: its backward rule gave shape [] and float64 for input 0 of shape [3] and float64",
        () -> Gradient.of(v -> sine.backward((g, in, y) -> List.of(g.sum())).apply(v).sum(), X));
    assertMessage(
        IllegalStateException.class,
        "sine: its forward rule gave shape [3] and float32 for the result of shape [3] and float64",
        () -> Gradient.of(v -> sine.forward((t, in, y) -> y.to(DType.FLOAT32)).apply(v).sum(), X));
    assertMessage(
        IllegalStateException.class,
        "product: its backward rule gave 1 cotangents for 2 inputs",
        () -> PRODUCT.backward((g, in, y) -> List.of(g)).apply(w, w).derivative(w));
    assertMessage(
        IllegalStateException.class,
        "product: its backward rule gave null: where nothing flows, give zeros: input.filled(0)",
        () -> PRODUCT.backward((g, in, y) -> Arrays.asList(g, null)).apply(w, w).derivative(w));
    CustomFunction forward = PRODUCT.forward((t, in, y) -> Arrays.asList(new Value[1]).get(0));
    String gaveNull =
        "product: its forward rule gave null: where nothing flows, give zeros: result.filled(0)";
    assertMessage(IllegalStateException.class, gaveNull, () -> forward.apply(w, w).derivative(w));
    assertMessage(
        IllegalStateException.class,
        gaveNull,
        () -> Jvp.of(v -> forward.apply(v, v), w.detach(), w.detach()));
  }

  private static Value cubic(Value x, List<Value> p) {
    return x.pow(3).add(p.get(0).mul(x)).sub(p.get(1));
  }

  private static double cubicRoot(double p, double q) {
    double x = 1;
    for (int i = 0; i < 50; i++) {
      x -= (x * x * x + p * x - q) / (3 * x * x + p);
    }
    return x;
  }

  @Test
  void rootsFollowTheirParameters() {
    Value p = Value.of(3);
    Value q = Value.of(10);
    Value x = Implicit.root(RulesTest::cubic, Value.constant(cubicRoot(3, 10)), List.of(p, q));
    double slope = 3 * x.item() * x.item() + 3;
    assertEquals(-x.item() / slope, x.derivative(p).item(), 1e-14);
    assertEquals(1 / slope, x.gradients().of(q).item(), 1e-14);
    // x'' = -6 x x'² / (3 x² + p), by q twice
    double second = -6 * x.item() / (slope * slope * slope);
    assertEquals(second, x.derivative(q).derivative(q).item(), 1e-14);
    Value along =
        Jvp.of(
                v ->
                    Implicit.root(
                        RulesTest::cubic, Value.constant(cubicRoot(3, 10)), List.of(p, v)),
                q,
                Value.constant(1))
            .tangent();
    assertEquals(1 / slope, along.item(), 1e-14);
    Value each =
        Vmap.of(
            in ->
                Implicit.root(RulesTest::cubic, in.get(1), List.of(p, in.get(0)))
                    .derivative(in.get(0)),
            List.of(
                Value.constant(Tensor.of(10.0, 20)),
                Value.constant(Tensor.of(cubicRoot(3, 10), cubicRoot(3, 20)))));
    assertEquals(1 / slope, each.data().at(0), 1e-14);
    assertEquals(1 / (3 * Math.pow(cubicRoot(3, 20), 2) + 3), each.data().at(1), 1e-14);
  }

  /** The minimum of a quadratic form is a linear solve, whose derivatives are known. */
  @Test
  void minimaAndFixedPointsFollowTheirParameters() {
    Value matrix = Value.of(Tensor.of(new double[][] {{4, 1}, {1, 3}}));
    Value b = Value.of(Tensor.of(1.0, 2.0));
    Value solved = matrix.solve(b);
    Value minimum =
        Implicit.minimum(
            (x, p) -> x.dot(p.get(0).matMul(x)).div(2).sub(p.get(1).dot(x)),
            solved,
            List.of(matrix, b));
    assertArrayEquals(solved.data().toArray(), minimum.data().toArray());
    Value seen = solved.square().sum();
    Value same = minimum.square().sum();
    assertNumbers(seen.derivative(b).data().toArray(), same.derivative(b));
    Value symmetric = seen.derivative(matrix).add(seen.derivative(matrix).transpose());
    Value found = same.derivative(matrix).add(same.derivative(matrix).transpose());
    assertNumbers(symmetric.data().toArray(), found);
    assertNumbers(
        seen.derivative(b).sum().derivative(b).data().toArray(),
        same.derivative(b).sum().derivative(b));

    Value a = Value.of(0.5); // x = cos(a x)
    double x = 1;
    for (int i = 0; i < 200; i++) {
      x = Math.cos(0.5 * x);
    }
    Value point =
        Implicit.fixedPoint((v, p) -> v.mul(p.get(0)).cos(), Value.constant(x), List.of(a));
    double sine = Math.sin(0.5 * x);
    assertEquals(-x * sine / (1 + 0.5 * sine), point.derivative(a).item(), 1e-14);
  }

  /** A u = p with a matrix that is not symmetric, so that it must not be transposed by mistake. */
  @Test
  void severalUnknowns() {
    Value a = Value.constant(Tensor.of(new double[][] {{2, 1}, {0, 3}}));
    Value p = Value.of(Tensor.of(5.0, 6.0));
    Value found = Value.constant(Tensor.of(1.5, 2.0));
    UnaryOperator<Value> root =
        q -> Implicit.root((v, in) -> a.matMul(v).sub(in.get(0)), found, List.of(q));
    assertNumbers(new double[] {1 / 2.0, -1 / 6.0}, root.apply(p).get(0).derivative(p));
    double[] inverse = {1 / 2.0, -1 / 6.0, 0, 1 / 3.0};
    assertNumbers(inverse, Jacobian.of(root, p));
    assertNumbers(inverse, Jacobian.forward(root, p));
    assertNumbers(inverse, Jacobian.backward(root, p));
  }

  @Test
  void equationsMustBeAsManyAsUnknowns() {
    Value p = Value.of(2);
    assertMessage(
        IllegalArgumentException.class,
        "implicit: a residual of shape [] for a solution of shape [3]: there must be one equation"
            + " for each unknown",
        () -> Implicit.root((v, q) -> v.sum().sub(q.get(0)), ALONG, List.of(p)));
    assertMessage(
        IllegalArgumentException.class,
        "implicit: the residual is null",
        () -> Implicit.root((v, q) -> null, ALONG, List.of(p)));
    assertMessage(
        IllegalArgumentException.class,
        BESIDE.replace("scaled", "implicit"),
        () -> Implicit.root((v, q) -> v.sub(p), ALONG, List.of(Value.of(1))));
    assertMessage(
        IllegalArgumentException.class,
        "implicit: there are no parameters",
        () -> Implicit.root((v, q) -> v, ALONG, List.of()));
  }
}
