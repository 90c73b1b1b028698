package dev.chainrule.autograd.check;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A check that finds what is wrong, says where, and passes what is right. */
class GradCheckTest {
  private static final Tensor X = Tensor.of(Shape.of(2, 2), 0.5, -1, 2, 0.25);

  /** x³ whose gradient is wrong by a factor: the part that is detached is held for a constant. */
  private static UnaryOperator<Value> wrongBy(double part) {
    return x -> {
      Value cube = x.pow(3);
      return cube.mul(1 + part).sub(cube.mul(part).detach());
    };
  }

  @Test
  void passesWhatIsRight() {
    GradCheckReport report = GradCheck.standard().order(3).check(x -> x.tanh().exp(), X);
    assertTrue(report.passed(), report.toString());
    assertEquals(List.of(), report.failures());
    assertEquals(12, report.elements().size());
    report.assertPassed();
  }

  @Test
  void findsARuleThatIsSlightlyWrong() {
    for (double part : new double[] {5e-4, 1e-6, -1e-6}) {
      assertFalse(GradCheck.standard().check(wrongBy(part), X).passed());
    }
    assertTrue(GradCheck.standard().check(wrongBy(0), X).passed());
    assertTrue(GradCheck.standard().tolerances(1e-2, 0).check(wrongBy(5e-4), X).passed());
  }

  @Test
  void findsAGradientThatIsZeroNearZero() {
    Tensor near = Tensor.of(1e-3, -1e-3);
    assertFalse(GradCheck.standard().check(x -> x.pow(3).detach().add(x.mul(0)), near).passed());
  }

  @Test
  void findsOneWrongElementAmongMany() {
    double[] numbers = new double[50];
    numbers[37] = 2;
    Tensor mask = Tensor.of(Shape.of(5, 10), numbers);
    UnaryOperator<Value> function =
        x -> x.square().add(x.mul(Value.constant(mask)).sub(x.mul(Value.constant(mask)).detach()));
    GradCheckReport report =
        GradCheck.standard().check(function, Tensor.full(Shape.of(5, 10), 0.3));
    assertEquals(1, report.failures().size());
    assertEquals(37, report.failures().get(0).at());
    assertEquals(report.failures().get(0), report.worst().orElseThrow());
    assertTrue(report.toString().startsWith("49 of 50 derivatives agree; the worst: order 1"));
    assertTrue(report.toString().contains("element [3, 7]"), report.toString());
    GradCheckReport.Element worst = report.failures().get(0);
    double difference = Math.abs(worst.analytic() - worst.numeric());
    assertTrue(report.toString().contains(String.format("difference %.3g", difference)));
  }

