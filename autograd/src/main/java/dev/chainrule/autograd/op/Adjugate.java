package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Cofactors;
import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/**
 * The adjugates of matrices: the inverse times the determinant where there is an inverse, and there
 * is one of every matrix. What the rule of the determinant is made of.
 */
final class Adjugate extends Unary {
  static final Adjugate INSTANCE = new Adjugate();

  private Adjugate() {
    super("adjugate");
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
    double[] adjugates = new double[a.length];
    int n = x.shape().size(-1);
    Matrices.forEach(
        Matrices.count(x.shape()),
        n * (double) n * n,
        i -> {
          SquareMatrices.checkFinite(name(), a, i, n * n);
          Cofactors.adjugate(a, i * n * n, n, adjugates);
        });
    return Matrices.array(x.dtype(), x.shape(), adjugates);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T product = cotangent.mul(y).sum(false, -2, -1).expandDims(-1); // <G, Y>
    T spread = product.broadcastTo(diagonalOf(x.shape())).diagEmbed();
    T rest = spread.sub(cotangent.matMul(y.matrixTranspose()));
    return x.matrixTranspose().apply(Solve.INSTANCE, List.of(rest)).get(0);
  }

  private static Shape diagonalOf(Shape x) {
    return x.reduce(false, x.rank() - 1);
  }
}
