package dev.chainrule.autograd.tensor;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Equations, inverses and determinants, beside EJML's, and by what must hold of them. */
@Tag("kernel")
class LinearSystemsTest {
  private static final double EPSILON = Math.ulp(1.0);

  private static Tensor random(long seed, int... sizes) {
    return Tensor.uniform(Shape.of(sizes), -1, 1, new Random(seed));
  }

  private static DMatrixRMaj judge(Tensor matrix) {
    int columns = matrix.shape().size(1);
    return new DMatrixRMaj(matrix.shape().size(0), columns, true, matrix.toArray());
  }

  /** Whether A X = B, as nearly as rounding lets the best of methods come. */
  private static void assertSolves(Tensor a, Tensor x, Tensor b, double epsilon) {
    double size = a.shape().size(-1) * a.abs().max().item() * x.abs().max().item();
    double residual = a.matMul(x).sub(b).abs().max().item();
    assertTrue(residual <= 10 * epsilon * (size + 1), () -> residual + " of " + size);
  }

  @Property(tries = 100)
  void solutionsSolve(
      @ForAll @IntRange(min = 1, max = 80) int n,
      @ForAll @IntRange(min = 1, max = 30) int columns,
      @ForAll long seed) {
    Tensor a = random(seed, n, n);
    Tensor b = random(seed + 1, n, columns);
    Tensor x = a.solve(b);
    assertSolves(a, x, b, n * EPSILON);
    DMatrixRMaj expected = new DMatrixRMaj(n, columns);
    assertTrue(CommonOps_DDRM.solve(judge(a), judge(b), expected));
    double condition = a.abs().max().item() * a.inverse().abs().max().item() * n;
    assertClose(expected.getData(), x.toArray(), 100 * EPSILON * n * condition);
    Tensor vector = b.select(1, 0);
    assertClose(x.select(1, 0), a.solve(vector), 100 * EPSILON * n * condition);
  }

  @Property(tries = 100)
  void inversesInvert(@ForAll @IntRange(min = 1, max = 80) int n, @ForAll long seed) {
    Tensor a = random(seed, n, n);
    Tensor inverse = a.inverse();
    assertSolves(a, inverse, Tensor.eye(n), n * EPSILON);
    assertClose(inverse, a.solve(Tensor.eye(n)), 0);
  }

  @Property(tries = 100)
  void trianglesAreSolved(
      @ForAll @IntRange(min = 1, max = 80) int n,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll boolean isLower,
      @ForAll long seed) {
    Tensor a = random(seed, n, n).add(Tensor.eye(n).mul(n)); // the other triangle does not count
    Tensor triangle = isLower ? a.tril() : a.triu();
    Tensor b = random(seed + 1, n, columns);
    Tensor x = a.solveTriangular(b, isLower);
    assertSolves(triangle, x, b, EPSILON);
    assertClose(triangle.solve(b), x, 1e-13);
    assertClose(x.select(1, 0), a.solveTriangular(b.select(1, 0), isLower), 1e-13);
  }

  @Property(tries = 100)
  void choleskyFactorsMultiply(@ForAll @IntRange(min = 1, max = 80) int n, @ForAll long seed) {
    Tensor root = random(seed, n, n + 2);
    Tensor a = root.matMulTransposed(root);
    Tensor l = a.cholesky();
    assertClose(a, l.matMulTransposed(l), 10 * n * EPSILON);
    assertIdentical(l, l.tril());
    assertTrue(l.diag().min().item() > 0);
  }

