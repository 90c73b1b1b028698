package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;

/**
 * Reciprocals of the gaps between eigenvalues or singular values, by which vectors turn into each
 * other. Where a gap is nothing but rounding they are 0: which vectors stand for equal values is
 * nobody's choice, and of a function that does not depend on it, what such a reciprocal would be
 * multiplied by is 0.
 */
final class Gaps {
  private Gaps() {}

  /** Half of x less its transpose. */
  static <T extends Numeric<T>> T antisymmetric(T x) {
    return x.sub(x.matrixTranspose()).div(2);
  }

  /** 1 / (x[j] - x[i]) at [i, j]. */
  static <T extends Numeric<T>> T ofDifferences(T x) {
    return reciprocal(x.expandDims(-2).sub(x.expandDims(-1)), x);
  }

  /** 1 / (x[i] + x[j]) at [i, j]. */
  static <T extends Numeric<T>> T ofSums(T x) {
    return reciprocal(x.expandDims(-2).add(x.expandDims(-1)), x);
  }

  /** 1 / x[i]. */
  static <T extends Numeric<T>> T of(T x) {
    return x.shape().size(-1) == 0 ? x : masked(x, x.abs().max(true, -1));
  }

  private static <T extends Numeric<T>> T reciprocal(T gaps, T of) {
    return of.shape().size(-1) == 0 ? gaps : masked(gaps, of.abs().max(true, -1).expandDims(-1));
  }

  private static <T extends Numeric<T>> T masked(T gaps, T largest) {
    int n = gaps.shape().size(-1);
    double epsilon = gaps.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    T isNothing = gaps.abs().lessOrEqual(largest.mul(8 * n * epsilon));
    return gaps.add(isNothing).reciprocal().maskedBy(isNothing.not());
  }
}
