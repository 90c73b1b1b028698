package dev.chainrule.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;

/** Compares tensors and layers by their numbers. */
public final class TensorAssertions {
  private TensorAssertions() {}

  /** Checks that both have the same shape, precision, and bits. */
  public static void assertIdentical(Tensor expected, Tensor actual) {
    assertEquals(expected.shape(), actual.shape());
    assertEquals(expected.dtype(), actual.dtype());
    assertArrayEquals(expected.toArray(), actual.toArray());
  }

  /** Gives all parameters of a layer, one after the other. */
  public static double[] weights(Layer layer) {
    return layer.parameters().values().stream()
        .flatMapToDouble(parameter -> Arrays.stream(parameter.value().data().toArray()))
        .toArray();
  }
}
