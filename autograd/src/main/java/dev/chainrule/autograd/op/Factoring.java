package dev.chainrule.autograd.op;

import java.util.List;

/**
 * Equations, determinants and factors of matrices [.., n, m], whose axes before the last two are a
 * batch. All are computed in float64, whatever the precision, and every derivative is of any order.
 * A matrix that can't be computed with is refused with an {@link IllegalArgumentException} that
 * says which one of the batch it is.
 *
 * @param <T> the kind of number
 */
public interface Factoring<T extends Numeric<T>> extends LinearAlgebra<T> {
  /**
   * Solves linear equations A X = B, this being A: [n, n] and [n] give [n]; [n, n] and [n, k] give
   * [n, k]; axes before those are a batch, and broadcast. Value A⁻¹ B, by elimination with partial
   * pivoting, in float64 whatever the precision; derivatives: for cotangent G, A⁻ᵀ G with respect
   * to B, and minus that times Xᵀ with respect to A.
   *
   * @param b right-hand sides: if it has one axis, a vector, else the columns of matrices
   * @throws IllegalArgumentException if this holds no square matrices, the sizes differ, the
   *     batches do not broadcast, precisions differ, or a matrix is singular, be it but for
   *     rounding: the message says which one of the batch, and its condition number
   */
  default T solve(T b) {
    return Solve.apply(Solve.INSTANCE, self(), Operands.same("solve", this, b));
  }

  /**
   * Solves linear equations T X = B for triangular matrices, this being T: [n, n] and [n] give [n];
   * [n, n] and [n, k] give [n, k]; axes before those are a batch, and broadcast. What is in the
   * other triangle does not count. Value T⁻¹ B, by substitution, in float64 whatever the precision;
   * derivatives: for cotangent G, T⁻ᵀ G with respect to B, and the triangle of minus that times Xᵀ
   * with respect to T.
   *
   * @param b right-hand sides: if it has one axis, a vector, else the columns of matrices
   * @param isLower whether the lower triangle counts, or the upper one
   * @throws IllegalArgumentException if this holds no square matrices, the sizes differ, the
   *     batches do not broadcast, precisions differ, or a triangle is singular, be it but for
   *     rounding: the message says which one of the batch, and its condition number
   */
  default T solveTriangular(T b, boolean isLower) {
    Nary operation = isLower ? SolveTriangular.LOWER : SolveTriangular.UPPER;
    return Solve.apply(operation, self(), Operands.same("solveTriangular", this, b));
  }

  /**
   * Inverts square matrices; the shape stays: [a, n, n] gives [a, n, n]. Value Y = A⁻¹, computed in
   * float64 whatever the precision; derivative: for cotangent G, -Yᵀ G Yᵀ. Where equations are what
   * is meant, {@link #solve} is quicker and more accurate.
   *
   * @throws IllegalArgumentException if the matrices are not square, or one is singular, be it but
   *     for rounding: the message says which one of the batch, and its condition number
   */
  default T inverse() {
    return apply(Inverse.INSTANCE);
  }

  /**
   * Computes the determinants of square matrices: [a, n, n] gives [a]. Value det A; derivative: the
   * cofactors, for cotangent g, g det A A⁻ᵀ where there is an inverse. They are right where there
   * is none, too; the second derivative needs one.
   *
   * @throws IllegalArgumentException if the matrices are not square, or one holds NaN or infinity
   */
  default T determinant() {
    return apply(Determinant.INSTANCE);
  }

  /**
   * Computes the signs of the determinants of square matrices, and the logarithms of their sizes,
   * which neither overflow nor underflow: [a, n, n] gives [a] and [a]. Value sign det A and log
   * |det A|; derivative: for the logarithm's cotangent g, g A⁻ᵀ; that of the sign is 0.
   *
   * @throws IllegalArgumentException if the matrices are not square, or one holds NaN or infinity
   */
  default LogAbsDeterminant<T> logAbsDeterminant() {
    List<T> results = apply(LogDeterminant.INSTANCE, List.of());
    return new LogAbsDeterminant<>(results.get(0), results.get(1));
  }

