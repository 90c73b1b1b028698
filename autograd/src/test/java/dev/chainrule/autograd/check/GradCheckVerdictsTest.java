package dev.chainrule.autograd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.BentOperations.Bent;
import dev.chainrule.autograd.check.BentOperations.BentForSign;
import dev.chainrule.autograd.check.BentOperations.BentForward;
import dev.chainrule.autograd.check.BentOperations.BentSquare;
import dev.chainrule.autograd.check.GradCheckReport.Element;
import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a gradient check must not get wrong: the verdict, and the words that go with it. */
class GradCheckVerdictsTest {
  private static final Tensor WITH_ZERO = Tensor.of(0.7, 0.0, -1.3);

  private static void assertPasses(UnaryOperator<Value> function, Tensor x) {
    GradCheck.assertGradients(function, x);
  }

  /** Checks the verdict on each element that does not pass, and a part of the evidence. */
  private static void assertRefused(
      Verdict verdict, String evidence, UnaryOperator<Value> function, Tensor x) {
    GradCheckReport report = GradCheck.standard().check(function, x);
    assertTrue(!report.passed(), report::toString);
    for (Element element : report.failures()) {
      assertEquals(verdict, element.verdict(), element::toString);
      assertTrue(element.evidence().contains(evidence), element::toString);
    }
  }

  @Test
  void aMaskThatHoldsZeroExcusesNoWrongRule() {
    Bent bent = new Bent(1e-5);
    Value mask = Value.constant(Tensor.of(1.0, 0.0, 0.0));
    List<UnaryOperator<Value>> masked =
        List.of(
            x -> x.leakyRelu(0.1),
            x -> x.elu(1),
            x -> x.where(mask, x.square()),
            x -> x.clamp(0, 1),
            x -> x.maskedBy(mask),
            Value::relu);
    for (UnaryOperator<Value> f : masked) {
      assertRefused(Verdict.MISMATCH, "", x -> f.apply(x).add(x.sin().apply(bent)), WITH_ZERO);
    }
  }

  @Test
  void besideAKink() {
    for (double distance : new double[] {1e-7, -1e-7, 5e-5, -1e-6, 0.01}) {
      assertPasses(Value::relu, Tensor.of(distance));
      assertPasses(x -> x.sub(3).abs(), Tensor.of(3 + distance));
      assertPasses(x -> x.maximum(x.mul(2)), Tensor.of(distance));
    }
  }

  @Test
  void nearAnEdgeOfTheDomain() {
    assertPasses(Value::log, Tensor.of(1e-4, 1e-30));
    assertPasses(Value::reciprocal, Tensor.of(1e-4));
    assertPasses(Value::sqrt, Tensor.of(1e-4));
    assertPasses(Value::asin, Tensor.of(0.99999));
    assertPasses(x -> x.mul(1e8).sin(), Tensor.of(0.3));
  }

  @Test
  void roundedByWhatIsMuchLarger() {
    Random random = new Random(1);
    assertPasses(x -> x.pow(3).sum().add(1e7), Tensor.of(0.5, -1, 2, 0.25));
    GradCheck.standard()
        .elements(100)
        .check(x -> x.pow(3).sum(), Tensor.normal(Shape.of(2000), 0, 30, random))
        .assertPassed();
    Tensor normal = Tensor.normal(Shape.of(200), 0, 8, random);
    assertPasses(Value::exp, normal);
    assertPasses(x -> x.exp().sum(), normal);
  }

  @Test
  void inFloat32() {
    Tensor x = Tensor.ofFloats(0.5F, -1.25F, 2, 0.1F);
    GradCheck.standard().order(2).check(v -> v.tanh().exp(), x).assertPassed();
    assertPasses(v -> v.softmax(0).log().mean(), x);
    assertRefused(Verdict.MISMATCH, "", v -> v.sin().apply(new Bent(1e-2)), x);
    // Computed in float32, whatever the inputs and the result are.
    assertPasses(v -> v.to(DType.FLOAT32).sin().to(DType.FLOAT64), Tensor.of(0.3, 2));
  }

  @Test
  void aSmallGradientMustBeRight() {
    assertPasses(x -> x.mul(1e-12), WITH_ZERO);
    assertRefused(Verdict.MISMATCH, "", x -> x.mul(1e-12).apply(new Bent(1e-6)), WITH_ZERO);
    assertRefused(Verdict.MISMATCH, "", x -> x.mul(1e-12).add(1).apply(new Bent(1)), WITH_ZERO);
    UnaryOperator<Value> forgotten = x -> x.detach().add(1e20).add(x.mul(0));
    assertRefused(Verdict.MISMATCH, "", forgotten, Tensor.of(1));
  }

  @Test
  void aRuleThatGivesNoNumber() {
    Tensor x = Tensor.of(0.7, -2.0);
    assertRefused(Verdict.MISMATCH, "", v -> v.apply(new BentSquare("NaN")), x);
    assertRefused(Verdict.MISMATCH, "", v -> v.apply(new BentSquare("infinity")), x);
  }

  @Test
  void forwardModeIsHeldAgainstBoth() {
    Tensor x = Tensor.of(0.7, -2.0);
    assertRefused(Verdict.MISMATCH, "forward mode gives", v -> v.apply(new BentForward(1e-6)), x);
  }

