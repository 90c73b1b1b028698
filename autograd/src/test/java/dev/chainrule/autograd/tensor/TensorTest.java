package dev.chainrule.autograd.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Creation, reading and text; and that nobody else can write to a tensor. */
@Tag("kernel")
class TensorTest {
  @Test
  void theFirstOfTheLargestAlongEitherAxis() {
    Tensor x = Tensor.of(new double[][] {{1, 5, 2}, {7, 5, Double.NaN}, {7, Double.NaN, 9}});
    assertArrayEquals(new double[] {1, 2, 2, 0}, argMaxes(x, 0, 1));
  }

  /** Of column 0 and 1, then row 1 and 0. */
  private static double[] argMaxes(Tensor x, int columns, int rows) {
    Tensor down = x.argMax(columns);
    Tensor across = x.argMax(rows);
    return new double[] {down.at(0), down.at(1), across.at(1), across.at(0) - 1};
  }

  @Test
  void normsOfTheExtreme() {
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals(infinity, Tensor.of(1, -infinity).norm2().item());
    assertEquals(5e200, Tensor.of(3e200, -4e200).norm2().item(), 1e186);
    assertEquals(0, Tensor.zeros(Shape.of(3)).norm2().item());
  }

  @Test
  void scalars() {
    Tensor scalar = Tensor.of(3.5);
    assertEquals(Shape.SCALAR, scalar.shape());
    assertEquals(3.5, scalar.item());
    assertEquals(3.5, scalar.at());
    assertArrayEquals(new double[] {3.5}, scalar.toArray());
    assertEquals(3.5, Tensor.of(Shape.SCALAR, 3.5).item());
    assertEquals(3.5, scalar.reshape(1, 1).item());
    assertEquals(7, scalar.reshape(1, 1).add(scalar).item());
    assertEquals(3.5, scalar.sum().item());
    assertEquals(3.5, scalar.transpose().item());
  }

  @Test
  void vectorsAndMatrices() {
    assertEquals(Shape.of(3), Tensor.of(1.0, 2.0, 3.0).shape());
    assertEquals(Shape.of(1), Tensor.of(new double[] {5}).shape());
    assertEquals(Shape.of(0), Tensor.of(new double[0]).shape());
    Tensor matrix = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    assertEquals(Shape.of(2, 3), matrix.shape());
    assertEquals(6, matrix.at(1, 2));
    assertEquals(6, matrix.at(-1, -1));
    assertEquals(4, matrix.transpose().at(0, 1));
    assertEquals(Shape.of(0, 0), Tensor.of(new double[0][]).shape());
    assertArrayEquals(new double[] {2, 2}, Tensor.full(Shape.of(2), 2).toArray());
    assertArrayEquals(new double[] {1, 1}, Tensor.ones(Shape.of(2)).toArray());
    assertEquals(0, Tensor.zeros(Shape.SCALAR).item());
  }

