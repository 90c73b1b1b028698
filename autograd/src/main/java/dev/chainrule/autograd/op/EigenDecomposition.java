package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Eigensystem;
import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/** The eigenvalues and the eigenvectors of symmetric matrices. */
final class EigenDecomposition extends Nary {
  static final EigenDecomposition INSTANCE = new EigenDecomposition();

  private EigenDecomposition() {
    super("symmetricEigen");
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    Shape x = SquareMatrices.check(name(), inputs.get(0));
    return List.of(x.reduce(false, x.rank() - 1), x);
  }

  @Override
  public <T extends Numeric<T>> List<T> dependence(List<T> inputs) {
    return MatrixDependence.of(inputs.get(0), shapes(List.of(inputs.get(0).shape())));
  }

  @Override
  public List<NdArray> value(List<NdArray> inputs) {
    NdArray x = inputs.get(0);
    double[] a = x.toArray();
    int n = x.shape().size(-1);
    int count = Matrices.count(x.shape());
    double[] values = new double[count * n];
    double[] vectors = new double[a.length];
    Matrices.forEach(
        count,
        8.0 * n * n * n,
        i -> {
          SquareMatrices.checkFinite(name(), a, i, n * n);
          Eigensystem.of(a, i * n * n, n, values, i * n, vectors, i * n * n);
        });
    return List.of(
        Matrices.array(x.dtype(), x.shape().reduce(false, x.shape().rank() - 1), values),
        Matrices.array(x.dtype(), x.shape(), vectors));
  }

  /** V (diag(cotangent of λ) + F ∘ the antisymmetric part of Vᵀ (cotangent of V)) Vᵀ. */
  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    T values = results.get(0);
    T vectors = results.get(1);
    T turned = vectors.matrixTranspose();
    T mixed = Gaps.antisymmetric(turned.matMul(cotangents.get(1)));
    T inner = cotangents.get(0).diagEmbed().add(mixed.mul(Gaps.ofDifferences(values)));
    return List.of(vectors.matMul(inner).matMul(turned));
  }
}
