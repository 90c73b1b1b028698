package dev.chainrule.autograd.kernel;

import dev.chainrule.autograd.shape.Shape;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The same function at every element. */
public final class Pointwise {
  private Pointwise() {}

  /** {@code f} of every element. */
  public static NdArray map(DoubleUnaryOperator f, NdArray x) {
    double[] out = new double[x.shape().elements()];
    Rows rows = new Rows(x.shape(), x);
    int to = 0;
    while (rows.next()) {
      int step = rows.stride(0);
      for (int i = 0, from = rows.start(0); i < rows.length(); i++, from += step) {
        out[to++] = f.applyAsDouble(x.data[from]);
      }
    }
    return NdArray.wrap(x.shape(), out);
  }

  /** {@code f} of every pair of elements, once both arrays fill {@code shape}. */
  public static NdArray map(DoubleBinaryOperator f, Shape shape, NdArray x, NdArray y) {
    double[] out = new double[shape.elements()];
    NdArray left = x.broadcastTo(shape);
    NdArray right = y.broadcastTo(shape);
    Rows rows = new Rows(shape, left, right);
    int to = 0;
    while (rows.next()) {
      int a = rows.start(0);
      int b = rows.start(1);
      for (int i = 0; i < rows.length(); i++, a += rows.stride(0), b += rows.stride(1)) {
        out[to++] = f.applyAsDouble(left.data[a], right.data[b]);
      }
    }
    return NdArray.wrap(shape, out);
  }
}