  @Test
  void ranges() {
    assertArrayEquals(new double[] {0, 1, 2}, Tensor.arange(0, 3, 1).toArray());
    assertArrayEquals(new double[] {1, 0.5, 0, -0.5}, Tensor.arange(1, -0.7, -0.5).toArray());
    assertEquals(0, Tensor.arange(2, 2, 1).shape().elements());
    assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, Tensor.linspace(0, 1, 5).toArray());
    assertEquals(0.7, Tensor.linspace(0.1, 0.7, 8).at(-1));
    assertEquals(0.1, Tensor.linspace(0.1, 0.7, 8).at(-8));
    assertArrayEquals(new double[] {3, 5}, Tensor.linspace(3, 5, 2).toArray());
    assertArrayEquals(new double[] {1, 0, 0, 1}, Tensor.eye(2).toArray());
    assertEquals(Shape.of(0, 0), Tensor.eye(0).shape());
    Tensor cube = Tensor.of(new double[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
    assertEquals(Shape.of(2, 2, 2), cube.shape());
    assertEquals(6, cube.at(1, 0, 1));
    assertEquals(Shape.of(0, 0, 0), Tensor.of(new double[0][][]).shape());
    double[][] rows = Tensor.of(new double[][] {{1, 2}, {3, 4}}).transpose().toRows();
    assertArrayEquals(new double[][] {{1, 3}, {2, 4}}, rows);
  }

  @Test
  void rowsAreThoseOfTheMatrixWhereverItsElementsAre() {
    for (int columns : new int[] {0, 1, 5, 15, 16, 40}) { // short rows, and long ones
      Tensor matrix = Tensor.arange(0, 60.0 * (columns + 1), 1).reshape(60, columns + 1);
      Tensor part = matrix.slice(1, 1, columns + 1).slice(0, 3, 60); // with gaps
      for (Tensor tensor :
          List.of(part, part.matrixTranspose(), part.flip(), part.to(DType.FLOAT32))) {
        double[][] rows = tensor.toRows();
        assertEquals(tensor.shape().size(0), rows.length);
        for (int i = 0; i < rows.length; i++) {
          assertArrayEquals(tensor.get(i).toArray(), rows[i]);
        }
      }
    }
  }

  @Test
  void randomNumbersAreThoseOfTheSeed() {
    Tensor uniform = Tensor.uniform(Shape.of(200, 50), -1, 3, new Random(1));
    assertEquals(uniform.at(0, 0), -1 + 4 * new Random(1).nextDouble());
    assertEquals(1, uniform.mean().item(), 0.05);
    assertEquals(16.0 / 12, uniform.variance(1, false).item(), 0.05);
    assertEquals(1, uniform.greaterOrEqual(-1).mul(uniform.less(3)).prod().item());
    Tensor normal = Tensor.normal(Shape.of(200, 50), 2, 3, new Random(1));
    assertEquals(2 + 3 * 1.561581040188955, normal.at(0, 0)); // as Random specifies it
    assertEquals(2, normal.mean().item(), 0.1);
    assertEquals(9, normal.variance(1, false).item(), 0.3);
  }

  @Test
  void arraysAreCopiedInAndOut() {
    double[] numbers = {1, 2, 3, 4};
    double[][] rows = {{1, 2}, {3, 4}};
    Tensor vector = Tensor.of(numbers);
    Tensor shaped = Tensor.of(Shape.of(2, 2), numbers);
    Tensor matrix = Tensor.of(rows);
    Value x = Value.of(vector);
    Value square = x.square().sum();
    numbers[0] = 100;
    rows[0][0] = 100;
    vector.toArray()[0] = 100;
    x.data().toArray()[0] = 100;
    x.grad().toArray()[0] = 100;
    square.backward();
    x.grad().toArray()[1] = 100;
    for (Tensor tensor : new Tensor[] {vector, shaped, matrix}) {
      assertArrayEquals(new double[] {1, 2, 3, 4}, tensor.toArray());
    }
    assertArrayEquals(new double[] {2, 4, 6, 8}, x.grad().toArray());
    int[] sizes = {2, 2};
    Shape shape = Shape.of(sizes);
    sizes[0] = 9;
    shape.toArray()[0] = 9;
    assertEquals(Shape.of(2, 2), shape);
  }

  @Test
  void products() {
    Random random = new Random(1);
    int[][] sizes = {{1, 1, 1}, {2, 3, 4}, {5, 1, 7}, {1, 6, 1}, {17, 33, 9}, {0, 3, 2}, {2, 0, 3}};
    for (int[] size : sizes) {
      Tensor x = random(random, size[0], size[1]);
      Tensor y = random(random, size[1], size[2]);
      Tensor product = x.matMul(y);
      assertEquals(Shape.of(size[0], size[2]), product.shape());
      Tensor viaViews = y.transpose().matMul(x.transpose()).transpose();
      for (int i = 0; i < size[0]; i++) {
        for (int j = 0; j < size[2]; j++) {
          double sum = 0;
          for (int k = 0; k < size[1]; k++) {
            sum += x.at(i, k) * y.at(k, j);
          }
          assertEquals(sum, product.at(i, j), 1e-13);
          assertEquals(sum, viaViews.at(i, j), 1e-13);
        }
      }
    }
    Tensor row = Tensor.of(1.0, 2.0);
    assertEquals(5, row.matMul(row).item());
    assertArrayEquals(
        new double[] {7, 10}, row.matMul(Tensor.of(new double[][] {{1, 2}, {3, 4}})).toArray());
    assertArrayEquals(
        new double[] {5, 11}, Tensor.of(new double[][] {{1, 2}, {3, 4}}).matMul(row).toArray());
    assertArrayEquals(
        new double[] {3, 3}, row.broadcastTo(Shape.of(2, 2)).matMul(Tensor.of(1.0, 1.0)).toArray());
  }

  private static Tensor random(Random random, int rows, int columns) {
    return Tensor.of(
        Shape.of(rows, columns), random.doubles((long) rows * columns, -1, 1).toArray());
  }

  @Test
  void sumsOfManyNumbersAreRight() {
    Tensor tenths = Tensor.full(Shape.of(10_000_000), 0.1);
    assertEquals(1e6, tenths.sum().item(), 1e-9);
    assertEquals(1e6, tenths.reshape(1000, 100, 100).transpose().sum().item(), 1e-9);
    assertEquals(1e5, Tensor.full(Shape.of(1_000_000, 2), 0.1).sum(0).at(1), 1e-10);
    Tensor vector = Tensor.of(new Random(2).doubles(1000).toArray());
    double sum = 0;
    for (double number : vector.toArray()) {
      sum += number;
    }
    assertEquals(sum, vector.sum().item(), 1e-11);
  }

  @Test
  void reductionsKeepOrDropAxes() {
    Tensor x = Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
    assertArrayEquals(new double[] {5, 7, 9}, x.sum(0).toArray());
    assertArrayEquals(new double[] {6, 15}, x.sum(-1).toArray());
    assertEquals(Shape.of(2, 1), x.sum(true, 1).shape());
    assertEquals(Shape.of(1, 1), x.sum(true).shape());
    assertEquals(21, x.sum().item());
    assertEquals(3.5, x.mean().item());
    assertArrayEquals(new double[] {2, 5}, x.mean(1).toArray());
    assertEquals(Shape.of(1, 3), x.mean(true, 0).shape());
    assertArrayEquals(new double[3], Tensor.zeros(Shape.of(0, 3)).sum(0).toArray());
    assertArrayEquals(new double[] {5, 7, 9}, x.sumTo(Shape.of(3)).toArray());
    assertArrayEquals(new double[] {6, 15}, x.sumTo(Shape.of(2, 1)).toArray());
    assertEquals(Shape.of(3), x.sum(true, 0).sumTo(Shape.of(3)).shape());
    assertEquals(x.shape(), x.sumTo(x.shape()).shape());
  }

  @Test
  void notANumberPassesThrough() {
    Tensor x = Tensor.of(Double.NaN, 1.0);
    Tensor[] results = {
      x.neg(),
      x.square(),
      x.exp(),
      x.log(),
      x.tanh(),
      x.sigmoid(),
      x.relu(),
      x.softplus(),
      x.sign(),
      x.pow(2),
      x.pow(0.5),
      x.add(1),
      x.sub(1),
      x.mul(0),
      x.div(2),
      x.sum(true),
      x.mean(true)
    };
    for (Tensor result : results) {
      assertEquals(Double.NaN, result.at(0));
    }
  }

  @Test
  void extremesDoNotOverflow() {
    Tensor x = Tensor.of(-1e300, -750, 0, 750, 1e300);
    assertArrayEquals(new double[] {0, 0, 0.5, 1, 1}, x.sigmoid().toArray(), 1e-300);
    assertArrayEquals(new double[] {-1, -1, 0, 1, 1}, x.tanh().toArray());
    double[] softplus = x.softplus().toArray();
    assertArrayEquals(new double[] {0, 0, Math.log(2), 750, 1e300}, softplus, 1e-15);
    assertEquals(Math.exp(-40), Tensor.of(-40).softplus().item(), 1e-15 * Math.exp(-40));
    assertEquals(Double.POSITIVE_INFINITY, Tensor.of(1).div(0).item());
    assertEquals(Double.NEGATIVE_INFINITY, Tensor.of(0).log().item());
  }

  @Test
  void text() {
    assertEquals("1.5", Tensor.of(1.5).toString());
    assertEquals("[1.0, 2.0]", Tensor.of(1.0, 2.0).toString());
    assertEquals("[]", Tensor.of(new double[0]).toString());
    assertEquals(
        "[[1.0, 2.0],\n [3.0, 4.0]]", Tensor.of(new double[][] {{1, 2}, {3, 4}}).toString());
    assertEquals(
        "[[[1.0],\n  [2.0]],\n\n [[3.0],\n  [4.0]]]",
        Tensor.of(Shape.of(2, 2, 1), 1, 2, 3, 4).toString());
    assertEquals(
        "[0.0, 0.0, 0.0, ..., 0.0, 0.0, 0.0] (shape [1001])",
        Tensor.zeros(Shape.of(1001)).toString());
    assertEquals(
        999, Tensor.zeros(Shape.of(1000)).toString().chars().filter(c -> c == ',').count());
    assertEquals(
        "[[1.0, 1.0, 1.0, ..., 1.0, 1.0, 1.0],\n [1.0, 1.0, 1.0, ..., 1.0, 1.0, 1.0]] (shape [2, 600])",
        Tensor.ones(Shape.of(2, 600)).toString());
  }
}
