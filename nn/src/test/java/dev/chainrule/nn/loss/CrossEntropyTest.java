package dev.chainrule.nn.loss;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossEntropyTest {
  private static final double[][] LOGITS = {{0.3, -1.2, 2.5}, {0.7, 0.1, -0.4}};
  private static final double[] WEIGHTS = {0.5, 2, 3};

  /** The definition, by loops. */
  private static double expected(double smoothing, double[] weights, int... classes) {
    double sum = 0;
    for (int i = 0; i < LOGITS.length; i++) {
      double total = 0;
      for (double z : LOGITS[i]) {
        total += Math.exp(z);
      }
      for (int c = 0; c < 3; c++) {
        double q = (c == classes[i] ? 1 - smoothing : 0) + smoothing / 3;
        sum -= weights[c] * q * Math.log(Math.exp(LOGITS[i][c]) / total);
      }
    }
    return sum / LOGITS.length;
  }

  @Test
  void smoothingAndWeights_areThoseOfTheDefinition() {
    Value logits = Value.of(Tensor.of(LOGITS));
    CrossEntropy standard = CrossEntropy.standard();
    double[] ones = {1, 1, 1};
    assertEquals(expected(0, ones, 2, 1), standard.of(logits, 2, 1).item(), 1e-15);
    CrossEntropy smooth = standard.labelSmoothing(0.1);
    assertEquals(expected(0.1, ones, 2, 1), smooth.of(logits, 2, 1).item(), 1e-15);
    CrossEntropy weighted = standard.classWeights(WEIGHTS);
    assertEquals(expected(0, WEIGHTS, 2, 1), weighted.of(logits, 2, 1).item(), 1e-15);
    CrossEntropy both = smooth.classWeights(WEIGHTS);
    assertEquals(expected(0.1, WEIGHTS, 2, 1), both.of(logits, Tensor.of(2.0, 1)).item(), 1e-15);
    assertEquals(
        2 * expected(0.1, WEIGHTS, 2, 1),
        both.reduction(Reduction.SUM).of(logits, 2, 1).item(),
        1e-14);
    GradCheck.standard().order(2).check(z -> both.of(z, 2, 1), Tensor.of(LOGITS)).assertPassed();
  }

  @Test
  void balancedWeights_giveEachClassTheSameSay() {
    Tensor classes = Tensor.of(0.0, 0, 0, 1, 2, 2);
    Value logits = Value.of(Tensor.zeros(Shape.of(6, 3)));
    CrossEntropy balanced = CrossEntropy.standard().balanced(classes);
    assertEquals(
        "CrossEntropy(class weights [0.6666666666666666, 2.0, 1.0], MEAN)", balanced.toString());
    Value loss = balanced.of(logits, classes);
    assertEquals(Math.log(3), loss.item(), 1e-15); // the weights' mean is 1
    assertArrayEquals(new double[] {0, 0, 0}, loss.gradients().of(logits).sum(0).toArray(), 1e-16);
    assertRefused(
        "balanced: class 1 never occurs",
        () -> CrossEntropy.standard().balanced(Tensor.of(0.0, 2, 0)));
    assertRefused(
        "balanced: class 999999999, but only 2 examples; some class never occurs",
        () -> CrossEntropy.standard().balanced(Tensor.of(0.0, 999_999_999)));
    assertRefused("balanced: there are no", () -> CrossEntropy.standard().balanced(Tensor.of()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e5, -1e5, 1e16, -1e30, 1e300})
  void hugeLogits_loseNothingThatTheirDifferencesHave(double size) {
    for (DType dtype : DType.values()) {
      if (dtype == DType.FLOAT32 && Math.abs(size) > 1e38) {
        continue;
      }
      Value logits = Value.of(Tensor.full(Shape.of(1, 4), size).to(dtype));
      Value loss = CrossEntropy.standard().of(logits, 0);
      assertEquals(Math.log(4), loss.item(), dtype == DType.FLOAT32 ? 1e-7 : 1e-15);
      Tensor gradient = loss.gradients().of(logits);
      assertClose(Tensor.of(new double[][] {{-0.75, 0.25, 0.25, 0.25}}).to(dtype), gradient);
    }
  }

  @Test
  void aClassThatIsRuledOut_costsNothingUnlessItIsTheRightOne() {
    Value logits = Value.of(Tensor.of(new double[][] {{1, Double.NEGATIVE_INFINITY, 1}}));
    CrossEntropy weighted = CrossEntropy.standard().classWeights(1, 5, 2);
    Value loss = weighted.of(logits, 2);
    assertEquals(2 * Math.log(2), loss.item(), 1e-15);
    assertArrayEquals(new double[] {1, 0, -1}, loss.gradients().of(logits).toArray(), 1e-15);
    assertEquals(Double.POSITIVE_INFINITY, weighted.of(logits, 1).item());
  }

  @Test
  void mistakes_areTold() {
    Value logits = Value.of(Tensor.of(LOGITS));
    CrossEntropy standard = CrossEntropy.standard();
    assertRefused(
        "crossEntropy: classes of shape [2, 1]; expected [examples], the number of the class of"
            + " each: classes.reshape(2)",
        () -> standard.of(logits, Tensor.zeros(Shape.of(2, 1))));
    assertRefused(
        "if a 1 stands at the class, classes.argMax(1)",
        () -> standard.of(logits, Tensor.zeros(Shape.of(2, 3))));
    for (double wrong : new double[] {0.9, -0.5, Double.NaN}) {
      assertRefused(
          "crossEntropy: the class of example 1 is " + wrong + "; it must be a whole number",
          () -> standard.of(logits, Tensor.of(0, wrong)));
    }
    assertRefused(
        "crossEntropy: 2 weights for 3 classes",
        () -> standard.classWeights(1, 2).of(logits, 0, 0));
    assertRefused("classWeights: [1.0, -1.0]", () -> standard.classWeights(1, -1));
    assertRefused("classWeights: []", () -> standard.classWeights());
    assertRefused("labelSmoothing: 1.0 must be in [0, 1)", () -> standard.labelSmoothing(1));
    Value column = Value.of(Tensor.zeros(Shape.of(2, 1)));
    assertRefused(
        "crossEntropy: among 1 class there is no choice; one number an example is for the binary"
            + " losses and metrics",
        () -> standard.of(column, 0, 0));
    Value vector = Value.of(Tensor.zeros(Shape.of(2)));
    assertRefused(
        "crossEntropy: logits of shape [2]; expected [examples, classes]",
        () -> standard.of(vector, 0, 1));
  }
}