  /** Each of a batch as it is by itself, also where many threads have parts of it. */
  @Example
  void batches() {
    Tensor a = random(1, 40, 3, 30, 30);
    Tensor b = random(2, 3, 30, 2);
    Tensor definite = a.matMul(a.matrixTranspose());
    Tensor x = a.solve(b);
    assertEquals(Shape.of(40, 3, 30, 2), x.shape());
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 3; j++) {
        Tensor one = a.get(i, j);
        assertIdentical(one.solve(b.get(j)), x.get(i, j));
        assertIdentical(one.inverse(), a.inverse().get(i, j));
        assertIdentical(definite.get(i, j).cholesky(), definite.cholesky().get(i, j));
        assertIdentical(one.solveTriangular(b.get(j), true), a.solveTriangular(b, true).get(i, j));
      }
    }
    Tensor vector = b.get(0).select(1, 0);
    assertClose(a.solve(vector.expandDims(1)).squeeze(-1), a.solve(vector), 0);
    assertClose(a.get(0, 0).solve(b), a.get(0).slice(0, 0, 1).solve(b), 0);
  }

  @Example
  void nothing() {
    assertEquals(Shape.of(0, 2), Tensor.zeros(0, 0).solve(Tensor.zeros(0, 2)).shape());
    assertEquals(Shape.of(2, 0), Tensor.eye(2).solve(Tensor.zeros(2, 0)).shape());
    assertEquals(Shape.of(0, 3, 3), Tensor.zeros(0, 3, 3).inverse().shape());
    assertEquals(Shape.of(0, 0), Tensor.zeros(0, 0).inverse().shape());
    assertEquals(Shape.of(0, 3, 3), Tensor.zeros(0, 3, 3).cholesky().shape());
    assertEquals(
        Shape.of(0, 3, 1),
        Tensor.zeros(0, 3, 3).solveTriangular(Tensor.zeros(3, 1), false).shape());
  }

  /** In float64 inside, so that only the results are rounded. */
  @Example
  void float32() {
    Tensor a = random(3, 40, 40).to(DType.FLOAT32);
    Tensor b = random(4, 40, 3).to(DType.FLOAT32);
    Tensor wide = a.to(DType.FLOAT64);
    assertIdentical(wide.solve(b.to(DType.FLOAT64)).to(DType.FLOAT32), a.solve(b));
    assertIdentical(wide.inverse().to(DType.FLOAT32), a.inverse());
  }

  @Example
  void singularMatricesAreNamed() {
    Tensor good = Tensor.eye(3);
    Tensor bad = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}); // but for rounding
    Tensor batch = good.stack(0, List.of(good, bad, Tensor.zeros(3, 3)));
    assertRefused("solve: matrix 2 is singular: its condition number is ", () -> batch.solve(good));
    assertRefused("e+17", () -> batch.solve(good));
    assertRefused("inverse: matrix 2 is singular: its condition number is ", batch::inverse);
    assertRefused(
        "inverse: matrix 0 is singular: its condition number is Infinity",
        () -> Tensor.zeros(3, 3).inverse());
    Tensor triangles = good.stack(0, List.of(bad.tril(), Tensor.of(2, 0, 1).diag()));
    assertRefused(
        "solveTriangular: matrix 2 is singular: its condition number is Infinity",
        () -> triangles.solveTriangular(good, true));
    Tensor nearly = good.sub(Tensor.ones(3, 3).mul(1.0 / 3)).qr().r();
    assertRefused(
        "solveTriangular: matrix 0 is singular: its condition number is ",
        () -> nearly.solveTriangular(good, false));
    assertRefused(
        "solveTriangular: matrix 0 holds NaN",
        () -> good.mul(Double.NaN).solveTriangular(good, true));
    assertRefused("solve: matrix 0 holds NaN", () -> good.mul(Double.NaN).solve(Tensor.ones(3)));
    assertRefused("inverse: matrix 0 holds Infinity", () -> good.div(0).add(1).inverse());
  }

  /** Also where several threads have parts of the batch: the first is the one that is told of. */
  @Example
  void ofSeveralTheFirstIsNamed() {
    Tensor regular = Tensor.eye(40).broadcastTo(Shape.of(30, 40, 40));
    Tensor batch =
        regular.concat(0, List.of(Tensor.zeros(1, 40, 40), regular, Tensor.ones(3, 40, 40)));
    for (int run = 0; run < 20; run++) {
      assertRefused("inverse: matrix 30 is singular", batch::inverse);
    }
  }

  /** What is but scaled badly is not singular. */
  @Example
  void scaledMatricesAreSolved() {
    Tensor a = random(5, 20, 20);
    Tensor scales = Tensor.arange(0, 20, 1).mul(-17).exp(); // to 1e-140
    Tensor b = random(6, 20, 1);
    Tensor x = a.solve(b);
    assertClose(x, a.mul(scales.expandDims(1)).solve(b.mul(scales.expandDims(1))), 1e-11);
    assertClose(x, a.mul(scales).solve(b).mul(scales.expandDims(1)), 1e-11);
    Tensor tilted = Tensor.of(new double[][] {{1, 1e20}, {0, 1}});
    assertClose(Tensor.of(-1e20, 1), tilted.solve(Tensor.of(0, 1)), 0);
    assertClose(Tensor.of(-1e20, 1), tilted.solveTriangular(Tensor.of(0, 1), false), 0);
    assertClose(Tensor.of(1e20, 1), Tensor.of(1e-20, 1).diag().solve(Tensor.ones(2)), 1e-15);
  }

  @Example
  void wrongShapesAreRefusedWithBoth() {
    Tensor square = Tensor.eye(3);
    assertRefused(
        "solve: takes square matrices [.., n, n] and [n] or [.., n, k], not [2, 3] and [3]",
        () -> Tensor.ones(2, 3).solve(Tensor.ones(3)));
    assertRefused(
        "solve: [3, 3] and [2] differ in the number of equations",
        () -> square.solve(Tensor.ones(2)));
    assertRefused(
        "solveTriangular: [3, 3] and [2, 3] differ in the number of equations",
        () -> square.solveTriangular(Tensor.ones(2, 3), true));
    assertRefused(
        "solve: takes square matrices [.., n, n] and [n] or [.., n, k], not [3, 3] and []",
        () -> square.solve(Tensor.of(1)));
    assertRefused(
        "solve: shapes do not broadcast: [2] and [4]",
        () -> Tensor.ones(2, 3, 3).solve(Tensor.ones(4, 3, 1)));
    assertRefused("inverse: takes square matrices [.., n, n], not [3]", Tensor.ones(3)::inverse);
  }

  /** A choice that cuts the way, and an infinity behind it: what was cut off stays 0. */
  @Example
  void behindAChoice() {
    Value x = Value.of(0.0, 4.0);
    Value root = x.sqrt().maskedBy(x.greater(1));
    Value a = Value.constant(Tensor.of(new double[][] {{2, 1}, {1, 3}}));
    for (Value y :
        List.of(a.solve(root), a.solveTriangular(root, true), a.inverse().matMul(root))) {
      Tensor gradient = y.sum().gradients(x).of(x);
      assertEquals(0, gradient.at(0));
      assertTrue(Math.abs(gradient.at(1)) > 0.01);
    }
  }
}
