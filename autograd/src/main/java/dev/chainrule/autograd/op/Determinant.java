package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Lu;
import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;

/** The determinants of matrices. */
final class Determinant extends Unary {
  static final Determinant INSTANCE = new Determinant();

  private Determinant() {
    super("determinant");
  }

  @Override
  public Shape shape(Shape x) {
    return SquareMatrices.batch(SquareMatrices.check(name(), x));
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x) {
    return MatrixDependence.of(x, shape(x.shape()));
  }

  @Override
  public NdArray value(NdArray x) {
    double[] a = x.toArray();
    int n = x.shape().size(-1);
    double[] determinants = new double[Matrices.count(x.shape())];
    Matrices.forEach(
        determinants.length,
        n * (double) n * n / 3,
        i -> {
          SquareMatrices.checkFinite(name(), a, i, n * n);
          determinants[i] = Lu.of(a, i * n * n, n).determinant();
        });
    return Matrices.array(x.dtype(), shape(x.shape()), determinants);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T cofactors = x.apply(Adjugate.INSTANCE).matrixTranspose();
    return cotangent.expandDims(-1).expandDims(-1).mul(cofactors);
  }
}
