package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.kernel.MatrixProduct;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;

/** The product of two matrices, or of many pairs of them. */
final class MatMul extends Binary {
  static final MatMul INSTANCE = new MatMul();

  private MatMul() {
    super("matMul");
  }

  @Override
  public boolean isBilinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x, Shape y) {
    check(x, y);
    checkArgument(
        x.rank() >= 2 && y.rank() >= 2, "matMul: takes batches of matrices, not %s x %s", x, y);
    if (x.rank() == 2 && y.rank() == 2) {
      return Shape.of("matMul", x.size(0), y.size(1));
    }
    int[] left = x.toArray();
    int[] right = y.toArray();
    Shape batch =
        Shape.broadcast(
            name(),
            Shape.of(Arrays.copyOf(left, left.length - 2)),
            Shape.of(Arrays.copyOf(right, right.length - 2)));
    int[] sizes = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
    sizes[batch.rank()] = left[left.length - 2];
    sizes[batch.rank() + 1] = right[right.length - 1];
    return Shape.of("matMul", sizes);
  }

  /** Refuses operands whose inner sizes differ; vectors may pass. */
  static void check(Shape x, Shape y) {
    checkArgument(
        x.rank() > 0 && y.rank() > 0,
        "matMul: takes vectors, matrices and batches of matrices, not %s x %s",
        x,
        y);
    checkArgument(
        x.size(-1) == y.size(y.rank() == 1 ? 0 : -2),
        "matMul: inner dimensions differ: %s x %s",
        x,
        y);
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x, T y) {
    return x.sum(true, -1).add(y.sum(true, -2));
  }

  @Override
  public NdArray value(NdArray x, NdArray y) {
    return MatrixProduct.of(x, y);
  }

  @Override
  public <T extends Numeric<T>> T each(Batch<T> x, Batch<T> y) {
    Shape rows = x.numbers().shape();
    int inner = rows.size(-1);
    if (y.isStacked() || y.shape().rank() > 2 || inner == 0) {
      return broadcast(x, y);
    }
    int[] sizes = rows.toArray(); // one large product
    sizes[sizes.length - 1] = y.shape().size(1);
    T product = x.numbers().reshape(rows.elements() / inner, inner).matMul(y.numbers());
    return product.reshape(Shape.of(sizes));
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z) {
    return cotangent.matMul(y.matrixTranspose()).sumTo(x.shape());
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z) {
    return x.matrixTranspose().matMul(cotangent).sumTo(y.shape());
  }
}
