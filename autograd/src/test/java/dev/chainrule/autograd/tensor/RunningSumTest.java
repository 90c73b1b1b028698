package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of many small tensors in one array: the bits of tensors added up one by one. */
class RunningSumTest {
  private static Tensor added(List<Tensor> parts) {
    return parts.stream().reduce(Tensor::add).orElseThrow();
  }

  private static Tensor inOneArray(List<Tensor> parts) {
    RunningSum sum = new RunningSum(parts.get(0), parts.get(1));
    parts.subList(2, parts.size()).forEach(sum::add);
    return sum.total();
  }

  @Test
  void sameBits() {
    Random random = new Random(1);
    for (DType dtype : DType.values()) {
      Tensor rows = Tensor.normal(Shape.of(9, 14), 0, 1, random).to(dtype);
      Tensor turned = Tensor.normal(Shape.of(14, 9), 0, 1, random).to(dtype).transpose();
      List<Tensor> parts =
          List.of(
              rows.slice(0, 0, 1),
              rows.slice(0, 8, 9),
              turned.slice(0, 3, 4),
              rows.filled(0.1).slice(0, 0, 1),
              rows.slice(0, 5, 6).mul(1e9),
              turned.slice(0, 1, 2));
      assertArrayEquals(added(parts).toArray(), inOneArray(parts).toArray());
      assertEquals(dtype, inOneArray(parts).dtype());
    }
  }

  @Test
  void whatIsAddedStaysAsItIs() {
    Tensor x = Tensor.of(-0.0, 1.0);
    assertArrayEquals(new double[] {-0.0, 4}, inOneArray(List.of(x, x, x, x)).toArray());
    assertArrayEquals(new double[] {-0.0, 1}, x.toArray());
  }

  @Test
  void numbersThatAreTheSameEverywhereHaveRoomForOthers() {
    Tensor ones = Tensor.zeros(3).filled(1);
    Tensor x = Tensor.of(1.0, 2.0, 3.0);
    assertArrayEquals(new double[] {3, 4, 5}, inOneArray(List.of(ones, ones, x)).toArray());
    Value y = Value.of(x).mul(2);
    Value sum = y.sum().add(y.sum()).add(y.sum()).add(y.mul(y).sum());
    assertArrayEquals(new double[] {7, 11, 15}, sum.gradients(y).of(y).toArray());
  }

  @Test
  void isForSmallTensors() {
    assertTrue(RunningSum.isFor(Tensor.zeros(64)));
    assertFalse(RunningSum.isFor(Tensor.zeros(65)));
    assertFalse(RunningSum.isFor(Tensor.of(1)));
  }

  /** One contribution, y's own cotangent, goes to other values, too. */
  @Test
  void manyUsesOfOneValue() {
    Value x = Value.of(0.3, -0.7, 1.1);
    Value y = x.mul(1.5);
    Value sum = y;
    for (int i = 0; i < 9; i++) {
      sum = sum.mul(0.7).add(y).add(x);
    }
    Value result = sum.sin().sum();
    double[] recorded = result.derivative(x).data().toArray();
    double[] inner = result.derivative(y).data().toArray();
    assertArrayEquals(recorded, result.gradients().of(x).toArray());
    assertArrayEquals(inner, result.gradients(x, y).of(y).toArray());
    assertArrayEquals(recorded, result.gradients(x, y).of(x).toArray());
  }
}
