package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.QrFactors;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/** The reduced QR decomposition of matrices. */
final class QrDecomposition extends Nary {
  static final QrDecomposition INSTANCE = new QrDecomposition();

  private QrDecomposition() {
    super("qr");
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    Shape x = inputs.get(0);
    checkArgument(x.rank() >= 2, "qr: takes matrices [.., m, n], not %s", x);
    Shape batch = SquareMatrices.batch(x);
    int k = Math.min(x.size(-2), x.size(-1));
    return List.of(
        SquareMatrices.of(name(), batch, x.size(-2), k),
        SquareMatrices.of(name(), batch, k, x.size(-1)));
  }

  @Override
  public <T extends Numeric<T>> List<T> dependence(List<T> inputs) {
    return MatrixDependence.of(inputs.get(0), shapes(List.of(inputs.get(0).shape())));
  }

  @Override
  public List<NdArray> value(List<NdArray> inputs) {
    NdArray x = inputs.get(0);
    double[] a = x.toArray();
    int m = x.shape().size(-2);
    int n = x.shape().size(-1);
    int k = Math.min(m, n);
    List<Shape> shapes = shapes(List.of(x.shape()));
    double[] q = new double[shapes.get(0).elements()];
    double[] r = new double[shapes.get(1).elements()];
    Matrices.forEach(
        k == 0 ? 0 : Matrices.count(x.shape()),
        4.0 * m * n * k,
        i -> {
          SquareMatrices.checkFinite(name(), a, i, m * n);
          QrFactors.of(a, i * m * n, m, n, q, i * m * k, r, i * k * n);
        });
    return List.of(
        Matrices.array(x.dtype(), shapes.get(0), q), Matrices.array(x.dtype(), shapes.get(1), r));
  }

  /** Of a wide matrix [X, Y], X = Q U is factored and the rest of R is Qᵀ Y. */
  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    T q = results.get(0);
    T r = results.get(1);
    T forQ = cotangents.get(0);
    T forR = cotangents.get(1);
    int m = inputs.get(0).shape().size(-2);
    int n = inputs.get(0).shape().size(-1);
    if (m >= n) {
      return List.of(cotangent(forQ, forR, q, r));
    }
    T forRest = forR.slice(-1, m, n);
    T moreForQ = inputs.get(0).slice(-1, m, n).matMul(forRest.matrixTranspose());
    T forSquare = cotangent(forQ.add(moreForQ), forR.slice(-1, 0, m), q, r.slice(-1, 0, m));
    return List.of(forSquare.concat(-1, q.matMul(forRest)));
  }

  /**
   * (cotangent of Q + Q M) R⁻ᵀ, with M the symmetric matrix whose lower triangle is that of R
   * (cotangent of R)ᵀ - (cotangent of Q)ᵀ Q (S. F. Walter, L. Lehmann, Algorithmic differentiation
   * of linear algebra functions with application in optimum experimental design, 2010).
   */
  private static <T extends Numeric<T>> T cotangent(T forQ, T forR, T q, T r) {
    T lower = r.matMul(forR.matrixTranspose()).sub(forQ.matrixTranspose().matMul(q));
    T symmetric = lower.tril().add(lower.tril(-1).matrixTranspose());
    T turned = forQ.add(q.matMul(symmetric)).matrixTranspose();
    return r.apply(SolveTriangular.UPPER, List.of(turned)).get(0).matrixTranspose();
  }
}
