package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The matrix product against its definition, whatever the sizes, the layouts and the precision. */
@Tag("kernel")
class MatrixProductTest {
  @Property(tries = 300)
  void ofSmallMatrices(
      @ForAll @IntRange(max = 40) int rows,
      @ForAll @IntRange(max = 40) int inner,
      @ForAll @IntRange(max = 70) int columns,
      @ForAll boolean leftTurned,
      @ForAll boolean rightTurned,
      @ForAll DType dtype,
      @ForAll long seed) {
    check(rows, inner, columns, leftTurned, rightTurned, dtype, seed);
  }

  @Property(tries = 100)
  void ofOneColumnRepeated(
      @ForAll @IntRange(max = 20) int rows,
      @ForAll @IntRange(max = 20) int inner,
      @ForAll @IntRange(max = 20) int columns,
      @ForAll @IntRange(max = 3) int batch,
      @ForAll DType dtype,
      @ForAll long seed) {
    Random random = new Random(seed);
    Tensor x = Tensor.normal(Shape.of(batch, rows, inner), 0, 1, random).to(dtype);
    Tensor column = Tensor.normal(Shape.of(inner, 1), 0, 1, random).to(dtype);
    Shape target = Shape.of(batch, rows, columns);
    Tensor product = x.matMul(column.broadcastTo(Shape.of(inner, columns)));
    Tensor sums = x.mul(column.reshape(inner)).sum(true, 2).broadcastTo(target);
    assertEquals(target, product.shape());
    assertTrue(product.allClose(sums, 1e-4, 1e-5));
  }

  @Property(tries = 12)
  void ofMatricesOfManyBlocks(
      @ForAll @IntRange(min = 90, max = 230) int rows,
      @ForAll @IntRange(min = 250, max = 530) int inner,
      @ForAll @IntRange(min = 60, max = 300) int columns,
      @ForAll boolean leftTurned,
      @ForAll boolean rightTurned,
      @ForAll DType dtype,
      @ForAll long seed) {
    check(rows, inner, columns, leftTurned, rightTurned, dtype, seed);
  }

  private static void check(
      int rows,
      int inner,
      int columns,
      boolean leftTurned,
      boolean rightTurned,
      DType dtype,
      long seed) {
    Random random = new Random(seed);
    Tensor x = matrix(rows, inner, leftTurned, dtype, random);
    Tensor y = matrix(inner, columns, rightTurned, dtype, random);
    double[] left = x.toArray();
    double[] right = y.toArray();
    double[] got = x.matMul(y).toArray();
    assertEquals(rows * columns, got.length);
    double epsilon = dtype == DType.FLOAT64 ? 0x1p-52 : 0x1p-23;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        double size = 0;
        for (int k = 0; k < inner; k++) {
          sum += left[i * inner + k] * right[k * columns + j];
          size += Math.abs(left[i * inner + k] * right[k * columns + j]);
        }
        double difference = Math.abs(sum - got[i * columns + j]);
        // N. J. Higham, Accuracy and Stability of Numerical Algorithms, formula 3.5
        assertTrue(difference <= (inner + 2) * epsilon * size, i + ", " + j + ": " + difference);
      }
    }
  }

  /** A part of a larger matrix, so that rows are not next to each other. */
  private static Tensor matrix(int rows, int columns, boolean turned, DType dtype, Random random) {
    Shape shape = turned ? Shape.of(columns + 1, rows + 2) : Shape.of(rows + 1, columns + 2);
    Tensor whole = Tensor.uniform(shape, -1, 1, random).to(dtype);
    return turned
        ? whole.slice(0, 1, columns + 1).slice(1, 0, rows).transpose()
        : whole.slice(0, 1, rows + 1).slice(1, 0, columns);
  }

  @Test
  @org.junit.jupiter.api.Tag("kernel")
  void oneBadElementSpoilsItsRowAlone() {
    Tensor x = Tensor.ones(Shape.of(7, 20));
    Tensor bad = x.concat(0, List.of(Tensor.full(Shape.of(1, 20), Double.NaN)));
    Tensor product = bad.matMul(Tensor.ones(Shape.of(20, 33)));
    assertArrayEquals(Tensor.full(Shape.of(7, 33), 20).toArray(), product.slice(0, 0, 7).toArray());
    assertTrue(Double.isNaN(product.at(7, 32)));
  }

  /**
   * A batch is shared among threads; each of its products is the one of its pair, to the last bit.
   */
  @Test
  @org.junit.jupiter.api.Tag("kernel")
  void aBatchIsItsPairs() {
    Random random = new Random(1);
    Tensor x = Tensor.uniform(Shape.of(30, 1, 22, 22), -1, 1, random);
    Tensor y = Tensor.uniform(Shape.of(11, 22, 21), -1, 1, random);
    Tensor all = x.matMul(y);
    assertEquals(Shape.of(30, 11, 22, 21), all.shape());
    for (int i = 0; i < 30; i++) {
      for (int j = 0; j < 11; j++) {
        Tensor left = x.slice(0, i, i + 1).reshape(22, 22);
        Tensor right = y.slice(0, j, j + 1).reshape(22, 21);
        Tensor one = all.slice(0, i, i + 1).slice(1, j, j + 1);
        assertArrayEquals(left.matMul(right).toArray(), one.toArray());
      }
    }
  }

  /** Also where sums are so long that they are added up in stretches. */
  @Test
  @org.junit.jupiter.api.Tag("kernel")
  void aBatchOfLongSumsIsItsPairs() {
    Random random = new Random(2);
    for (DType dtype : DType.values()) {
      Tensor x = Tensor.uniform(Shape.of(3, 2, 5000), -1, 1, random).to(dtype);
      Tensor y = Tensor.uniform(Shape.of(3, 5000, 4), -1, 1, random).to(dtype);
      Tensor all = x.matMul(y);
      for (int i = 0; i < 3; i++) {
        Tensor left = x.slice(0, i, i + 1).reshape(2, 5000);
        Tensor right = y.slice(0, i, i + 1).reshape(5000, 4);
        assertArrayEquals(left.matMul(right).toArray(), all.slice(0, i, i + 1).toArray());
      }
    }
  }
}
