package dev.chainrule.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.tensor.Tensor;

/** Compares tensors and arrays by their numbers. NaN equals NaN, an infinity equals itself. */
public final class TensorAssertions {
  /**
   * By how much two results of the same formula, computed in another order, may differ: this much
   * of the number that is expected, or of 1 if that is more.
   */
  public static final double TOLERANCE = 1e-11;

  private TensorAssertions() {}

  /** Checks that both have the same shape, precision, and bits. */
  public static void assertIdentical(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertEquals(expected.dtype(), actual.dtype());
    assertArrayEquals(expected.toArray(), actual.toArray());
  }

  /** Checks that both have the same shape and numbers; a zero's sign does not matter. */
  public static void assertSame(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertArrayEquals(expected.add(0).toArray(), actual.add(0).toArray());
  }

  /**
   * Checks that both have the same shape, and numbers that differ by {@link #TOLERANCE} at most.
   */
  public static void assertClose(Tensor expected, Tensor actual) {
    assertClose(expected, actual, TOLERANCE);
  }

  /** Checks that both have the same shape, and numbers that differ by the tolerance at most. */
  public static void assertClose(Tensor expected, Tensor actual, double tolerance) {
    assertEquals(expected.shape(), actual.shape());
    assertClose(expected.toArray(), actual.toArray(), tolerance);
  }

  /** Checks that both have numbers that differ by {@link #TOLERANCE} at most. */
  public static void assertClose(double[] expected, double[] actual) {
    assertClose(expected, actual, TOLERANCE);
  }

  /** Checks that both have as many numbers, which differ by the tolerance at most. */
  public static void assertClose(double[] expected, double[] actual, double tolerance) {
    assertEquals(expected.length, actual.length, "length");
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], allowed(expected[i], tolerance), "number " + i);
    }
  }

  /** Checks that two numbers differ by {@link #TOLERANCE} at most. */
  public static void assertClose(double expected, double actual) {
    assertClose(expected, actual, TOLERANCE);
  }

  /** Checks that two numbers differ by the tolerance at most. */
  public static void assertClose(double expected, double actual, double tolerance) {
    assertEquals(expected, actual, allowed(expected, tolerance));
  }

  /** What may lie between a number and what is expected; no number is near infinity but itself. */
  private static double allowed(double expected, double tolerance) {
    return tolerance * (Double.isFinite(expected) ? Math.max(1, Math.abs(expected)) : 1);
  }
}
