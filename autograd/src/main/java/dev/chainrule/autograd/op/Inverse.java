package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;

/** The inverses of matrices. */
final class Inverse extends Unary {
  static final Inverse INSTANCE = new Inverse();

  private Inverse() {
    super("inverse");
  }

  @Override
  public Shape shape(Shape x) {
    return SquareMatrices.check(name(), x);
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x) {
    return MatrixDependence.of(x, shape(x.shape()));
  }

  @Override
  public NdArray value(NdArray x) {
    double[] a = x.toArray();
    double[] inverse = new double[a.length];
    int n = x.shape().size(-1);
    Matrices.forEach(
        Matrices.count(x.shape()),
        n * (double) n * n,
        i -> SquareMatrices.regular(name(), a, i, n).invert(inverse, i * n * n));
    return Matrices.array(x.dtype(), x.shape(), inverse);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T turned = y.matrixTranspose();
    return turned.matMul(cotangent).matMul(turned).neg();
  }
}
