package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.CholeskyFactor;
import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/** The lower triangular factor of symmetric, positive definite matrices. */
final class Cholesky extends Unary {
  static final Cholesky INSTANCE = new Cholesky();

  private Cholesky() {
    super("cholesky");
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
    double[] factors = x.toArray();
    int n = x.shape().size(-1);
    Matrices.forEach(
        Matrices.count(x.shape()),
        n * (double) n * n / 3,
        matrix -> {
          int failed = CholeskyFactor.factor(factors, matrix * n * n, n);
          checkArgument(
              failed < 0,
              "cholesky: matrix %s is not positive definite: pivot %s is %s",
              matrix,
              failed,
              failed < 0 ? 0 : factors[matrix * n * n + failed * (n + 1)]);
        });
    return Matrices.array(x.dtype(), x.shape(), factors);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.apply(this);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    T turned = y.matrixTranspose();
    T product = turned.matMul(cotangent);
    T halved = product.tril().add(product.tril(-1)).div(4); // half of Φ
    T half = turned.apply(SolveTriangular.UPPER, List.of(symmetric(halved))).get(0);
    return turned.apply(SolveTriangular.UPPER, List.of(half.matrixTranspose())).get(0);
  }

  private static <T extends Numeric<T>> T symmetric(T half) {
    return half.add(half.matrixTranspose());
  }
}
