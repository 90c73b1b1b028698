package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What makes a colouring valid, and that a matrix can be read from its compressed form. */
class ColouringLawsTest {
  /** A matrix of small whole numbers, of which some are 0: of up to 12 x 12, empty ones too. */
  @Provide
  Arbitrary<double[][]> matrices() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(0, 12),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.longs())
        .as(ColouringLawsTest::matrix);
  }

  private static double[][] matrix(int rows, int columns, double density, long seed) {
    Random random = new Random(seed);
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      Arrays.setAll(row, i -> random.nextDouble() < density ? 1 + random.nextInt(9) : 0);
    }
    return matrix;
  }

  @Provide
  Arbitrary<double[][]> symmetric() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.longs())
        .as((size, density, seed) -> mirrored(matrix(size, size, density, seed)));
  }

  private static double[][] mirrored(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        matrix[i][j] = matrix[j][i];
      }
    }
    return matrix;
  }

  private static SparsityPattern pattern(double[][] matrix, int columnCount) {
    int[] places =
        IntStream.range(0, matrix.length * columnCount)
            .filter(i -> matrix[i / columnCount][i % columnCount] != 0)
            .toArray();
    return SparsityPattern.of(
        matrix.length,
        columnCount,
        Arrays.stream(places).map(i -> i / columnCount).toArray(),
        Arrays.stream(places).map(i -> i % columnCount).toArray());
  }

  private static int columns(double[][] matrix) {
    return matrix.length == 0 ? 3 : matrix[0].length;
  }

  private static Value tensor(double[][] matrix, int columnCount) {
    double[] numbers = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
    return Value.constant(Tensor.of(Shape.of(matrix.length, columnCount), numbers));
  }

  @Property
  void columnsOfOneColourShareNoRow(@ForAll("matrices") double[][] matrix) {
    SparsityPattern pattern = pattern(matrix, columns(matrix));
    Colouring colouring = Colouring.ofColumns(pattern);
    int longest = 0;
    for (double[] row : matrix) {
      Set<Integer> colours = new HashSet<>();
      int[] used = IntStream.range(0, row.length).filter(j -> row[j] != 0).toArray();
      for (int column : used) {
        assertTrue(colours.add(colouring.of(column)), pattern.toString());
        assertTrue(colouring.of(column) < colouring.count());
      }
      longest = Math.max(longest, used.length);
    }
    assertEquals(longest, Colouring.longestRow(pattern));
    assertTrue(colouring.count() >= longest);
  }

  @Property
  void noPathOfFourHasTwoColours(@ForAll("symmetric") double[][] matrix) {
    int size = matrix.length;
    Colouring colouring = StarColouring.of(pattern(matrix, size));
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        if (a == b || matrix[a][b] == 0) {
          continue;
        }
        assertNotEquals(colouring.of(a), colouring.of(b));
        for (int c = 0; c < size; c++) {
          for (int d = 0; d < size; d++) {
            boolean isPath =
                c != a && c != b && d != a && d != b && d != c && matrix[b][c] * matrix[c][d] != 0;
            boolean hasTwoColours =
                colouring.of(a) == colouring.of(c) && colouring.of(b) == colouring.of(d);
            assertTrue(!isPath || !hasTwoColours, () -> Arrays.deepToString(matrix));
          }
        }
      }
    }
  }

  @Property
  void aLinearFunctionHasItsMatrix(@ForAll("matrices") double[][] matrix) {
    int columns = columns(matrix);
    Value a = tensor(matrix, columns);
    SparseJacobian plan = SparseJacobian.plan(x -> a.matMul(x), pattern(matrix, columns));
    Value x = Value.constant(Tensor.arange(columns));
    SparseJacobian.WithValue both = plan.withValueAt(x);
    assertArrayEquals(a.data().toArray(), both.jacobian().toDense().data().toArray());
    assertArrayEquals(a.matMul(x).data().toArray(), both.value().data().toArray());
    assertArrayEquals(
        a.matMul(x).data().toArray(), both.jacobian().times(x).data().toArray(), 1e-12);
    assertArrayEquals(
        a.transpose().data().toArray(), both.jacobian().transpose().toDense().data().toArray());
    assertTrue(plan.sweeps() <= Math.min(columns, matrix.length));
  }

  @Property
  void aQuadraticFunctionHasItsMatrix(@ForAll("symmetric") double[][] matrix) {
    int size = matrix.length;
    Value a = tensor(matrix, size);
    SparseHessian plan =
        SparseHessian.plan(x -> x.mul(a.matMul(x)).sum().div(2), pattern(matrix, size));
    SparseHessian.WithGradient both = plan.withGradientAt(Value.constant(Tensor.arange(size)));
    assertArrayEquals(a.data().toArray(), both.hessian().toDense().data().toArray());
    assertArrayEquals(
        a.matMul(Value.constant(Tensor.arange(size))).data().toArray(),
        both.gradient().data().toArray(),
        1e-12);
  }

  /** As many as the band is wide, in whatever place the band is. */
  @Property
  void aBandTakesAsManySweepsAsItIsWide(
      @ForAll @IntRange(max = 4) int below,
      @ForAll @IntRange(max = 4) int above,
      @ForAll @IntRange(min = 9, max = 40) int size) {
    double[][] band = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = Math.max(0, i - below); j <= Math.min(size - 1, i + above); j++) {
        band[i][j] = 1;
      }
    }
    SparsityPattern pattern = pattern(band, size);
    assertEquals(below + 1 + above, SparseJacobian.plan(x -> x, pattern).sweeps());
    if (below == above) {
      assertTrue(StarColouring.of(pattern).count() <= below + 1 + above);
    }
  }

  /** All meet one, first or last or in the middle, and itself: that one has a colour of its own. */
  @Test
  void anArrowTakesTwoSweeps() {
    for (int hub : new int[] {0, 7, 19}) {
      double[][] arrow = new double[20][20];
      for (int i = 0; i < 20; i++) {
        arrow[i][i] = 1;
        arrow[i][hub] = 1;
        arrow[hub][i] = 1;
      }
      assertEquals(2, StarColouring.of(pattern(arrow, 20)).count());
    }
  }

  private static SparsityPattern ofEdges(int vertices, int... ends) {
    int[] from = new int[ends.length];
    int[] to = new int[ends.length];
    for (int i = 0; i < ends.length; i++) {
      from[i] = ends[i];
      to[i] = ends[i ^ 1]; // the other end of the same edge
    }
    return SparsityPattern.of(vertices, vertices, from, to);
  }

  /** Columns 0 - 2 - 3 - 1 meet in that order: one after the other they take three colours. */
  @Test
  void theBetterOrderCounts() {
    int[] rows = {0, 0, 1, 1, 2, 2};
    SparsityPattern path = SparsityPattern.of(3, 4, rows, new int[] {0, 2, 2, 3, 3, 1});
    assertEquals(2, Colouring.ofColumns(path).count());
    SparsityPattern graph = ofEdges(5, 2, 0, 3, 0, 3, 1, 4, 0, 4, 2);
    assertEquals(3, StarColouring.of(graph).count());
  }

  /** A row for each pair of four columns: these all differ, but opposite pairs need not. */
  @Test
  void theBetterSideCounts() {
    int[] rows = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    int[] columns = {0, 1, 0, 2, 0, 3, 1, 2, 1, 3, 2, 3};
    SparseJacobian plan = SparseJacobian.plan(x -> x, SparsityPattern.of(6, 4, rows, columns));
    assertEquals(3, plan.sweeps());
    assertFalse(plan.isForward());
  }

  /** Rows are put together where that takes fewer sweeps. */
  @Test
  void oneRowIsOneBackwardSweep() {
    SparseJacobian row = SparseJacobian.plan(x -> x.sum(), Value.constant(Tensor.arange(9)));
    assertEquals(1, row.sweeps());
    assertFalse(row.isForward());
    SparseJacobian column = SparseJacobian.plan(x -> x.broadcastTo(Shape.of(9)), Value.constant(3));
    assertEquals(1, column.sweeps());
    assertTrue(column.isForward());
  }
}
