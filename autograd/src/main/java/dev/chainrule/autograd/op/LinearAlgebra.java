package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;

/**
 * Products of vectors and matrices.
 *
 * @param <T> the kind of number
 */
public interface LinearAlgebra<T extends Numeric<T>> extends Shaping<T> {
  /**
   * The matrix product by NumPy's rules: [n, k] x [k, m] gives [n, m]; a vector on the left counts
   * as a row, one on the right as a column, and its axis is not in the result, so [k] x [k] gives a
   * scalar. Derivatives: for Z = X Y with cotangent G, G Yᵀ and Xᵀ G.
   *
   * @throws IllegalArgumentException if the inner sizes differ, or an operand is neither a vector
   *     nor a matrix
   */
  default T matMul(T y) {
    Shape left = shape();
    Shape right = y.shape();
    checkArgument(
        isVectorOrMatrix(left) && isVectorOrMatrix(right),
        "matMul: takes vectors and matrices, not %s x %s",
        left,
        right);
    int inner = left.size(-1);
    checkArgument(inner == right.size(0), "matMul: inner dimensions differ: %s x %s", left, right);
    if (left.rank() == 1) {
      return reshape(1, inner).matMul(y).reshape(right.reduce(false, 0));
    }
    if (right.rank() == 1) {
      return matMul(y.reshape(inner, 1)).reshape(left.reduce(false, 1));
    }
    return apply(MatMul.INSTANCE, y);
  }

  private static boolean isVectorOrMatrix(Shape shape) {
    return shape.rank() == 1 || shape.rank() == 2;
  }
}
