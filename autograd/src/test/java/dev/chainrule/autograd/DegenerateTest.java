package dev.chainrule.autograd;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.check.GradCheck;
import dev.chainrule.autograd.check.GradCheckReport;
import dev.chainrule.autograd.op.Svd;
import dev.chainrule.autograd.op.SymmetricEigen;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Gradients where eigenvalues or singular values are equal, or a matrix has no inverse (jax 2311,
 * pytorch 49886: NaN there): right for whatever has a gradient.
 */
class DegenerateTest {
  private static final Tensor TURN = Tensor.uniform(Shape.of(4, 4), -1, 1, new Random(5)).qr().q();

  private static final Tensor WEIGHTS = Tensor.uniform(Shape.of(4, 4), -1, 1, new Random(6));

  /**
   * Symmetric matrices with these eigenvalues: as they are, and turned, so that rounding differs.
   */
  private static List<Tensor> withValues(double... values) {
    Tensor plain = Tensor.of(values).diag();
    return List.of(plain, TURN.matMul(plain).matMulTransposed(TURN));
  }

  private static void check(UnaryOperator<Value> function, Tensor at) {
    GradCheckReport report =
        GradCheck.standard().check(in -> function.apply(in.get(0)), List.of(at));
    assertTrue(report.passed(), report::toString);
    Value x = Value.of(at.to(DType.FLOAT32));
    Tensor gradient = function.apply(x.to(DType.FLOAT64)).sum().gradients(x).of(x);
    Value wide = Value.of(at);
    Tensor expected = function.apply(wide).sum().gradients(wide).of(wide);
    assertClose(expected, gradient.to(DType.FLOAT64), 1e-4);
  }

  @Test
  void functionsOfEqualEigenvalues() {
    for (Tensor a : withValues(2, 2, 2, 5)) {
      check(x -> x.eigenvaluesSymmetric().sum(), a);
      check(x -> x.eigenvaluesSymmetric().log().sum(), a);
      check(x -> x.eigenvaluesSymmetric().square().sum(), a);
      check(x -> x.eigenvaluesSymmetric().slice(-1, 0, 3).exp().sum(), a);
      check(x -> x.eigenvaluesSymmetric().slice(-1, 3, 4), a);
    }
    Value one = Value.of(Tensor.eye(4));
    assertClose(
        Tensor.eye(4).mul(2), one.eigenvaluesSymmetric().square().sum().gradients(one).of(one));
  }

  @Test
  void projectionsOntoTheSpaceOfEqualEigenvalues() {
    for (Tensor a : withValues(1, 3, 3, 6)) {
      check(DegenerateTest::projection, a);
      check(x -> projection(x).mul(x), a);
    }
  }

  private static Value projection(Value x) {
    Value vectors = x.symmetricEigen().vectors().slice(-1, 1, 3);
    return vectors.matMul(vectors.matrixTranspose()).mul(Value.constant(WEIGHTS));
  }

  /** What depends on which vectors were chosen has no derivative; but what there is is finite. */
  @Test
  void nothingIsNaN() {
    Value x = Value.of(Tensor.eye(4));
    SymmetricEigen<Value> eigen = x.symmetricEigen();
    Value all = eigen.vectors().mul(Value.constant(WEIGHTS)).sum().add(eigen.values().sum());
    assertClose(Tensor.eye(4), all.gradients(x).of(x)); // of the values alone
    assertFinite(all.derivative(x).square().sum().gradients(x).of(x));
    for (Tensor singular : List.of(Tensor.zeros(4, 4), Tensor.eye(4), Tensor.ones(4, 2))) {
      Value y = Value.of(singular);
      Svd<Value> svd = y.svd();
      Value sum = svd.u().sin().sum().add(svd.s().sum()).add(svd.v().cos().sum());
      assertFinite(sum.gradients(y).of(y));
      assertFinite(sum.derivative(y).square().sum().gradients(y).of(y));
    }
  }

  private static void assertFinite(Tensor x) {
    assertTrue(x.abs().max().item() < 1e3, x::toString);
  }

  @Test
  void functionsOfEqualSingularValues() {
    Tensor tall = TURN.slice(1, 0, 3);
    for (Tensor a : List.of(TURN, TURN.mul(3), tall, tall.transpose(), Tensor.eye(4))) {
      check(x -> x.svd().s().sum(), a);
      check(x -> x.svd().s().log().sum(), a);
      check(DegenerateTest::polar, a);
    }
    for (Tensor a : withValues(4, 1, 1, 1)) {
      check(DegenerateTest::polar, a);
      check(x -> x.svd().u().slice(-1, 0, 1).mul(x.svd().v().slice(-1, 0, 1)), a);
    }
  }

  /** The nearest matrix with orthonormal columns or rows. */
  private static Value polar(Value x) {
    Svd<Value> svd = x.svd();
    return svd.u().matMul(svd.v().matrixTranspose()).mul(svd.s().sum());
  }

  /** U diag(s) Vᵀ is the matrix itself, wherever it is no more than a number beside equal ones. */
  @Test
  void functionsOfAMatrixWithoutEqualValues() {
    for (Tensor a : withValues(-1, 0.5, 2, 7)) {
      check(x -> rebuilt(x).sub(x).mul(Value.constant(WEIGHTS)).add(rebuilt(x).square()), a);
    }
  }

  private static Value rebuilt(Value x) {
    SymmetricEigen<Value> eigen = x.symmetricEigen();
    return eigen.vectors().mul(eigen.values()).matMul(eigen.vectors().matrixTranspose());
  }

  /** Cofactors do not need an inverse. */
  @Test
  void determinantsOfSingularMatrices() {
    for (Tensor a : withValues(0, 1, 2, 3)) {
      check(Value::determinant, a);
    }
    for (Tensor a : withValues(0, 0, 2, 3)) {
      Value x = Value.of(a);
      assertClose(Tensor.zeros(4, 4), x.determinant().gradients(x).of(x), 1e-14);
    }
    check(Value::determinant, Tensor.zeros(1, 1));
    check(x -> x.determinant().sin(), Tensor.zeros(3, 2, 2).add(1));
  }

  /** A derivative that there is not is refused in words. */
  @Test
  void derivativesOfSingularMatrices() {
    Value x = Value.of(Tensor.ones(2, 3, 3));
    assertRefused(
        "inverse: matrix 0 is singular: its condition number is Infinity",
        () -> x.logAbsDeterminant().logarithm().sum().gradients(x));
    Value y = x.determinant().sum().derivative(x).square().sum();
    assertRefused("solve: matrix 0 is singular", () -> y.gradients(x));
    assertRefused(
        "solveTriangular: matrix 0 is singular",
        () -> Value.of(Tensor.zeros(3, 2)).qr().q().sum().gradients());
  }
}
