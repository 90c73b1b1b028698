package dev.chainrule.autograd.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.SparsityPattern;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sparse Jacobians and Hessians: what they give, how they nest, and what they refuse. */
class SparseDerivativesTest {
  private static final Value X = Value.constant(Tensor.of(1.0, 2.0, 4.0));

  /** [x1 - x0, x2 - x1, ..]². */
  private static Value differences(Value x) {
    return x.sliceFrom(0, 1).sub(x.slice(0, 0, -1)).square();
  }

  private static Value products(Value x) {
    return x.sliceFrom(0, 1).mul(x.slice(0, 0, -1)).square().sum();
  }

  private static void assertNumbers(double[] expected, Value actual) {
    assertArrayEquals(expected, actual.data().toArray(), 1e-12);
  }

  @Test
  void theExampleOfPatterns() {
    SparsityPattern pattern = SparsityPattern.of(SparseDerivativesTest::differences, X);
    assertArrayEquals(new int[] {0, 0, 1, 1}, pattern.rows());
    assertArrayEquals(new int[] {0, 1, 1, 2}, pattern.columns());
    assertArrayEquals(new int[] {0, 2, 4}, pattern.rowStarts());
    assertEquals("4 entries of 2 x 3", pattern.toString());
  }

  @Test
  void theExampleOfJacobians() {
    SparseMatrix jacobian = SparseJacobian.of(SparseDerivativesTest::differences, X);
    assertNumbers(new double[] {-2, 2, 0, 0, -4, 4}, jacobian.toDense());
    assertEquals(2, jacobian.rowCount());
    assertEquals(3, jacobian.columnCount());
    SparseJacobian plan = SparseJacobian.plan(SparseDerivativesTest::differences, X);
    assertEquals(2, plan.sweeps());
    assertTrue(plan.isForward());
    assertNumbers(new double[] {-6, 6, -12, 12}, plan.at(X.mul(3)).values());
  }

  @Test
  void theExampleOfHessians() {
    SparseMatrix hessian = SparseHessian.of(SparseDerivativesTest::products, X);
    assertNumbers(new double[] {8, 8, 0, 8, 34, 32, 0, 32, 8}, hessian.toDense());
    SparseHessian plan = SparseHessian.plan(SparseDerivativesTest::products, X);
    assertEquals(2, plan.sweeps());
    assertNumbers(new double[7], plan.at(X.mul(0)).values());
    assertNumbers(new double[] {8, 68, 32}, plan.withGradientAt(X).gradient());
  }

  @Test
  void theExampleOfMatrices() {
    Value x = Value.constant(Tensor.of(2.0, 5.0));
    SparseMatrix jacobian = SparseJacobian.of(v -> v.square(), x);
    assertArrayEquals(new int[] {0, 1}, jacobian.rows());
    assertArrayEquals(new int[] {0, 1}, jacobian.columns());
    assertNumbers(new double[] {4, 10}, jacobian.values());
    assertNumbers(new double[] {8, 50}, jacobian.times(x));
    assertEquals("2 entries of 2 x 2", jacobian.toString());
    assertArrayEquals(new int[] {0, 1, 2}, jacobian.pattern().rowStarts());
    assertArrayEquals(new double[] {4, 10}, jacobian.values().data().toArray());
  }

  @Test
  void aLongBandTakesThreeSweepsAndTwoRunsOfTheFunction() {
    int size = 100_000;
    AtomicInteger runs = new AtomicInteger();
    UnaryOperator<Value> function =
        v -> {
          runs.incrementAndGet();
          Value around = v.pad(new int[] {1}, new int[] {1}, 0);
          return around.slice(0, 0, size).mul(v).add(around.sliceFrom(0, 2).mul(5));
        };
    Value x = Value.constant(Tensor.arange(size));
    SparseJacobian plan = SparseJacobian.plan(function, x);
    SparseMatrix jacobian = plan.at(x);
    assertEquals(2, runs.get());
    assertEquals(3, plan.sweeps());
    assertEquals(3 * size - 2, jacobian.pattern().entryCount());
    int[] columns = jacobian.columns();
    int[] rows = jacobian.rows();
    double[] values = jacobian.values().data().toArray();
    for (int i = 0; i < rows.length; i++) { // x[i-1] x[i] + 5 x[i+1]
      int offset = columns[i] - rows[i];
      double expected = offset == 1 ? 5 : offset == 0 ? Math.max(rows[i] - 1, 0) : rows[i];
      assertEquals(expected, values[i], "entry " + i);
    }
  }

  @Test
  void aLongBandOfSecondDerivativesTakesThreeSweeps() {
    Value x = Value.constant(Tensor.arange(100_000));
    SparseHessian plan = SparseHessian.plan(SparseDerivativesTest::products, x);
    assertEquals(3, plan.sweeps());
    assertEquals(3 * 100_000 - 2, plan.pattern().entryCount());
  }