  @Test
  void onlyTheBackwardSweepKnowsWhatAChoiceCut() {
    assertPasses(v -> v.sqrt().where(v.greater(0), v.filled(0)), Tensor.of(4, -1.0));
    assertPasses(v -> v.relu().sqrt(), Tensor.of(4, -1.0));
  }

  @Test
  void aCotangentOfEitherSign() {
    for (boolean negative : new boolean[] {true, false}) {
      for (int seed = 0; seed < 4; seed++) {
        GradCheck check = GradCheck.standard().seed(seed);
        BentForSign bent = new BentForSign(1e-5, negative);
        GradCheckReport report = check.check(x -> x.sin().apply(bent), Tensor.of(0.4));
        assertEquals(Verdict.MISMATCH, report.failures().get(0).verdict(), report::toString);
      }
    }
  }

  @Test
  void theEvidenceOfAKink() {
    assertRefused(
        Verdict.KINK,
        "slopes 0.00000 to the left and 1.00000 to the right",
        Value::relu,
        Tensor.of(0));
    assertRefused(Verdict.KINK, "; at its kink is relu", x -> x.relu().add(5), Tensor.of(0));
    // The convention is right to both sides, but not at the kink.
    assertRefused(
        Verdict.KINK,
        "the rule is right to both sides; at its kink is relu",
        x -> x.relu().sub(x.neg().relu()),
        Tensor.of(0));
    assertRefused(
        Verdict.MISMATCH,
        "which the rule does not give beside the point, either",
        x -> x.relu().apply(new Bent(1e-4)),
        Tensor.of(0));
  }

  @Test
  void theEvidenceOfNoise() {
    UnaryOperator<Value> rounded = x -> x.mul(1e3).round().div(1e3);
    assertRefused(
        Verdict.NOISY,
        "the function moves in stairs of 0.001",
        x -> rounded.apply(x).add(x.sub(x.detach())),
        Tensor.of(0.33));
    Random random = new Random(1);
    assertRefused(
        Verdict.NOISY,
        "the function gave two results at one point",
        x -> x.mul(random.nextDouble()),
        Tensor.of(1));
  }

  @Test
  void whereThereIsNoDerivative() {
    assertRefused(
        Verdict.NOT_DIFFERENTIABLE, "not finite to both sides", Value::sqrt, Tensor.of(0));
    assertRefused(Verdict.NOT_DIFFERENTIABLE, "slopes go on changing", Value::cbrt, Tensor.of(0));
    assertRefused(
        Verdict.NOT_DIFFERENTIABLE, "slopes go on changing", x -> x.greater(0), Tensor.of(0));
  }

  @Test
  void aWaveWhosePeriodIsAPowerOfTwoIsNotConstant() {
    UnaryOperator<Value> wave = x -> x.mul(2 * Math.PI * 64).sin();
    assertPasses(wave, Tensor.of(0.3));
    assertRefused(Verdict.MISMATCH, "", x -> wave.apply(x).apply(new Bent(-1)), Tensor.of(0.3));
  }

  @Test
  void aSlopeThatVanishesWithTheStep() {
    assertPasses(x -> x.relu().square(), Tensor.of(0));
    assertPasses(x -> x.mul(x.abs()), Tensor.of(0));
    assertPasses(x -> x.elu(1), Tensor.of(0));
  }

  @Test
  void whatSumsUpToAConstant() {
    assertPasses(x -> x.softmax(0).sum(), Tensor.of(0.3, 2, -1.0));
    assertPasses(x -> x.sub(x.mean()).sum(), Tensor.of(0.3, 2, -1.0));
    assertPasses(x -> x.logSoftmax(0).exp().sum().log(), Tensor.of(0.3, 2, -1.0));
    assertPasses(x -> x.sub(x.mean()).div(x.variance().sqrt()).sum(), Tensor.of(0.3, 2, -1.0));
  }

  @Test
  void aFunctionThatThrowsFartherOff() {
    UnaryOperator<Value> picky =
        x -> {
          if (Math.abs(x.item()) > 1) {
            throw new IllegalArgumentException("picky: too large");
          }
          return x.square();
        };
    assertPasses(picky, Tensor.of(0.999));
  }

  @Test
  void aScalarResultIsReportedAsItIs() {
    for (int seed = 0; seed < 5; seed++) {
      GradCheckReport report =
          GradCheck.standard().seed(seed).order(2).check(x -> x.pow(3), Tensor.of(3));
      assertEquals(27, report.elements().get(0).analytic(), 1e-12);
      assertEquals(27, report.elements().get(0).numeric(), 1e-9);
      assertEquals(18, report.elements().get(1).analytic(), 1e-12);
    }
  }

  @Test
  void severalResultsAreWeighted_andTheReportSaysSo() {
    GradCheckReport report = GradCheck.standard().check(x -> x.apply(new Bent(1)), Tensor.of(3, 4));
    assertTrue(report.toString().endsWith("each times a random weight)"), report.toString());
  }

  @Test
  void whatAgreesCostsADozenValues() {
    int[] calls = new int[1];
    UnaryOperator<Value> counted =
        x -> {
          calls[0]++;
          return x.tanh().exp();
        };
    assertPasses(counted, Tensor.uniform(Shape.of(100), -2, 2, new Random(2)));
    assertTrue(calls[0] < 12 * 100, () -> calls[0] + " calls for 100 elements");
  }
}
