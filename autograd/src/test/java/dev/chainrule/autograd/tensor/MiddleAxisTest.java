package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums along an axis that others follow, where columns of several matrices lie side by side. */
class MiddleAxisTest {
  /** Few and many columns, one part and several, in the order of memory and in others. */
  @Test
  void everyColumnIsAddedUp() {
    int[][] sizes = {{3, 4, 15}, {3, 4, 16}, {1, 5, 40}, {5, 1, 40}, {7, 300, 40}, {40, 3, 700}};
    for (DType dtype : DType.values()) {
      for (int[] size : sizes) {
        Tensor x = Tensor.normal(Shape.of(size), 0, 1, new Random(2)).to(dtype);
        check(x);
        check(x.permute(1, 0, 2));
        check(x.slice(0, 1, size[0]));
        check(x.slice(2, 2, size[2] - 3));
        check(x.flip(0));
        check(Tensor.stack(List.of(x, x.neg().add(1), x.square()), 1));
        check(Tensor.stack(List.of(x, x.neg().add(1), x.square()), 1).permute(1, 0, 2, 3));
        check(x.expandDims(0).broadcastTo(Shape.of(2, size[0], size[1], size[2])).slice(0, 0, 1));
      }
    }
  }

  private static void check(Tensor x) {
    int axis = x.shape().rank() - 2;
    Tensor sum = x.sum(axis);
    Shape shape = x.shape();
    int rows = shape.size(-2);
    int columns = shape.size(-1);
    double[] numbers = x.toArray();
    double[] sums = sum.toArray();
    assertEquals(numbers.length, sums.length * rows);
    for (int i = 0; i < sums.length; i++) {
      BigDecimal expected = BigDecimal.ZERO;
      double size = 0;
      for (int row = 0; row < rows; row++) {
        double number = numbers[(i / columns * rows + row) * columns + i % columns];
        expected = expected.add(new BigDecimal(number));
        size += Math.abs(number);
      }
      double ulp = x.dtype() == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
      assertEquals(expected.doubleValue(), sums[i], 2 * size * ulp);
    }
  }
}
