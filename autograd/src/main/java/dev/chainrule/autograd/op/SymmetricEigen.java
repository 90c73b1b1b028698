package dev.chainrule.autograd.op;

/**
 * Eigenvalues and eigenvectors of symmetric matrices: A = V diag(λ) Vᵀ.
 *
 * @param values λ [.., n], in ascending order
 * @param vectors V [.., n, n], a vector of length 1 in each column
 * @param <T> the kind of number
 */
public record SymmetricEigen<T extends Numeric<T>>(T values, T vectors) {}
