package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.ArrayFunction;
import dev.chainrule.autograd.kernel.MatrixProduct;
import dev.chainrule.autograd.kernel.NdArray;

/** The product of two matrices, or of many pairs of them. */
final class MatMul extends Binary implements ArrayFunction.OfTwo {
  static final MatMul INSTANCE = new MatMul();

  private MatMul() {
    super("matMul");
  }

  @Override
  public NdArray value(NdArray x, NdArray y) {
    return MatrixProduct.of(x, y);
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
    return cotangent.matMul(y.matrixTranspose());
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
    return x.matrixTranspose().matMul(cotangent);
  }
}
