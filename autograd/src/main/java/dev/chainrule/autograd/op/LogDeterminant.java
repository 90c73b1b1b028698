package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Lu;
import dev.chainrule.autograd.kernel.Matrices;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;

/** The signs of the determinants of matrices, and the logarithms of their sizes. */
final class LogDeterminant extends Nary {
  static final LogDeterminant INSTANCE = new LogDeterminant();

  private LogDeterminant() {
    super("logAbsDeterminant");
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    Shape batch = SquareMatrices.batch(SquareMatrices.check(name(), inputs.get(0)));
    return List.of(batch, batch);
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
    double[] signs = new double[count];
    double[] logarithms = new double[count];
    Matrices.forEach(
        count,
        n * (double) n * n / 3,
        i -> {
          SquareMatrices.checkFinite(name(), a, i, n * n);
          Lu lu = Lu.of(a, i * n * n, n);
          signs[i] = lu.sign();
          logarithms[i] = lu.logAbsDeterminant();
        });
    Shape batch = SquareMatrices.batch(x.shape());
    return List.of(
        Matrices.array(x.dtype(), batch, signs), Matrices.array(x.dtype(), batch, logarithms));
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    T turned = inputs.get(0).inverse().matrixTranspose();
    return List.of(cotangents.get(1).expandDims(-1).expandDims(-1).mul(turned)); // a sign is flat
  }
}
