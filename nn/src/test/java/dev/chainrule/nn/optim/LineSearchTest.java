package dev.chainrule.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineSearchTest {
  /** A point of a line, of which step, value and slope are known. */
  private record Known(double step, double value, double slope) implements LineSearch.Point {}

  /** (t - 1)² (t + 2), whose minimum is at 1. */
  private static Known cubic(double t) {
    return new Known(t, (t - 1) * (t - 1) * (t + 2), (t - 1) * (3 * t + 3));
  }

  @Test
  void theMinimumOfACubic_isFoundAtOnce() {
    assertEquals(1, LineSearch.guess(cubic(0), cubic(1.7)), 1e-14);
    assertEquals(1, LineSearch.guess(cubic(1.7), cubic(0)), 1e-14);
    assertEquals(1, LineSearch.guess(cubic(-0.5), cubic(1.25)), 1e-14);
  }

  @Test
  void nearToAnEnd_orWithoutOne_itIsTheMiddle() {
    assertEquals(0.525, LineSearch.guess(cubic(0), cubic(1.05)), 1e-14); // at 0.952 of the way
    assertEquals(1.45, LineSearch.guess(cubic(0.95), cubic(1.95)), 1e-14); // at 0.05 of it
    Known down = new Known(0, 1, -1);
    assertEquals(1, LineSearch.guess(down, new Known(2, -1, -1)), 0); // a straight line
    assertEquals(1, LineSearch.guess(down, new Known(2, Double.NaN, -1)), 0);
  }
}
