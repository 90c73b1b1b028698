package dev.chainrule.autograd.graph;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Explanations of gradients that can be worked out by hand. */
class ExplanationTest {
  /** The network of the lesson on dosages, at b3 = 0. */
  private static final class Dosage {
    final Value w1 = Value.of(3.34).named("w1");
    final Value b1 = Value.of(-1.43).named("b1");
    final Value w2 = Value.of(-3.53).named("w2");
    final Value b2 = Value.of(0.57).named("b2");
    final Value w3 = Value.of(-1.22).named("w3");
    final Value w4 = Value.of(-2.30).named("w4");
    final Value b3 = Value.of(0).named("b3");
    final Value dosage = Value.constant(Tensor.of(0.0, 0.5, 1)).named("dosage");
    final Value observed = Value.constant(Tensor.of(0.0, 1, 0)).named("observed");
    final Value top = dosage.mul(w1).add(b1).softplus();
    final Value bottom = dosage.mul(w2).add(b2).softplus();
    final Value predicted = top.mul(w3).add(bottom.mul(w4)).add(b3).named("predicted");
    final Value ssr = observed.sub(predicted).square().sum().named("SSR");
  }

  private final Dosage dosage = new Dosage();

  @Test
  void theLessonsChainRule() {
    Explanation explanation = Explanation.of(dosage.ssr, dosage.b3);
    assertEquals(1, explanation.pathCount());
    assertEquals(
        "dSSR/db3"
            + " = sum of dSSR/dpredicted x dpredicted/db3"
            + " = sum of -2 (observed - predicted) x 1"
            + " = -15.655",
        explanation.paths().get(0).toString());
    assertEquals(-15.6551, explanation.gradient().item(), 5e-5);
    assertEquals(List.of(), explanation.findings());
    assertTrue(
        explanation
            .toString()
            .startsWith(
                """
                dSSR/db3 = -15.655, along one path

                Path 1, 100% of the gradient:
                  dSSR/db3 = sum of dSSR/dpredicted x dpredicted/db3
                           = sum of -2 (observed - predicted) x 1
                           = -15.655
                """),
        explanation.toString());
  }

  @Test
  void theDemosWriteTheResidualTheOtherWayRound() {
    Value ssr = dosage.predicted.sub(dosage.observed).square().sum().named("SSR");
    assertEquals(
        "dSSR/db3 = sum of dSSR/dpredicted x dpredicted/db3"
            + " = sum of 2 (predicted - observed) x 1 = -15.655",
        Explanation.of(ssr, dosage.b3).paths().get(0).toString());
  }

  @Test
  void aWeightBehindTheActivationHasItsSlopeAmongTheFactors() {
    Explanation explanation = Explanation.of(dosage.ssr, dosage.w1);
    assertEquals(
        "sum of -2 (observed - predicted) x w3 * sigmoid(dosage * w1 + b1) * dosage",
        explanation.paths().get(0).equation().get(2));
    List<Factor> factors = explanation.paths().get(0).factors();
    assertEquals(9, factors.size());
    Factor softplus = factors.get(6);
    assertEquals("sigmoid(dosage * w1 + b1)", softplus.formula());
    Tensor argument = dosage.dosage.data().mul(3.34).add(-1.43);
    assertClose(argument.sigmoid(), softplus.derivative().orElseThrow());
    assertEquals("summed over 3 elements", factors.get(8).movement());
    assertSame(dosage.w1, factors.get(8).input());
    assertSame(dosage.ssr, factors.get(0).value());
  }

  @Test
  void thePathOfASquareIsCountedTwice() {
    Value x = Value.of(3).named("x");
    Value y = x.mul(x).named("y");
    Explanation explanation = Explanation.of(y, x);
    assertEquals(2, explanation.pathCount());
    assertEquals(2, explanation.paths().size());
    for (GradientPath path : explanation.paths()) {
      assertEquals("dy/dx along this path = x = 3", path.toString());
      assertEquals(0.5, path.share());
      assertEquals(List.of(y, x), path.values());
    }
    assertTrue(explanation.toString().contains("as input 2; gain 3"), explanation.toString());
  }

  @Test
  void withoutNamesEachFactorStandsAlone() {
    Value x = Value.of(3).named("x");
    assertEquals(
        "dresult/dx = 2 cos(x^2) * x = -5.4668",
        Explanation.of(x.square().sin(), x).paths().get(0).toString());
    Value long0 = x.tanh().sigmoid().softplus().exp().atan();
    assertEquals(
        "dresult/dv4 x dv4/dv3 x dv3/dv2 x dv2/dv1 x dv1/dx",
        Explanation.of(long0, x).paths().get(0).equation().get(1));
  }

