package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.MatrixProduct;
import dev.chainrule.autograd.kernel.NdArray;

/**
 * The product of a matrix and the transpose of another one: so gradients need not be turned over.
 */
final class MatMulTransposed extends Binary implements ArrayFunction.OfTwo {
  static final MatMulTransposed INSTANCE = new MatMulTransposed();

  private MatMulTransposed() {
    super("matMulTransposed");
  }

  @Override
  public NdArray value(NdArray x, NdArray y) {
    return MatrixProduct.of(x, y.permute(1, 0));
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
