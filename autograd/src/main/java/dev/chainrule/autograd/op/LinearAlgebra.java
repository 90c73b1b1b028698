package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Products and parts of vectors and matrices. Operands that do not go together, or differ in
 * precision, are refused with an {@link IllegalArgumentException} that shows both.
 *
 * @param <T> the kind of number
 */
public interface LinearAlgebra<T extends Numeric<T>>
    extends Reducing<T>, Ordering<T>, Choosing<T>, Joining<T> {
  /**
   * Multiplies matrices by NumPy's rules: [n, k] and [k, m] give [n, m]; axes before those two are
   * a batch, and broadcast. A vector on the left counts as a row, one on the right as a column, and
   * its axis is not in the result, so [k] and [k] give a scalar. Value Z = X Y; derivatives: for
   * cotangent G, G Yᵀ and Xᵀ G.
   *
   * @throws IllegalArgumentException if the inner sizes differ, the batches do not broadcast, an
   *     operand is a scalar, or precisions differ
   */
  default T matMul(T y) {
    Shape left = shape();
    Shape right = Operands.same("matMul", this, y).shape();
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
   * Multiplies a matrix and the transpose of another one, as in a linear layer: [n, k] and [m, k]
   * give [n, m]. Value Z = X Yᵀ, the same as {@code matMul(y.transpose())}; derivatives: for
   * cotangent G, G Y and Gᵀ X, which need no transpose to be written down.
   *
   * @throws IllegalArgumentException if they are not matrices with rows of one length, or
   *     precisions differ
   */
  default T matMulTransposed(T y) {
    return apply(MatMulTransposed.INSTANCE, y);
  }

  /**
   * Adds up the products of two vectors' elements: [n] and [n] give a scalar. Value Σ x y;
   * derivatives y and x.
   *
   * @throws IllegalArgumentException if they are not vectors of one length, or precisions differ
   */
  default T dot(T y) {
    Shape right = Operands.same("dot", this, y).shape();
    checkArgument(
        shape().rank() == 1 && shape().equals(right),
        "dot: takes two vectors of one length, not %s and %s",
        shape(),
        right);
    return matMul(y);
  }

  /**
   * Multiplies every element of a vector with every element of another one: [n] and [m] give [n,
   * m]. Value {@code x[i] y[j]} at {@code [i, j]}; derivatives: for cotangent G, G y and Gᵀ x.
   *
   * @throws IllegalArgumentException if they are not vectors, or precisions differ
   */
  default T outer(T y) {
    Shape right = Operands.same("outer", this, y).shape();
    checkArgument(
        shape().rank() == 1 && right.rank() == 1,
        "outer: takes two vectors, not %s and %s",
        shape(),
        right);
    return expandDims(1).matMul(y.expandDims(0));
  }

  /**
   * Multiplies vectors of three elements so that the product is orthogonal to both: [a, 3] and [a,
   * 3] give [a, 3]; axes before the last one broadcast. Value {@code x[i + 1] y[i + 2] - x[i + 2]
   * y[i + 1]}, indices counted in a circle; derivatives: for cotangent g, y × g and g × x.
   *
   * @throws IllegalArgumentException if the last axis of one is not of size 3, the others do not
   *     broadcast, or precisions differ
   */
  default T cross(T y) {
    Shape right = Operands.same("cross", this, y).shape();
    checkArgument(
        shape().rank() > 0 && right.rank() > 0 && shape().size(-1) == 3 && right.size(-1) == 3,
        "cross: takes vectors [.., 3], not %s and %s",
        shape(),
        right);
    Shape unused = Shape.broadcast("cross", shape(), right);
    return roll(-1, -1).mul(y.roll(-2, -1)).sub(roll(-2, -1).mul(y.roll(-1, -1)));
  }

  /**
   * Multiplies matrices by Kronecker: puts in the place of each element that element times the
   * other matrix: [n, m] and [p, q] give [n p, m q]; axes before those two are a batch, and
   * broadcast. Value {@code x[i, j] y[k, l]} at {@code [i p + k, j q + l]}; derivatives: for
   * cotangent G, its products with y, and with x, summed.
   *
   * @throws IllegalArgumentException if they are no matrices, the batches do not broadcast, or
   *     precisions differ
   */
  default T kronecker(T y) {
    Shape right = Operands.same("kronecker", this, y).shape();
    checkArgument(
        shape().rank() >= 2 && right.rank() >= 2,
        "kronecker: takes matrices [.., n, m], not %s and %s",
        shape(),
        right);
    Shape batch =
        Shape.broadcast("kronecker", SquareMatrices.batch(shape()), SquareMatrices.batch(right));
    int rows = shape().size(-2) * right.size(-2);
    int columns = shape().size(-1) * right.size(-1);
    return expandDims(-1)
        .expandDims(-3)
        .mul(y.expandDims(-2).expandDims(-4))
        .reshape(SquareMatrices.of("kronecker", batch, rows, columns));
  }

  /**
   * Rearranges this and sums over axes as an equation says; {@link #einsum(String, List)} says how.
   *
   * @throws IllegalArgumentException if the equation is none, or does not fit the shape
   */
  default T einsum(String equation) {
    return einsum(equation, List.of());
  }

  /**
   * Sums products of this and another operand as an equation says; {@link #einsum(String, List)}
   * says how.
   *
   * @throws IllegalArgumentException if the equation is none, or does not fit the shapes, or
   *     precisions differ
   */
  default T einsum(String equation, T y) {
    return einsum(equation, List.of(Operands.check("einsum", y)));
  }

  /**
   * Sums products of elements as an equation says: {@code "ij,jk->ik"} multiplies matrices. Each
   * operand's axes are named by letters, with commas between operands; a letter that stands twice
   * in an operand takes the diagonal. Value the sum, over all letters that are not behind the
   * arrow, of the products of the operands' elements; without an arrow, the letters that stand only
   * once are kept, in alphabetical order. An ellipsis stands for any number of axes, which
   * broadcast. Operands are multiplied from left to right, as matrices where something is summed;
   * derivatives: those of these products.
   *
   * @param others the operands after this one
   * @throws IllegalArgumentException if the equation is none, or does not fit the shapes, or
   *     precisions differ
   */
  default T einsum(String equation, List<T> others) {
    List<T> all = new ArrayList<>();
    all.add(self());
    all.addAll(Operands.same("einsum", this, others));
    return Einsum.of(Operands.check("einsum", equation), all);
  }

  /**
   * Puts a vector on the diagonal of a matrix of zeros, or takes the diagonal of a matrix: [n]
   * gives [n, n]; [n, m] gives the smaller of n and m. Derivative 1 on the diagonal, 0 elsewhere.
   * Of a batch, {@link #diagEmbed} and {@link #diagonal} do the one and the other.
   *
   * @throws IllegalArgumentException if this is neither a vector nor a matrix
   */
  default T diag() {
    int rank = shape().rank();
    checkArgument(rank == 1 || rank == 2, "diag: takes a vector or a matrix, not %s", shape());
    return rank == 1 ? Diagonal.embed("diag", self()) : Diagonal.of(self());
  }

  /**
   * Puts vectors on the diagonals of matrices of zeros: [a, n] gives [a, n, n]. Derivative 1: the
   * gradient's diagonals are taken.
   *
   * @throws IllegalArgumentException if this is a scalar
   */
  default T diagEmbed() {
    checkArgument(shape().rank() > 0, "diagEmbed: takes vectors [.., n], not %s", shape());
    return Diagonal.embed("diagEmbed", self());
  }

  /**
   * Takes the diagonal of each matrix: [a, n, m] gives [a, k], k the smaller of n and m. Derivative
   * 1 on the diagonal, 0 elsewhere.
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T diagonal() {
    checkArgument(shape().rank() >= 2, "diagonal: takes matrices [.., n, m], not %s", shape());
    return Diagonal.of(self());
  }

  /**
   * Adds up the diagonal of each matrix: [n, m] gives a scalar, [a, n, m] gives [a]. Value {@code Σ
   * x[i, i]}; derivative 1 on the diagonal, 0 elsewhere.
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T trace() {
    checkArgument(shape().rank() >= 2, "trace: takes matrices [.., n, m], not %s", shape());
    return Diagonal.of(self()).sum(-1);
  }

  /**
   * Keeps the lower triangle of each matrix, with the diagonal; the shape stays: [a, n, m] gives
   * [a, n, m]. Value 0 above the diagonal, whatever was there; derivative 1 where x is kept, else
   * 0.
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T tril() {
    return tril(0);
  }

  /**
   * Keeps the lower triangle of each matrix, up to one of its diagonals; the shape stays: [a, n, m]
   * gives [a, n, m]. Value x where column - row ≤ diagonal, else 0, whatever was there; derivative
   * 1 where x is kept, else 0.
   *
   * @param diagonal 0 for the main one, 1 for the one above it, -1 for the one below
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T tril(int diagonal) {
    return maskedBy(Triangle.columnsLessRows("tril", self()).lessOrEqual(diagonal));
  }

  /**
   * Keeps the upper triangle of each matrix, with the diagonal; the shape stays: [a, n, m] gives
   * [a, n, m]. Value 0 below the diagonal, whatever was there; derivative 1 where x is kept, else
   * 0.
   *
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T triu() {
    return triu(0);
  }

  /**
   * Keeps the upper triangle of each matrix, from one of its diagonals on; the shape stays: [a, n,
   * m] gives [a, n, m]. Value x where column - row ≥ diagonal, else 0, whatever was there;
   * derivative 1 where x is kept, else 0.
   *
   * @param diagonal 0 for the main one, 1 for the one above it, -1 for the one below
   * @throws IllegalArgumentException if there are fewer than two axes
   */
  default T triu(int diagonal) {
    return maskedBy(Triangle.columnsLessRows("triu", self()).greaterOrEqual(diagonal));
  }
}
