package dev.chainrule.autograd.op;

/**
 * Matrices [.., m, n] as products A = Q R, reduced to the smaller k of m and n.
 *
 * @param q Q [.., m, k], with orthonormal columns
 * @param r R [.., k, n], an upper triangle without negative elements on its diagonal
 * @param <T> the kind of number
 */
public record Qr<T extends Numeric<T>>(T q, T r) {}
