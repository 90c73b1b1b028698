package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is repeated in a pass is what it is when it is written out, wherever a stretch begins. */
class RepeatedRowsTest {
  private static Tensor random(DType dtype, int... sizes) {
    return Tensor.normal(Shape.of(sizes), 0, 1, new Random(3)).to(dtype);
  }

  /** The same elements, each in a place of its own. */
  private static Tensor writtenOut(Tensor x, Shape shape) {
    return Tensor.of(shape, x.broadcastTo(shape).toArray()).to(x.dtype());
  }

  private static void check(Tensor x, Tensor repeated) {
    Tensor plain = writtenOut(repeated, x.shape());
    assertArrayEquals(x.mul(plain).sub(plain).toArray(), x.mul(repeated).sub(repeated).toArray());
    assertEquals(x.sub(plain).sum().item(), x.sub(repeated).sum().item());
  }

  @Test
  void aRowOfAnyLength() {
    for (DType dtype : DType.values()) {
      for (int length : new int[] {1, 2, 7, 16, 255, 1000, 1024, 1039, 1040, 1041, 2100}) {
        for (int rows : new int[] {1, 2, 3, 300}) {
          check(random(dtype, rows, length), random(dtype, length));
          check(
              random(dtype, rows, length),
              random(dtype, 3, length + 2).slice(1, 1, length + 1).select(0, 1));
        }
      }
    }
  }

  @Test
  void alongAnyAxes() {
    for (DType dtype : DType.values()) {
      Tensor x = random(dtype, 11, 5, 13, 9);
      check(x, random(dtype, 13, 9));
      check(x, random(dtype, 1, 5, 13, 9));
      check(x, random(dtype, 5, 13, 1));
      check(x, random(dtype, 11, 1, 1, 9));
      check(x, random(dtype, 5, 1, 9));
      check(x, random(dtype, 1, 1, 1, 1));
      check(x, random(dtype, 11, 1, 1, 1));
      check(x, random(dtype, 9, 13).transpose());
      check(x, random(dtype, 9).flip(0));
    }
  }
}
