package dev.chainrule.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Counted;
import dev.chainrule.autograd.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
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

  /** Parts are added to zeros, as wherever arrays are. */
  @Test
  void theSignOfZeroIsThatOfArraysAddedUp() {
    Value x = Value.of(uniform(DType.FLOAT64, 100));
    Value zeros = Value.constant(Tensor.full(Shape.of(100), -0.0));
    Value alone = x.flip(0).mul(zeros).sum();
    assertEquals(0.0, alone.gradients().of(x).at(3));
    assertEquals(0.0, alone.derivative(x).data().at(3));
    Value beside = alone.add(x.slice(0, 0, 50).mul(0).sum());
    assertEquals(beside.derivative(x).data().at(3), beside.gradients().of(x).at(3));
    assertEquals(beside.derivative(x).data().at(70), beside.gradients().of(x).at(70));
  }

  /** The gradient of what two slices that overlap take: parts of it wait. */
  private static Tensor overlapping(Value x, Value like) {
    int last = x.shape().size(-1);
    Value left = x.slice(-1, 0, last - 1).mul(like.slice(-1, 1, last));
    Value right = x.slice(-1, 1, last).mul(like.slice(-1, 0, last - 1).exp());
    return left.sum().add(right.sum()).derivative(x).data();
  }

  @Test
  void manySlicesOfOneValueDoNotWaitForEachOther() {
    Value x = Value.of(uniform(DType.FLOAT64, 100));
    Value sum = Value.constant(0);
    for (int i = 0; i < 30_000; i++) {
      sum = sum.add(x.slice(0, i % 100, i % 100 + 1).sum());
    }
    Tensor expected = Tensor.full(Shape.of(100), 300);
    assertArrayEquals(expected.toArray(), sum.gradients().of(x).toArray());
    assertArrayEquals(expected.toArray(), sum.derivative(x).data().toArray());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void sumsOfWhatWaitsHaveTheBitsOfWhatWasLookedAt(DType dtype) {
    List<Shape> shapes =
        List.of(Shape.of(4, 150), Shape.of(1, 150), Shape.of(150), Shape.of(4, 1, 150));
    for (Shape first : shapes) {
      for (Shape second : shapes) {
        Tensor[] sums = new Tensor[2];
        for (int looks = 0; looks < 2; looks++) {
          Tensor u =
              overlapping(Value.of(normal(first, dtype, 1)), Value.of(normal(first, dtype, 2)));
          Tensor v =
              overlapping(Value.of(normal(second, dtype, 3)), Value.of(normal(second, dtype, 4)));
          if (looks == 1) {
            double[] unused = u.toArray();
            unused = v.toArray();
          }
          sums[looks] = u.add(v).add(u.add(v).mul(0.3));
        }
        assertEquals(Shape.broadcast("add", first, second), sums[0].shape());
        assertArrayEquals(sums[1].toArray(), sums[0].toArray());
      }
    }
  }

  /** One part that waits, beside others of its shape or of another one. */
  @Test
  void onePartMoreIsAddedWhereItBelongs() {
    for (Shape second : List.of(Shape.of(4, 150), Shape.of(1, 150), Shape.of(150))) {
      Value x = Value.of(normal(second, DType.FLOAT64, 5));
      Tensor one = x.slice(-1, 10, 140).square().sum().derivative(x).data();
      Value y = Value.of(normal(Shape.of(4, 150), DType.FLOAT64, 6));
      Tensor others = overlapping(y, y.detach());
      Tensor sum = others.add(one);
      assertArrayEquals(others.copy().add(one.copy()).toArray(), sum.toArray());
    }
  }

  private static Tensor normal(Shape shape, DType dtype, long seed) {
    return Tensor.normal(shape, 0, 1, new Random(seed)).to(dtype);
  }

  /**
   * Of 3 x[i] x[i + 1], with the 3 counted, what the parts' cotangents share is computed once for
   * both.
   */
  @Test
  void partsThatShareACalculationAreComputedTogether() {
    Value x = Value.of(uniform(DType.FLOAT64, 1000));
    Value here = x.slice(0, 0, 999);
    Value next = x.slice(0, 1, 1000);
    double expected = 3 * (x.data().at(16) + x.data().at(18));
    Counted slope = new Counted();
    Supplier<Value> result =
        () -> here.mul(next).mul(Value.constant(here.data().mul(0).add(2)).apply(slope)).sum();
    assertEquals(expected, result.get().gradients().of(x).at(17), 1e-14);
    assertEquals(999, slope.count());
    assertEquals(expected, result.get().derivative(x).data().at(17), 1e-14);
    assertEquals(2 * 999, slope.count());
  }

  /** Nobody looks at a gradient that is only differentiated. */
  @Test
  void partsWaitUntilSomebodyLooks() {
    Value x = Value.of(uniform(DType.FLOAT64, 1000));
    Counted counted = new Counted();
    Value weights = Value.constant(x.data().slice(0, 0, 999)).exp().apply(counted);
    Value slope = x.slice(0, 1, 1000).mul(weights).sum().derivative(x);
    assertEquals(0, counted.count());
    assertEquals(Math.exp(2 * x.data().at(16)) - 1, slope.data().at(17), 1e-13);
    assertEquals(999, counted.count());
  }

  @ParameterizedTest
  @EnumSource(DType.class)
  void partsOfPartsAddUpHoweverDeep(DType dtype) {
    Value x = Value.of(uniform(dtype, 100));
    Value y = x;
    for (int i = 0; i < 20_001; i++) {
      y = y.flip(0).neg();
    }
    Value result = y.mul(Value.constant(x.data())).sum();
    for (Tensor gradient : List.of(result.derivative(x).data(), result.gradients().of(x))) {
      assertEquals(-x.data().at(82), gradient.at(17));
    }
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