  @Test
  void theShortCutOfAResidualBlockCarriesMost() {
    Value x = Value.of(0.5).named("x");
    Value y = x.add(x.tanh().mul(0.1).named("branch")).named("y");
    Explanation explanation = Explanation.of(y, x);
    double branch = 0.1 * (1 - Math.tanh(0.5) * Math.tanh(0.5));
    GradientPath first = explanation.paths().get(0);
    GradientPath second = explanation.paths().get(1);
    assertEquals("dy/dx along this path = 1 = 1", first.toString());
    assertEquals(1 / (1 + branch), first.share(), 1e-12);
    assertEquals(branch / (1 + branch), second.share(), 1e-12);
    assertEquals(
        "dy/dx along this path = dy/dbranch x dbranch/dx = 1 x 0.1 (1 - tanh(x)^2) = 0.078645",
        second.toString());
    assertEquals(branch, second.gain(), 1e-12);
  }

  @Test
  void ofManyPathsTheLargestAreListed() {
    Value x = Value.of(1);
    Value y = x;
    for (int layer = 1; layer <= 40; layer++) {
      y = y.mul(2).add(y).add(y.mul(0.5));
    }
    Explanation explanation = Explanation.of(y, x, 5);
    assertEquals(Math.pow(3, 40), explanation.pathCount());
    double largest = Math.pow(2, 40);
    assertEquals(largest, explanation.paths().get(0).contribution().item());
    for (GradientPath path : explanation.paths().subList(1, 5)) {
      assertEquals(largest / 2, path.contribution().item());
    }
    assertEquals(3 * Math.pow(2 / 3.5, 40), explanation.share(), 1e-12);
  }

  @Test
  void deepChainsTakeNoStackAndLittleTime() {
    Value x = Value.of(0.5);
    Value y = x;
    for (int i = 0; i < 50_000; i++) {
      y = y.add(y.sin().mul(1e-5));
    }
    Explanation explanation = Explanation.of(y, x, 3);
    assertEquals(Double.POSITIVE_INFINITY, explanation.pathCount());
    assertEquals(50_000, explanation.paths().get(0).length());
    assertEquals(y.gradients(x).of(x).item(), explanation.gradient().item());
    assertTrue(explanation.toString().contains("more than 10^308 paths"));
  }

  @Test
  void derivativesOfSeveralResultsOfOneOperationAreFollowed() {
    Value x = Value.of(Tensor.of(3.0, 1, 2)).named("x");
    Value y = Value.of(Tensor.of(1.0)).named("y");
    Value sum = x.concat(0, y.reshape(1)).square().sum();
    Explanation explanation = Explanation.of(sum, y);
    assertClose(Tensor.of(2), explanation.gradient());
    assertEquals(1, explanation.share(), 1e-12);
  }

  @Test
  void float32IsExplainedToo() {
    Value x = Value.of(Tensor.of(1.0, 2).to(DType.FLOAT32)).named("x");
    Explanation explanation = Explanation.of(x.square().sum(), x);
    assertEquals(1, explanation.share(), 1e-6);
    assertEquals(DType.FLOAT32, explanation.paths().get(0).contribution().dtype());
    Value scalar = Value.of(Tensor.of(3.0).to(DType.FLOAT32));
    assertEquals(6, Explanation.of(scalar.square().sum(), scalar).gradient().sum().item());
  }

  @Test
  void whatIsNotReachedIsSaid() {
    Value x = Value.of(2).named("x");
    Value y = x.square().named("y");
    for (Value variable : List.of(Value.of(1), Value.constant(1), y.add(1), x.floor())) {
      Explanation explanation = Explanation.of(y, variable.named("v"));
      assertFalse(explanation.isReached());
      assertEquals(0, explanation.gradient().item());
      assertEquals(List.of(), explanation.paths());
      assertTrue(explanation.toString().startsWith("dy/dv = 0: no gradient flows from y into v"));
      assertTrue(explanation.toMathMl().contains("<mn>0</mn>"), explanation.toMathMl());
    }
    assertFalse(Explanation.of(x.floor().add(0), x).isReached());
    assertFalse(Explanation.of(Recording.off(() -> x.add(1)), x).isReached());
  }

  @Test
  void aResultIsItsOwnVariable() {
    Value x = Value.of(2).named("x");
    assertTrue(Explanation.of(x, x).isReached());
    assertEquals(1, Explanation.of(x, x).gradient().item());
    assertEquals("dx/dx = 1: it is the result itself\n", Explanation.of(x, x).toString());
  }

  @Test
  void anIntermediateValueMayBeAskedFor() {
    Explanation explanation = Explanation.of(dosage.ssr, dosage.predicted);
    assertEquals(
        "dSSR/dpredicted = -2 (observed - predicted) = [-5.2073, -5.218, -5.2297]",
        explanation.paths().get(0).toString());
    assertClose(
        dosage.ssr.gradients(dosage.predicted).of(dosage.predicted), explanation.gradient());
  }

  @Test
  void mistakesAreRefused() {
    Value x = Value.of(Tensor.of(1.0, 2));
    assertRefused("the result must have one element, not shape [2]", () -> explain(x, x, 1));
    assertRefused("0 paths; ask for one or more", () -> explain(x.sum(), x, 0));
  }

  private static void explain(Value result, Value variable, int paths) {
    Explanation unused = Explanation.of(result, variable, paths);
  }
}