  /** More than run at once: several blocks of sweeps. */
  @Test
  void manySweepsRunInBlocks() {
    int size = 1500;
    AtomicInteger runs = new AtomicInteger();
    SparseJacobian plan =
        SparseJacobian.plan(
            v -> {
              runs.incrementAndGet();
              return v.mul(v.sum());
            },
            Value.constant(Tensor.zeros(size)));
    assertEquals(size, plan.sweeps());
    Value dense = plan.at(Value.constant(Tensor.arange(size))).toDense();
    assertEquals(1 + 1, runs.get());
    double sum = size * (size - 1) / 2.0;
    Tensor expected = Tensor.arange(size).reshape(-1, 1).add(Tensor.eye(size).mul(sum));
    assertArrayEquals(expected.toArray(), dense.data().toArray());
  }

  /** What only moves elements is known one by one, as long as it is known where to. */
  @Test
  void movesHaveAnEntryForEachElement() {
    Value index = Value.constant(Tensor.of(2.0, 0.0, 2.0));
    assertArrayEquals(new int[] {2, 0, 2}, columns(v -> v.gather(0, index)));
    assertArrayEquals(new int[] {1, 0, 2}, columns(v -> v.filled(0).scatterAdd(0, index, v)));
    assertArrayEquals(new int[] {0, 1, 2}, columns(v -> v.pad(new int[1], new int[] {1}, 3)));
    assertArrayEquals(new int[] {2, 2, 0}, columns(v -> v.indexSelect(0, 2, -1, 0)));
    assertArrayEquals(new int[] {0, 1, 2}, columns(v -> v.stack(1, List.of(v.detach()))));
    assertArrayEquals(new int[] {0, 0, 1, 0, 1, 2}, columns(v -> v.cumsum(0)));
    assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2, 0, 1, 2}, columns(v -> v.sort(0)));
  }

  private static int[] columns(UnaryOperator<Value> function) {
    return SparsityPattern.of(function, X).columns();
  }

  /** Neither sums nor whatever else is linear join elements; products of different ones do. */
  @Test
  void onlyWhatIsNotLinearHasSecondDerivatives() {
    assertEquals(0, entries(v -> v.mul(3).cumsum(0).flip().sum()));
    assertEquals(3, entries(v -> v.square().sum()));
    assertEquals(2, entries(v -> v.get(0).mul(v.get(2))));
    assertEquals(4, entries(v -> v.get(0).div(v.get(2)).add(v.get(0).square())));
    assertEquals(9, entries(v -> v.sum().exp()));
    assertEquals(3, entries(v -> v.abs().add(v.round()).mul(v).sum()));
  }

  private static int entries(UnaryOperator<Value> function) {
    return SparseHessian.plan(function, X).pattern().entryCount();
  }

  @Test
  void nothingComesOfNothing() {
    for (DType dtype : DType.values()) {
      Value none = Value.constant(Tensor.zeros(0).to(dtype));
      Value three = X.to(dtype);
      assertEmpty(0, 0, SparseJacobian.of(v -> v.sin(), none), dtype);
      assertEmpty(0, 3, SparseJacobian.of(v -> v.slice(0, 0, 0), three), dtype);
      assertEmpty(1, 0, SparseJacobian.of(v -> v.sum(), none), dtype);
      assertEmpty(3, 3, SparseJacobian.of(v -> X.to(dtype), three), dtype);
      assertEmpty(3, 3, SparseJacobian.of(v -> v.detach().add(v.round()), three), dtype);
      assertEmpty(0, 0, SparseHessian.of(v -> v.square().sum(), none), dtype);
      assertEmpty(3, 3, SparseHessian.of(v -> v.sum(), three), dtype);
    }
  }

  private static void assertEmpty(int rows, int columns, SparseMatrix matrix, DType dtype) {
    assertEquals(rows, matrix.rowCount());
    assertEquals(columns, matrix.columnCount());
    assertEquals(Shape.of(0), matrix.values().shape());
    assertEquals(dtype, matrix.values().dtype());
    assertEquals(
        Shape.of(rows),
        matrix.times(matrix.values().literal(0).broadcastTo(Shape.of(columns))).shape());
    assertEquals(0, matrix.toDense().sum().item());
  }

  @Test
  void scalarsAndOtherShapes() {
    SparseMatrix slope = SparseJacobian.of(v -> v.pow(3), Value.constant(2));
    assertEquals(1, slope.rowCount());
    assertEquals(1, slope.columnCount());
    assertNumbers(new double[] {12}, slope.values());
    assertNumbers(new double[] {12}, SparseHessian.of(v -> v.pow(3), Value.constant(2)).values());
    Value matrix = Value.constant(Tensor.arange(6).reshape(2, 3));
    SparseMatrix turned = SparseJacobian.of(v -> v.transpose().square(), matrix);
    assertArrayEquals(new int[] {0, 3, 1, 4, 2, 5}, turned.columns());
    assertNumbers(new double[] {0, 6, 2, 8, 4, 10}, turned.values());
    SparseJacobian.WithValue rows = SparseJacobian.plan(v -> v.prod(1), matrix).withValueAt(matrix);
    assertEquals(Shape.of(2), rows.value().shape());
    assertNumbers(new double[] {2, 0, 0, 20, 15, 12}, rows.jacobian().values());
  }

  /** By what else the function uses, by the point, and by both. */
  @Test
  void whatIsFoundIsDifferentiatedFurther() {
    Value w = Value.of(Tensor.of(3.0, 5.0, 7.0));
    Value x = Value.of(X.data());
    SparseMatrix jacobian = SparseJacobian.of(v -> v.square().mul(w), x);
    Value sum = jacobian.values().square().sum(); // Σ (2 x w)²
    assertNumbers(new double[] {24, 160, 896}, sum.derivative(w));
    assertNumbers(new double[] {72, 400, 1568}, sum.derivative(x));
    assertNumbers(new double[] {48, 160, 448}, sum.derivative(x).sum().derivative(w)); // 16 x w
    SparseMatrix hessian = SparseHessian.of(v -> v.pow(3).mul(w).sum(), x);
    assertNumbers(new double[] {6, 12, 24}, hessian.values().sum().derivative(w));
    assertNumbers(new double[] {18, 30, 42}, hessian.values().sum().derivative(x));
    assertFalse(SparseJacobian.of(v -> v.square(), X).values().isConnected());
    assertFalse(Recording.off(() -> SparseJacobian.of(v -> v.mul(w), x)).values().isConnected());
  }

  @Test
  void insideOfOtherTransforms() {
    UnaryOperator<Value> values =
        v -> SparseJacobian.of(SparseDerivativesTest::differences, v).values();
    double[] expected = {-2, 2, -4, 4};
    Value points = Value.stack(List.of(X, X.mul(3)), 0);
    assertNumbers(new double[] {-2, 2, -4, 4, -6, 6, -12, 12}, Vmap.of(values, points));
    assertNumbers(expected, Jvp.of(values, X.mul(3), X).tangent());
    assertNumbers(
        new double[] {-8, -8, 16}, Gradient.of(v -> values.apply(v).square().sum().div(2), X));
    // patterns inside of patterns: -2 (x1 - x0) and so on are linear in two elements each
    SparseMatrix second = SparseJacobian.of(values, X);
    assertEquals(8, second.pattern().entryCount());
    assertNumbers(new double[] {2, -2, -2, 2, 2, -2, -2, 2}, second.values());
    SparseMatrix hessian = SparseHessian.of(v -> values.apply(v).square().sum(), X);
    assertNumbers(new double[] {16, -16, 0, -16, 32, -16, 0, -16, 16}, hessian.toDense());
  }

  /** Trusted: also of a function that can't be run without numbers. */
  @Test
  void aPatternMayBeGiven() {
    SparsityPattern diagonal =
        SparsityPattern.of(3, 3, new int[] {2, 0, 1, 2}, new int[] {2, 0, 1, 2});
    assertEquals(3, diagonal.entryCount());
    UnaryOperator<Value> looks = v -> v.data().sum().item() > 0 ? v.square() : v;
    assertNumbers(new double[] {2, 4, 8}, SparseJacobian.plan(looks, diagonal).at(X).values());
    SparseHessian half =
        SparseHessian.plan(
            SparseDerivativesTest::products,
            SparsityPattern.of(3, 3, new int[] {0, 0, 1, 1, 2}, new int[] {0, 1, 1, 2, 2}));
    assertNumbers(new double[] {8, 8, 8, 34, 32, 32, 8}, half.at(X).values());
    assertEquals(7, half.pattern().transpose().union(half.pattern()).entryCount());
  }

  @Test
  void whatIsNotRecordedIsAConstantWhicheverWayTheSweepsGo() {
    Value x = Value.constant(Tensor.of(1.0, 2.0, 4.0));
    UnaryOperator<Value> function = v -> Recording.off(() -> v.square()).add(v);
    double[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    assertArrayEquals(identity, Jacobian.of(function, x).data().toArray());
    assertArrayEquals(identity, SparseJacobian.of(function, x).toDense().data().toArray());
    UnaryOperator<Value> number = v -> Recording.off(() -> v.roll(1, 0)).mul(v).sum();
    assertArrayEquals(new double[9], Hessian.of(number, x).data().toArray());
    assertArrayEquals(new double[9], SparseHessian.of(number, x).toDense().data().toArray());
  }
}
