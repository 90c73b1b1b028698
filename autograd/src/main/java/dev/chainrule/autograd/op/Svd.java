package dev.chainrule.autograd.op;

/**
 * The singular value decomposition of matrices [.., m, n], reduced to the smaller k of m and n: A =
 * U diag(s) Vᵀ.
 *
 * @param u U [.., m, k], with orthonormal columns
 * @param s singular values [.., k], in descending order
 * @param v V [.., n, k], with orthonormal columns
 * @param <T> the kind of number
 */
public record Svd<T extends Numeric<T>>(T u, T s, T v) {}