  @Test
  void theReportNamesBothNumbersTheEstimateAndTheTolerance() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () ->
                GradCheck.assertGradients(
                    (x, y) -> x.mul(y.add(y.detach())).sum(), Tensor.of(1), Tensor.of(3)));
    // d/dy of 2 x y is 2 x; the sweep sees half of it.
    assertTrue(
        String.valueOf(error.getMessage())
            .matches(
                "1 of 2 derivatives agree; the worst: order 1, input 1, element \\[\\]: analytic"
                    + " \\S+, numeric \\S+ \\(error estimate \\S+\\), difference \\S+, tolerance"
                    + " \\S+; differences at steps of \\S+ to \\S+ agree to \\S+: MISMATCH, look at how the derivative is written, or at what is detached"),
        error.getMessage());
  }

  @Test
  void eachAssertionThrows() {
    assertThrows(AssertionError.class, () -> GradCheck.assertGradients(wrongBy(1), X));
    assertThrows(
        AssertionError.class,
        () -> GradCheck.assertGradients(in -> wrongBy(1).apply(in.get(0)), List.of(X)));
    GradCheck.assertGradients(wrongBy(0), X);
    GradCheck.assertGradients((x, y) -> x.mul(y), X, X);
    GradCheck.assertGradients(in -> in.get(0).mul(in.get(1)), List.of(X, X));
  }

  @Test
  void inputsMayHaveNames_andTheReportTellsThem() {
    Map<String, Tensor> inputs = ImmutableMap.of("0.weight", X, "0.bias", Tensor.of(0.5, -1));
    GradCheck.assertGradients(in -> affine(in, 1), inputs);
    GradCheckReport report = GradCheck.standard().order(2).check(in -> affine(in, 1), inputs);
    assertTrue(report.passed(), report::toString);
    assertEquals("0.weight", report.elements().get(0).input());
    assertEquals("0.bias", report.elements().get(4).input());
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> GradCheck.assertGradients(in -> affine(in, 2), inputs));
    assertTrue(
        String.valueOf(error.getMessage()).contains("input 0.weight, element [1, 0]: analytic"),
        error::getMessage);
  }

  /** Only where the weight is 2, in row 1 and column 0, a wrong factor shows. */
  private static Value affine(Map<String, Value> in, double factor) {
    assertEquals(List.of("0.weight", "0.bias"), List.copyOf(in.keySet()));
    Value weight = requireNonNull(in.get("0.weight"));
    Value wrong = weight.mul(Value.constant(X.equalTo(2))).mul(factor - 1);
    Value sum = weight.matMul(requireNonNull(in.get("0.bias"))).sum();
    return sum.add(wrong.sub(wrong.detach()).sum());
  }

  @Test
  void theWorstIsMeasuredByItsTolerance() {
    // Wrong by 2 in 1000 and by 0.5 in 0.5: the second is worse.
    GradCheckReport report =
        GradCheck.standard()
            .check(
                (x, y) ->
                    x.mul(1000).add(x.sub(x.detach())).sub(x.detach()).add(y.mul(0.5).detach()),
                Tensor.of(1),
                Tensor.of(1));
    assertEquals("1", report.worst().orElseThrow().input());
  }

  @Test
  void findsAWrongSecondOrder() {
    // The first derivative is right, but it is held for a constant in the second.
    UnaryOperator<Value> function =
        x -> x.detach().square().mul(3).mul(x).sub(x.pow(3).mul(2).detach());
    assertTrue(GradCheck.standard().check(x -> x.pow(3), X).passed());
    GradCheckReport report = GradCheck.standard().order(2).check(function, X);
    assertTrue(report.failures().stream().anyMatch(element -> element.order() == 2));
  }

  @Test
  void aNanNeverPasses() {
    assertFalse(GradCheck.standard().check(x -> x.log(), Tensor.of(-1)).passed());
    GradCheckReport report =
        GradCheck.standard()
            .check((x, y) -> x.mul(2).add(y.detach().mul(1e-3)).add(y), Tensor.of(1), Tensor.of(2));
    assertEquals("1", report.worst().orElseThrow().input());
  }

  @Test
  void whatAgreesExactlyIsNotTheWorst() {
    GradCheckReport report =
        GradCheck.standard()
            .tolerances(0, 0)
            .check((x, y) -> x.mul(0).add(wrongBy(1).apply(y)), Tensor.of(1), Tensor.of(1));
    assertEquals("1", report.worst().orElseThrow().input());
  }

  @Test
  void nothingToCheckPasses() {
    GradCheckReport report =
        GradCheck.standard().check(x -> x.square(), Tensor.zeros(Shape.of(0, 3)));
    assertTrue(report.passed());
    assertTrue(report.worst().isEmpty());
    assertEquals("0 of 0 derivatives agree", report.toString());
  }

  @Test
  void theSeedDecidesTheWeights() {
    double first = analytic(GradCheck.standard());
    assertEquals(first, analytic(GradCheck.standard().seed(0)));
    assertFalse(first == analytic(GradCheck.standard().seed(5)));
  }

  private static double analytic(GradCheck check) {
    return check.check(x -> x.mul(2), Tensor.of(1.0, 3.0)).elements().get(0).analytic();
  }

  @Test
  void aKinkIsNoMismatch() {
    assertVerdict(Verdict.KINK, Value::relu, 0);
    assertVerdict(Verdict.KINK, x -> x.abs().add(x.relu()), 0);
    // Both sides rise with slope 1, so that only the tie in the graph tells: max(x, x) by halves
    // that the detached twin does not give back.
    assertVerdict(Verdict.KINK, x -> x.maximum(x.detach().mul(0)).sub(x.neg().relu()), 0);
    assertVerdict(
        Verdict.MISMATCH,
        x -> x.maximum(x.detach().mul(0)).sub(x.neg().relu()).add(x.sub(x.detach())),
        1);
    // The convention for a tie, half to each side, is what a central difference sees.
    assertVerdict(Verdict.PASSED, x -> x.maximum(x.neg().mul(2)), 0);
    assertVerdict(Verdict.MISMATCH, wrongBy(1e-3), 0.7);
    assertVerdict(Verdict.MISMATCH, x -> x.relu().add(x.sub(x.detach())), -0.05);
  }

  @Test
  void notDifferentiableHere() {
    assertVerdict(Verdict.NOT_DIFFERENTIABLE, Value::sqrt, 0);
    assertVerdict(Verdict.NOT_DIFFERENTIABLE, Value::log, -1);
    assertVerdict(Verdict.NOT_DIFFERENTIABLE, Value::acos, 1);
  }

  @Test
  void noisy() {
    Random random = new Random(1);
    assertVerdict(Verdict.NOISY, x -> x.mul(random.nextDouble()), 1);
    // 1e15 swallows all but the first digit of sin x.
    assertVerdict(Verdict.NOISY, x -> x.sin().add(1e15).sub(1e15), 1);
  }

  @Test
  void notConnected() {
    assertVerdict(Verdict.NOT_CONNECTED, x -> Value.of(x.data()).square(), 1);
    assertVerdict(Verdict.PASSED, x -> Value.of(2), 1);
  }

  private static void assertVerdict(Verdict verdict, UnaryOperator<Value> function, double x) {
    GradCheckReport report = GradCheck.standard().check(function, Tensor.of(x));
    assertEquals(verdict, report.worst().orElseThrow().verdict(), report.toString());
    assertTrue(report.toString().endsWith(verdict + ", " + verdict.advice()), report.toString());
  }

  @Test
  void aGradientThatVanishesIsFoundVeryNearZero() {
    assertFalse(
        GradCheck.standard().check(x -> x.pow(3).detach().add(x.mul(0)), Tensor.of(1e-5)).passed());
  }

  @Test
  void onlySomeElementsOfALargeTensor() {
    GradCheck some = GradCheck.standard().elements(7);
    Tensor large = Tensor.full(Shape.of(30, 30), 0.5);
    List<GradCheckReport.Element> checked = some.check(Value::tanh, large).elements();
    assertEquals(7, checked.size());
    assertEquals(7, checked.stream().map(GradCheckReport.Element::at).distinct().count());
    assertEquals(checked, some.check(Value::tanh, large).elements());
    assertFalse(checked.equals(some.seed(3).check(Value::tanh, large).elements()));
    assertEquals(14, some.check((x, y) -> x.add(y), large, large).elements().size());
  }
}
