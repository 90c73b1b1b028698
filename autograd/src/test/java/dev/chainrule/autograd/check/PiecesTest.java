package dev.chainrule.autograd.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The pieces of the check, each by itself. */
class PiecesTest {
  @Test
  void randomWeights_areOfBothSigns_andNeverSmall() {
    double[] numbers = RandomNumbers.like(Shape.of(10, 100), 3).toArray();
    assertTrue(Arrays.stream(numbers).allMatch(x -> Math.abs(x) >= 0.5 && Math.abs(x) < 1.5));
    assertTrue(Arrays.stream(numbers).filter(x -> x > 0).count() > 400);
    assertTrue(Arrays.stream(numbers).filter(x -> x < 0).count() > 400);
    assertTrue(Arrays.stream(numbers).filter(x -> Math.abs(x) > 1).count() > 400);
    assertArrayEquals(numbers, RandomNumbers.like(Shape.of(10, 100), 3).toArray());
    assertFalse(Arrays.equals(numbers, RandomNumbers.like(Shape.of(10, 100), 4).toArray()));
    double[] single = new double[64];
    for (int seed = 0; seed < single.length; seed++) {
      single[seed] = RandomNumbers.like(Shape.of(1), seed * 1_000_003L).item();
    }
    assertArrayEquals(
        new double[] {-2, -0.5, 0.5, 2}, Arrays.stream(single).distinct().sorted().toArray());
  }

  @Test
  void aStep_hasASlopeToEachSide() {
    Steps.Step step = new Steps.Step(0.5, 3, 1, 1); // right + left = 3, right - left = 1
    assertEquals(4, step.right());
    assertEquals(2, step.left());
    assertEquals(4, step.steepest());
    assertTrue(step.isFinite());
    assertFalse(step.rests());
    assertFalse(new Steps.Step(1, Double.MAX_VALUE, Double.MAX_VALUE, 1).isFinite());
    assertFalse(new Steps.Step(1, Double.NaN, 0, 1).isFinite());
    assertTrue(new Steps.Step(1, 0, 0, 1).rests());
    assertFalse(new Steps.Step(1, 0, 1, 1).rests());
  }

  private static double stairs(DoubleUnaryOperator function, double at) {
    Line line =
        new ArrayLine(
            x -> function.applyAsDouble(x[0]), x -> new double[] {0}, new double[] {at}, 0);
    return new Stairs(new Steps(line, line.terms(at))).height();
  }

  @Test
  void stairs_areAsHighAsTheyJump() {
    assertEquals(1, stairs(x -> Math.rint(10 * x), 0.33), 1e-12);
    assertEquals(3, stairs(x -> 3 * Math.floor(x), 0.5), 1e-12);
    assertEquals(0, stairs(x -> x, 0.5));
    assertEquals(0, stairs(x -> 7, 0.5));
    assertEquals(0, stairs(Math::floor, 0), "it jumps where the point is, and does not rest");
    // It leaves its rest by kinks.
    assertEquals(0, stairs(x -> Math.max(0, Math.abs(x) - 0.25), 0));
    assertEquals(0, stairs(x -> x > 0.25 ? 1 : 0, 0), "to one side alone");
    assertEquals(0, stairs(x -> Math.abs(x) > 0.25 ? Double.NaN : 0, 0));
  }
}
