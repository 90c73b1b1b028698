package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.tensor.Tensor;

/** What tests say of tensors. */
public final class TensorAssertions {
  private TensorAssertions() {}

  /** The same shape, precision, and bits. */
  public static void assertIdentical(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertEquals(expected.dtype(), actual.dtype());
    assertArrayEquals(expected.toArray(), actual.toArray());
  }
}
