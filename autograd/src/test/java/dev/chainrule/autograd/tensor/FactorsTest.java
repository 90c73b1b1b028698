package dev.chainrule.autograd.tensor;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertClose;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.op.LogAbsDeterminant;
import dev.chainrule.autograd.op.Qr;
import dev.chainrule.autograd.op.Svd;
import dev.chainrule.autograd.op.SymmetricEigen;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** Determinants and factors of matrices, beside EJML's, and by what must hold of them. */
@Tag("kernel")
class FactorsTest {
  private static final double TOLERANCE = 1e-12;

  /** Matrices of any rank, with exact zeros and equal rows among them, also very large or small. */
  @Provide
  Arbitrary<Tensor> matrices() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(1, 40),
            Arbitraries.integers().between(0, 4),
            Arbitraries.longs())
        .as(FactorsTest::matrix);
  }

  private static Tensor matrix(int rows, int columns, int kind, long seed) {
    Random random = new Random(seed);
    Tensor x = Tensor.uniform(Shape.of(rows, columns), -1, 1, random);
    return switch (kind) {
      case 0 -> x.mul(3).round();
      case 1 -> x.select(1, 0).outer(x.select(0, 0)); // of rank 1
      case 2 -> x.mul(1e200);
      case 3 -> x.mul(1e-200);
      default -> x;
    };
  }

  private static DMatrixRMaj judge(Tensor matrix) {
    int columns = matrix.shape().size(1);
    return new DMatrixRMaj(matrix.shape().size(0), columns, true, matrix.toArray());
  }

  private static void assertOrthonormal(Tensor columns) {
    int k = columns.shape().size(-1);
    assertClose(Tensor.eye(k), columns.matrixTranspose().matMul(columns), TOLERANCE);
  }

  /** Whether two are the same beside the largest element of the first. */
  private static void assertNear(Tensor expected, Tensor actual) {
    double size = expected.abs().max().item();
    assertClose(expected.div(size == 0 ? 1 : size), actual.div(size == 0 ? 1 : size), TOLERANCE);
  }

  @Property(tries = 150)
  void qr(@ForAll("matrices") Tensor a) {
    Qr<Tensor> qr = a.qr();
    assertOrthonormal(qr.q());
    assertNear(a, qr.q().matMul(qr.r()));
    assertIdentical(qr.r(), qr.r().triu());
    assertTrue(qr.r().diag().min().item() >= 0);
  }

  @Property(tries = 150)
  void singularValues(@ForAll("matrices") Tensor a) {
    Svd<Tensor> svd = a.svd();
    assertOrthonormal(svd.u());
    assertOrthonormal(svd.v());
    assertNear(a, svd.u().mul(svd.s()).matMulTransposed(svd.v()));
    double[] s = svd.s().toArray();
    for (int i = 1; i < s.length; i++) {
      assertTrue(s[i] <= s[i - 1] && s[i] >= 0);
    }
    double scale = s[0] == 0 ? 1 : s[0];
    Tensor scaled = a.div(scale);
    SingularValueDecomposition_F64<DMatrixRMaj> judge =
        DecompositionFactory_DDRM.svd(a.shape().size(0), a.shape().size(1), false, false, false);
    assertTrue(judge.decompose(judge(scaled)));
    double[] expected = Arrays.copyOf(judge.getSingularValues(), s.length);
    Arrays.sort(expected);
    assertClose(Tensor.of(expected).flip(0), svd.s().div(scale), TOLERANCE);
  }

  @Property(tries = 150)
  void eigenvalues(@ForAll("matrices") Tensor x) {
    Tensor a = x.matMulTransposed(Tensor.eye(x.shape().size(1))); // the same, square below
    int n = Math.min(a.shape().size(0), a.shape().size(1));
    Tensor square = a.slice(0, 0, n).slice(1, 0, n);
    Tensor symmetric = square.div(2).add(square.transpose().div(2));
    SymmetricEigen<Tensor> eigen = square.symmetricEigen();
    assertOrthonormal(eigen.vectors());
    Tensor again = eigen.vectors().mul(eigen.values()).matMulTransposed(eigen.vectors());
    assertNear(symmetric, again);
    assertIdentical(eigen.values(), square.eigenvaluesSymmetric());
    double[] values = eigen.values().toArray();
    for (int i = 1; i < n; i++) {
      assertTrue(values[i] >= values[i - 1]);
    }
    double scale = Math.max(symmetric.abs().max().item(), Double.MIN_NORMAL);
    EigenDecomposition_F64<DMatrixRMaj> judge = DecompositionFactory_DDRM.eig(n, false, true);
    assertTrue(judge.decompose(judge(symmetric.div(scale))));
    double[] expected = new double[n];
    Arrays.setAll(expected, i -> judge.getEigenvalue(i).getReal());
    Arrays.sort(expected);
    assertClose(Tensor.of(expected), eigen.values().div(scale), TOLERANCE);
  }

  @Property(tries = 100)
  void determinants(@ForAll("matrices") Tensor x) {
    int n = Math.min(x.shape().size(0), x.shape().size(1));
    double scale = x.abs().max().item();
    Tensor a = x.slice(0, 0, n).slice(1, 0, n).div(scale == 0 ? 1 : scale);
    double determinant = a.determinant().item();
    double bound = changeByRounding(a);
    double bySums = n <= 6 ? 1e-13 : 0; // EJML's way with small ones
    assertEquals(CommonOps_DDRM.det(judge(a)), determinant, bound + bySums);
    assertEquals(determinant, a.transpose().determinant().item(), bound);
    Tensor turn = matrix(n, n, 4, 7).qr().q();
    assertEquals(
        determinant * turn.determinant().item(), a.matMul(turn).determinant().item(), bound);
    LogAbsDeterminant<Tensor> logarithm = a.logAbsDeterminant();
    assertClose(determinant, logarithm.sign().mul(logarithm.logarithm().exp()).item(), TOLERANCE);
    assertTrue(determinant == 0 || Math.signum(determinant) == logarithm.sign().item());
  }

  /** By how much rounding may change a determinant: each singular value by that of the largest. */
  private static double changeByRounding(Tensor a) {
    double[] s = a.svd().s().toArray();
    double rounding = 20 * s.length * Math.ulp(1.0) * s[0];
    double sum = 1e-300;
    for (int i = 0; i < s.length; i++) {
      double product = rounding;
      for (int j = 0; j < s.length; j++) {
        product *= i == j ? 1 : s[j] + rounding;
      }
      sum += product;
    }
    return sum;
  }

  @Example
  void whatWouldOverflow() {
    Tensor large = Tensor.eye(300).mul(-1e10);
    assertEquals(Double.POSITIVE_INFINITY, large.determinant().item());
    assertEquals(1, large.logAbsDeterminant().sign().item());
    assertClose(300 * Math.log(1e10), large.logAbsDeterminant().logarithm().item());
    assertEquals(0, Tensor.zeros(2, 2).logAbsDeterminant().sign().item());
    assertEquals(
        Double.NEGATIVE_INFINITY, Tensor.zeros(2, 2).logAbsDeterminant().logarithm().item());
  }

  /** Squares of numbers as small as these have no digits left. */
  @Example
  void whatWouldUnderflow() {
    double tiny = 3e-162;
    Tensor a = Tensor.of(new double[][] {{1, 0, 0}, {0, tiny, tiny}, {0, tiny, 2 * tiny}});
    assertOrthonormal(a.qr().q());
    assertOrthonormal(a.svd().u());
    assertOrthonormal(a.svd().v());
    assertOrthonormal(a.symmetricEigen().vectors());
  }

  @Example
  void largestElementsArePositive() {
    Tensor a = Tensor.of(new double[][] {{2, 1, 0.5}, {1, 3, -1}, {0.5, -1, 1}});
    for (Tensor vectors : List.of(a.symmetricEigen().vectors(), a.svd().v())) {
      Tensor largest = vectors.abs().argMax(0);
      for (int j = 0; j < 3; j++) {
        assertTrue(vectors.at((int) largest.at(j), j) > 0);
      }
    }
  }

  /** Each of a batch as it is by itself. */
  @Example
  void batches() {
    Tensor a = Tensor.uniform(Shape.of(3, 5, 6, 4), -1, 1, new Random(1));
    Tensor square = a.slice(2, 0, 4);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 5; j++) {
        Tensor one = a.get(i, j);
        assertIdentical(one.qr().q(), a.qr().q().get(i, j));
        assertIdentical(one.qr().r(), a.qr().r().get(i, j));
        assertIdentical(one.svd().u(), a.svd().u().get(i, j));
        assertIdentical(one.svd().s(), a.svd().s().get(i, j));
        assertIdentical(one.svd().v(), a.svd().v().get(i, j));
        assertIdentical(
            square.get(i, j).symmetricEigen().vectors(),
            square.symmetricEigen().vectors().get(i, j));
        assertIdentical(
            square.get(i, j).eigenvaluesSymmetric(), square.eigenvaluesSymmetric().get(i, j));
        assertIdentical(square.get(i, j).determinant(), square.determinant().get(i, j));
        assertIdentical(
            square.get(i, j).logAbsDeterminant().logarithm(),
            square.logAbsDeterminant().logarithm().get(i, j));
      }
    }
  }

  @Example
  void nothing() {
    assertEquals(1, Tensor.zeros(0, 0).determinant().item());
    assertEquals(0, Tensor.zeros(0, 0).logAbsDeterminant().logarithm().item());
    assertEquals(1, Tensor.zeros(0, 0).logAbsDeterminant().sign().item());
    assertEquals(Shape.of(0), Tensor.zeros(0, 3, 3).determinant().shape());
    assertEquals(Shape.of(0, 0), Tensor.zeros(0, 0).symmetricEigen().vectors().shape());
    assertEquals(Shape.of(0, 3), Tensor.zeros(0, 3, 3).eigenvaluesSymmetric().shape());
    assertEquals(Shape.of(2, 0), Tensor.zeros(2, 0).qr().q().shape());
    assertEquals(Shape.of(0, 2), Tensor.zeros(0, 2).qr().r().shape());
    assertEquals(Shape.of(0, 3, 2), Tensor.zeros(0, 3, 2).qr().q().shape());
    assertEquals(Shape.of(2, 0), Tensor.zeros(0, 2).svd().v().shape());
    assertEquals(Shape.of(0, 2), Tensor.zeros(0, 2, 3).svd().s().shape());
  }

  @Example
  void float32() {
    Tensor a = Tensor.uniform(Shape.of(6, 6), -1, 1, new Random(2)).to(DType.FLOAT32);
    Tensor wide = a.to(DType.FLOAT64);
    assertIdentical(wide.svd().s().to(DType.FLOAT32), a.svd().s());
    assertIdentical(wide.qr().q().to(DType.FLOAT32), a.qr().q());
    assertIdentical(wide.determinant().to(DType.FLOAT32), a.determinant());
    assertIdentical(
        wide.symmetricEigen().vectors().to(DType.FLOAT32), a.symmetricEigen().vectors());
  }

  @Example
  void mistakes() {
    Tensor vector = Tensor.ones(3);
    assertRefused("svd: takes matrices [.., m, n], not [3]", vector::svd);
    assertRefused("qr: takes matrices [.., m, n], not [3]", vector::qr);
    Tensor oblong = Tensor.ones(2, 3);
    assertRefused("determinant: takes square matrices [.., n, n], not [2, 3]", oblong::determinant);
    assertRefused("logAbsDeterminant: takes square matrices", oblong::logAbsDeterminant);
    assertRefused("symmetricEigen: takes square matrices", oblong::symmetricEigen);
    Tensor good = Tensor.eye(2);
    Tensor batch = good.stack(0, List.of(good.mul(Double.NaN), good));
    assertRefused("svd: matrix 1 holds NaN", batch::svd);
    assertRefused("qr: matrix 1 holds NaN", batch::qr);
    assertRefused("symmetricEigen: matrix 1 holds NaN", batch::symmetricEigen);
    assertRefused("determinant: matrix 1 holds NaN", batch::determinant);
    assertRefused("logAbsDeterminant: matrix 1 holds NaN", batch::logAbsDeterminant);
  }
}
