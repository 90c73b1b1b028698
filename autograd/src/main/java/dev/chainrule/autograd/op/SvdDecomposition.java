package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.SingularValues;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/** The reduced singular value decomposition of matrices. */
final class SvdDecomposition extends Nary {
  static final SvdDecomposition INSTANCE = new SvdDecomposition();

  private SvdDecomposition() {
    super("svd");
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    Shape x = inputs.get(0);
    checkArgument(x.rank() >= 2, "svd: takes matrices [.., m, n], not %s", x);
    Shape batch = SquareMatrices.batch(x);
    int k = Math.min(x.size(-2), x.size(-1));
    Shape u = SquareMatrices.of(name(), batch, x.size(-2), k);
    return List.of(
        u, u.reduce(false, u.rank() - 2), SquareMatrices.of(name(), batch, x.size(-1), k));
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
    double[] u = new double[shapes.get(0).elements()];
    double[] s = new double[shapes.get(1).elements()];
    double[] v = new double[shapes.get(2).elements()];
    Matrices.forEach(
        k == 0 ? 0 : Matrices.count(x.shape()),
        30.0 * m * n * k,
        i -> {
          SquareMatrices.checkFinite(name(), a, i, m * n);
          SingularValues.of(a, i * m * n, m, n, u, i * m * k, s, i * k, v, i * n * k);
        });
    return List.of(
        Matrices.array(x.dtype(), shapes.get(0), u),
        Matrices.array(x.dtype(), shapes.get(1), s),
        Matrices.array(x.dtype(), shapes.get(2), v));
  }

  /**
   * The usual rule (J. Townsend, Differentiating the singular value decomposition, 2016) divides by
   * s[j]² - s[i]². Here the differences and the sums of singular values stand apart: where two are
   * equal, what is divided by their sum is right, whichever vectors were chosen.
   */
  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    T u = results.get(0);
    T s = results.get(1);
    T v = results.get(2);
    T forU = cotangents.get(0);
    T forV = cotangents.get(2);
    T left = Gaps.antisymmetric(u.matrixTranspose().matMul(forU));
    T right = Gaps.antisymmetric(v.matrixTranspose().matMul(forV));
    T inner =
        left.add(right)
            .mul(Gaps.ofDifferences(s))
            .add(left.sub(right).mul(Gaps.ofSums(s)))
            .add(cotangents.get(1).diagEmbed());
    T all = u.matMul(inner).matMul(v.matrixTranspose());
    T reciprocals = Gaps.of(s).expandDims(-2);
    if (u.shape().size(-2) > u.shape().size(-1)) {
      all = all.add(outside(u, forU).mul(reciprocals).matMul(v.matrixTranspose()));
    }
    if (v.shape().size(-2) > v.shape().size(-1)) {
      all = all.add(u.matMul(outside(v, forV).mul(reciprocals).matrixTranspose()));
    }
    return List.of(all);
  }

  /** (I - Q Qᵀ) x: what of x the columns of Q do not span. */
  private static <T extends Numeric<T>> T outside(T q, T x) {
    return x.sub(q.matMul(q.matrixTranspose().matMul(x)));
  }
}
