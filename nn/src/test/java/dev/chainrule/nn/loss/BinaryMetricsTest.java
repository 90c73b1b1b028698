package dev.chainrule.nn.loss;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryMetricsTest {
  private static final Tensor LABELS = Tensor.of(1.0, 1, 1, 0, 0, 0, 0);
  private static final Tensor LOGITS = Tensor.of(2, 1, -1, 0.5, 0, -1, -3);

  @Test
  void countsAndShares_byHand() {
    BinaryCounts counts = BinaryCounts.ofLogits(LOGITS, LABELS);
    assertEquals(new BinaryCounts(2, 1, 3, 1), counts);
    assertEquals(5.0 / 7, counts.accuracy());
    assertEquals(2.0 / 3, counts.precision());
    assertEquals(2.0 / 3, counts.recall());
    assertEquals(2.0 / 3, counts.f1());
    assertEquals(new BinaryCounts(1, 0, 4, 2), BinaryCounts.of(LOGITS, LABELS, 1));
    assertEquals(0.5, BinaryCounts.of(LOGITS, LABELS, 1).f1());
    assertEquals(
        counts, BinaryCounts.ofProbabilities(LOGITS.sigmoid().reshape(7, 1), LABELS.reshape(7, 1)));
  }

  @Test
  void whatIsNotDefined_isNaN() {
    BinaryCounts nothingTaken = new BinaryCounts(0, 0, 3, 1);
    assertEquals(Double.NaN, nothingTaken.precision());
    assertEquals(0, nothingTaken.recall());
    assertEquals(0, nothingTaken.f1());
    BinaryCounts nothingPositive = new BinaryCounts(0, 0, 3, 0);
    assertEquals(Double.NaN, nothingPositive.recall());
    assertEquals(Double.NaN, nothingPositive.f1());
    assertEquals(1, nothingPositive.accuracy());
    assertEquals(Double.NaN, Metrics.auc(LOGITS, LABELS.filled(0)));
    assertEquals(Double.NaN, Metrics.auc(LOGITS, LABELS.filled(1)));
  }

  @Test
  void auc_isTheShareOfPairsInTheRightOrder_aTieBeingHalf() {
    assertEquals(1, Metrics.auc(LABELS, LABELS));
    assertEquals(0, Metrics.auc(LABELS.neg(), LABELS));
    assertEquals(0.5, Metrics.auc(LABELS.filled(3), LABELS));
    assertEquals(0.5, Metrics.auc(Tensor.of(0.0, -0.0), Tensor.of(0.0, 1)));
    assertEquals((4 + 4 + 1.5) / 12, Metrics.auc(LOGITS, LABELS));
    Random random = new Random(1);
    for (int round = 0; round < 100; round++) {
      int count = 2 + random.nextInt(30);
      double[] scores = random.ints(count, 0, 6).asDoubleStream().toArray(); // with many ties
      double[] labels = random.ints(count, 0, 2).asDoubleStream().toArray();
      double pairs = 0;
      double won = 0;
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
          if (labels[i] == 1 && labels[j] == 0) {
            pairs++;
            won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          }
        }
      }
      assertEquals(won / pairs, Metrics.auc(Tensor.of(scores), Tensor.of(labels)));
    }
  }

  @Test
  void mistakes_areTold() {
    assertRefused(
        "auc: prediction and target differ in shape: [7, 1] and [7]; give it target.reshape(7, 1)",
        () -> Metrics.auc(LOGITS.reshape(7, 1), LABELS));
    assertRefused(
        "BinaryCounts.of: a label is 0.9; it must be 0 or 1",
        () -> BinaryCounts.of(Tensor.of(1.0, 2), Tensor.of(0, 0.9), 0));
    assertEquals(
        new BinaryCounts(1, 0, 1, 0),
        BinaryCounts.ofProbabilities(Tensor.of(1.0, 0), Tensor.of(1.0, 0)));
    assertRefused(
        "BinaryCounts.ofProbabilities: 2.0 is no probability; for logits there is ofLogits",
        () -> BinaryCounts.ofProbabilities(LOGITS, LABELS));
    assertRefused(
        "BinaryCounts.ofProbabilities: -1.0E-9 is no probability",
        () -> BinaryCounts.ofProbabilities(Tensor.of(1, -1e-9), Tensor.of(0.0, 1)));
    assertRefused(
        "auc: a label is NaN; it must be 0 or 1",
        () -> Metrics.auc(Tensor.of(1.0, 2), Tensor.of(0, Double.NaN)));
    assertRefused(
        "BinaryCounts.of: a score is NaN",
        () -> BinaryCounts.of(Tensor.of(0, Double.NaN), Tensor.of(0.0, 1), 0));
    assertEquals(Double.NaN, Metrics.auc(Tensor.of(0, Double.NaN), Tensor.of(0.0, 1)));
    Tensor nothing = Tensor.zeros(Shape.of(0));
    assertRefused("auc: there is nothing to compare", () -> Metrics.auc(nothing, nothing));
  }

  @Test
  void aThresholdThatIsNaN_isRefused() {
    Tensor labels = Tensor.of(0.0, 1);
    assertRefused(
        "BinaryCounts.of: the threshold is NaN",
        () -> BinaryCounts.of(Tensor.of(-1.0, 1), labels, Double.NaN));
    double endless = Double.POSITIVE_INFINITY; // takes nothing for positive
    assertEquals(0, BinaryCounts.of(Tensor.of(-1.0, 1), labels, endless).truePositives());
  }
}