  /**
   * Factors symmetric, positive definite matrices; the shape stays: [a, n, n] gives [a, n, n].
   * Value the lower triangular L with L Lᵀ = A; of a matrix that is not symmetric, the symmetric
   * part (A + Aᵀ) / 2 counts. Derivative: for the cotangent G, the symmetric part of L⁻ᵀ Φ(Lᵀ G)
   * L⁻¹, where Φ keeps the lower triangle and halves the diagonal (I. Murray, Differentiation of
   * the Cholesky decomposition, 2016).
   *
   * @throws IllegalArgumentException if the matrices are not square, or one is not positive
   *     definite
   */
  default T cholesky() {
    return apply(Cholesky.INSTANCE);
  }

  /**
   * Factors matrices into orthonormal columns and an upper triangle: [a, m, n] gives Q [a, m, k]
   * and R [a, k, n], k the smaller of m and n. Value A = Q R by Householder's reflections; no
   * element on R's diagonal is negative, so where the first k columns of A are independent there is
   * but one such pair, and it has a derivative: (Ḡ + Q M) R⁻ᵀ for m ≥ n, with Ḡ the cotangent of Q
   * and M the symmetric matrix whose lower triangle is that of R (cotangent of R)ᵀ - Ḡᵀ Q.
   *
   * @throws IllegalArgumentException if there are fewer than two axes, or a matrix holds NaN or
   *     infinity; by a sweep, if the first k columns depend on each other
   */
  default Qr<T> qr() {
    List<T> results = apply(QrDecomposition.INSTANCE, List.of());
    return new Qr<>(results.get(0), results.get(1));
  }

  /**
   * Finds eigenvalues and eigenvectors of symmetric matrices: [a, n, n] gives values [a, n] in
   * ascending order and vectors [a, n, n], one of length 1 in each column, its largest element
   * positive. Value A = V diag(λ) Vᵀ; of a matrix that is not symmetric, the symmetric part (A +
   * Aᵀ) / 2 counts. Derivative: V (diag(cotangent of λ) + F ∘ (M - Mᵀ) / 2) Vᵀ, where M is Vᵀ times
   * the cotangent of V, and F is 1 / (λj - λi).
   *
   * <p>Where λi and λj are equal but for rounding, F is 0. So gradients are finite, and right for
   * all that does not depend on which vectors stand for equal values: functions of the values that
   * treat equal ones alike, such as their sum, and sums over all vectors of equal values, such as
   * the projection onto the space that they span. A function V f(λ) Vᵀ of a whole matrix has more
   * of a derivative, f'(λ), between vectors of equal values, which no rule can tell from the
   * cotangents of λ and V: write it without eigenvectors where values may be equal.
   *
   * @throws IllegalArgumentException if the matrices are not square, or one holds NaN or infinity
   */
  default SymmetricEigen<T> symmetricEigen() {
    List<T> results = apply(EigenDecomposition.INSTANCE, List.of());
    return new SymmetricEigen<>(results.get(0), results.get(1));
  }

  /**
   * Finds eigenvalues of symmetric matrices: [a, n, n] gives [a, n], in ascending order. Value and
   * derivative: those of {@link #symmetricEigen}, for cotangent g, V diag(g) Vᵀ.
   *
   * @throws IllegalArgumentException if the matrices are not square, or one holds NaN or infinity
   */
  default T eigenvaluesSymmetric() {
    return symmetricEigen().values();
  }

  /**
   * Finds the singular value decomposition of matrices: [a, m, n] gives U [a, m, k], s [a, k] in
   * descending order and V [a, n, k], k the smaller of m and n; the largest element in each column
   * of V is positive. Value A = U diag(s) Vᵀ, by Jacobi's rotations. Derivative: U (E ∘ (X + Y) + P
   * ∘ (X - Y) + diag(cotangent of s)) Vᵀ, where X and Y are the antisymmetric parts of Uᵀ and Vᵀ
   * times the cotangents of U and V, E is 1 / (sj - si) and P is 1 / (si + sj); and what a
   * cotangent has outside of the columns' span, over s.
   *
   * <p>Where such a denominator is 0 but for rounding, its reciprocal counts as 0. So gradients are
   * finite, and right for all that does not depend on which vectors stand for equal singular
   * values, and not on those of singular values 0: the sum of singular values, where none is 0, or
   * U Vᵀ.
   *
   * @throws IllegalArgumentException if there are fewer than two axes, or a matrix holds NaN or
   *     infinity
   */
  default Svd<T> svd() {
    List<T> results = apply(SvdDecomposition.INSTANCE, List.of());
    return new Svd<>(results.get(0), results.get(1), results.get(2));
  }
}
