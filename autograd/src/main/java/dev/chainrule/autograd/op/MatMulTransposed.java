package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.MatrixProduct;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;

/**
 * The product of a matrix and the transpose of another one: so gradients need not be turned over.
 */
final class MatMulTransposed extends Binary {
  static final MatMulTransposed INSTANCE = new MatMulTransposed();

  private MatMulTransposed() {
    super("matMulTransposed");
  }

  @Override
  public boolean isBilinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x, Shape y) {
    checkArgument(
        x.rank() == 2 && y.rank() == 2 && x.size(1) == y.size(1),
        "matMulTransposed: takes matrices with rows of one length, not %s and %s",
        x,
        y);
    return Shape.of("matMulTransposed", x.size(0), y.size(0));
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x, T y) {
    return x.sum(true, 1).add(y.sum(1));
  }

  @Override
  public NdArray value(NdArray x, NdArray y) {
    return MatrixProduct.of(x, y.permute(1, 0));
  }

  @Override
  public <T extends Numeric<T>> T each(Batch<T> x, Batch<T> y) {
    T turned = y.numbers().matrixTranspose();
    return MatMul.INSTANCE.each(x, new Batch<>(turned, y.isStacked()));
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
    return cotangent.matMul(y);
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
    return cotangent.transpose().matMul(x);
  }
}
