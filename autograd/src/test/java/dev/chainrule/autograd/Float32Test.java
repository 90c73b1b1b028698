package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Single precision: what is as in double precision, and what differs. */
@Tag("kernel")
class Float32Test {
  private static final Tensor HALVES = Tensor.ofFloats(0.5f, -1.5f, 2.5f);

  @Test
  void resultsKeepThePrecision() {
    Value x = Value.of(HALVES);
    Value y = x.mul(2).add(1).tanh().sum();
    assertEquals(DType.FLOAT32, y.dtype());
    y.backward();
    assertEquals(DType.FLOAT32, x.grad().dtype());
    assertEquals(DType.FLOAT32, y.derivative(x).dtype());
    assertEquals(DType.FLOAT32, Value.of(HALVES).grad().dtype());
  }

  @Test
  void numbersAreRoundedToIt() {
    assertEquals(0.1f, Tensor.of(0.1).to(DType.FLOAT32).item());
    assertEquals(0.1f + 0.2f, Tensor.ofFloats(0.1f).add(0.2).at(0));
    assertEquals("[0.1, 1.0E10] (float32)", Tensor.ofFloats(0.1f, 1e10f).toString());
    assertArrayEquals(new float[] {0.1f}, Tensor.of(new double[] {0.1}).toFloatArray());
    assertEquals(Float.POSITIVE_INFINITY, Tensor.of(1e300).to(DType.FLOAT32).item());
  }

  @Test
  void precisionsDoNotMix() {
    Value single = Value.of(HALVES);
    Value twice = Value.of(Tensor.of(1.0, 2.0, 3.0));
    assertEquals(
        "mul: float32 and float64 do not mix: convert one of them by to(...)",
        assertThrows(IllegalArgumentException.class, () -> single.mul(twice)).getMessage());
    assertEquals(
        "dot: float64 and float32 do not mix: convert one of them by to(...)",
        assertThrows(IllegalArgumentException.class, () -> twice.dot(single)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> single.mul(Value.of(2)));
    assertEquals(DType.FLOAT64, single.to(DType.FLOAT64).mul(twice).dtype());
  }

  @Test
  void aGradientComesBackInThePrecisionOfItsValue() {
    Value x = Value.of(HALVES);
    Value y = x.to(DType.FLOAT64).square().sum();
    assertEquals(8.75, y.item());
    y.backward();
    assertEquals(DType.FLOAT32, x.grad().dtype());
    assertArrayEquals(new double[] {1, -3, 5}, x.grad().toArray());
  }

  @Test
  void sumsLoseNoDigits() {
    Tensor tenths = Tensor.full(Shape.of(10_000_000), 0.1).to(DType.FLOAT32);
    assertEquals((float) (1e7 * 0.1f), tenths.sum().item());
    assertEquals((float) (1e7 * 0.1f), tenths.mul(1).sum().item());
    assertEquals(0.1f, tenths.mean().item());
    assertEquals((float) (1e6 * 0.1f), tenths.reshape(1_000_000, 10).sum(0).at(3));
  }

  @Test
  void secondOrder() {
    Value x = Value.of(HALVES);
    Value slope = x.square().mul(x).sum().derivative(x);
    assertArrayEquals(new double[] {3, -9, 15}, slope.sum().gradients().of(x).toArray());
  }
}
