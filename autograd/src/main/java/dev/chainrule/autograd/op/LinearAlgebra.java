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
   * Multiplies matrices by NumPy's rules: [n, k] x [k, m] gives [n, m]; axes before those two are a
   * batch, and broadcast. A vector on the left counts as a row, one on the right as a column, and
   * its axis is not in the result, so [k] x [k] gives a scalar. Derivatives: for Z = X Y with
   * cotangent G, G Yᵀ and Xᵀ G.
   *
   * @throws IllegalArgumentException if the inner sizes differ, the batches do not broadcast, or an
   *     operand is a scalar
   */
  default T matMul(T y) {
    Shape left = shape();
    Shape right = y.shape();
    MatMul.check(left, right);
    if (left.rank() == 1) {
      T product = expandDims(0).matMul(y);
      return right.rank() == 1 ? product.reshape() : product.squeeze(-2);
    }
    if (right.rank() == 1) {
      return matMul(y.expandDims(1)).squeeze(-1);
    }
    return apply(MatMul.INSTANCE, y);
  }

  /**
   * Multiplies a matrix [n, k] and the transpose of another one [m, k]: [n, m], as in a linear
   * layer. The same as {@code matMul(y.transpose())}, with a gradient for y that comes out row by
   * row. Derivatives: for Z = X Yᵀ with cotangent G, G Y and Gᵀ X.
   *
   * @throws IllegalArgumentException if they are not matrices with rows of one length
   */
  default T matMulTransposed(T y) {
    return apply(MatMulTransposed.INSTANCE, y);
  }

  /**
   * Adds up the products of two vectors' elements: [n] and [n] give a scalar; derivatives y and x.
   *
   * @throws IllegalArgumentException if they are not vectors of one length
   */
  default T dot(T y) {
    checkArgument(
        shape().rank() == 1 && shape().equals(y.shape()),
        "dot: takes two vectors of one length, not %s and %s",
        shape(),
        y.shape());
    return matMul(y);
  }

  /**
   * Multiplies every element of a vector [n] with every element of another one [m]: [n, m].
   *
   * @throws IllegalArgumentException if they are not vectors
   */
  default T outer(T y) {
    checkArgument(
        shape().rank() == 1 && y.shape().rank() == 1,
        "outer: takes two vectors, not %s and %s",
        shape(),
        y.shape());
    return expandDims(1).matMul(y.expandDims(0));
  }

  /**
   * Factors symmetric, positive definite matrices: [.., n, n] gives the lower triangular L of the
   * same shape with L Lᵀ = A. Of a matrix that is not symmetric, the symmetric part (A + Aᵀ) / 2
   * counts. Derivative: for the cotangent G, the symmetric part of L⁻ᵀ Φ(Lᵀ G) L⁻¹, where Φ keeps
   * the lower triangle and halves the diagonal (I. Murray, Differentiation of the Cholesky
   * decomposition, 2016).
   *
   * @throws IllegalArgumentException if the matrices are not square, or one is not positive
   *     definite
   */
  default T cholesky() {
    return apply(Cholesky.INSTANCE);
  }
}
