package dev.chainrule.autograd.op;

/**
 * A determinant that may be too large or too small for a number: sign times the exponential of the
 * logarithm.
 *
 * @param sign -1, 0 or 1
 * @param logarithm of the determinant's size; -Infinity if it is 0
 * @param <T> the kind of number
 */
public record LogAbsDeterminant<T extends Numeric<T>>(T sign, T logarithm) {}
