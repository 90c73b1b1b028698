package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Gradients of what was cut into parts come back to where they were, in one array. */
class PartsTest {
  private static Tensor uniform(DType dtype, int... sizes) {
    return Tensor.uniform(Shape.of(sizes), -1, 1, new Random(1)).to(dtype);
  }

  /** Overlapping parts, backwards and by steps, of rows and of columns; the whole, between them. */
  private static Value ofParts(Value x) {
    Value first = x.slice(0, 1, 6).mul(x.slice(0, 0, 5)).sum();
    Value steps = x.slice(new int[] {0, 3}, new int[] {7, 9}, new int[] {2, 3}).square().sum();
    Value column = x.slice(1, 4, 5).exp().sum();
    return first.add(steps).add(column).add(x.flip(1).mul(x.sliceFrom(1, 8).sum()).sum());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void partsOfAnyKindAddUp(DType dtype) {
    Value x = Value.of(uniform(dtype, 7, 9));
    for (Value result : List.of(ofParts(x), ofParts(x).add(x.square().sum()))) {
      Tensor expected = result.derivative(x).data();
      assertArrayEquals(expected.toArray(), result.gradients().of(x).toArray(), 1e-5);
    }
  }

  @Test
  void partsOfWhatWasComputedAddUpAlsoWhereItIsAskedFor() {
    Value x = Value.of(uniform(DType.FLOAT64, 7, 9));
    Value computed = x.tanh();
    Value result = ofParts(computed);
    Gradients gradients = result.gradients(x, computed);
    for (Value wanted : List.of(x, computed)) {
      Tensor expected = result.derivative(wanted).data();
      assertArrayEquals(expected.toArray(), gradients.of(wanted).toArray(), 1e-14);
    }
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void theOnlyPartOfANumberIsTheNumber(DType dtype) {
    Value x = Value.of(Tensor.of(3).to(dtype));
    assertEquals(6, x.flip().mul(x.flip()).gradients().of(x).item());
  }

  /** Alone it is scattered as it is; beside others zeros are added, as wherever arrays are. */
  @Test
  void theSignOfZeroIsThatOfArraysAddedUp() {
    Value x = Value.of(uniform(DType.FLOAT64, 100));
    Value zeros = Value.constant(Tensor.full(Shape.of(100), -0.0));
    Value alone = x.flip(0).mul(zeros).sum();
    assertEquals(-0.0, alone.gradients().of(x).at(3));
    assertEquals(-0.0, alone.derivative(x).data().at(3));
    Value beside = alone.add(x.slice(0, 0, 50).mul(0).sum());
    assertEquals(beside.derivative(x).data().at(3), beside.gradients().of(x).at(3));
    assertEquals(beside.derivative(x).data().at(70), beside.gradients().of(x).at(70));
  }

  @Test
  void aPartTakesNoArrayAsLargeAsTheWhole() {
    Value x = Value.of(uniform(DType.FLOAT64, 1 << 20));
    Value sum = x.slice(0, 0, 1).sum();
    for (int i = 1; i < 4000; i++) {
      sum = sum.add(x.slice(0, i, i + 1).sum());
    }
    Value result = sum; // of 4000 arrays, each of 8 MB, the gradient takes more than ten seconds
    Tensor gradient = assertTimeout(Duration.ofSeconds(4), () -> result.gradients().of(x));
    assertEquals(4000, gradient.sum().item());
  }
}
