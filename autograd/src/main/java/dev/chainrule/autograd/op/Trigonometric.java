package dev.chainrule.autograd.op;

/**
 * Circular and hyperbolic functions of each element; angles in radians. Outside its domain a
 * function is NaN.
 *
 * @param <T> the kind of number
 */
public interface Trigonometric<T extends Numeric<T>> extends Operand<T> {
  /** The sine; derivative cos x. */
  default T sin() {
    return apply(Trigonometry.SIN);
  }

  /** The cosine; derivative -sin x. */
  default T cos() {
    return apply(Trigonometry.COS);
  }

  /** The tangent y; derivative 1 + y². */
  default T tan() {
    return apply(Trigonometry.TAN);
  }

  /** The arc sine; derivative 1/√(1 - x²), infinite at ±1. */
  default T asin() {
    return apply(Trigonometry.ASIN);
  }

  /** The arc cosine; derivative -1/√(1 - x²), infinite at ±1. */
  default T acos() {
    return apply(Trigonometry.ACOS);
  }

  /** The arc tangent; derivative 1/(1 + x²). */
  default T atan() {
    return apply(Trigonometry.ATAN);
  }

  /**
   * The angle of the point whose ordinate is this operand and whose abscissa is {@code x}, from -π
   * to π. Derivatives x/r² and -y/r² for ordinate y and r² = x² + y²; at the origin the angle and
   * both derivatives are 0.
   */
  default T atan2(T x) {
    return apply(Arithmetic.ATAN2, x);
  }

  /**
   * The distance z = √(x² + y²) from the origin, without overflow on the way; derivatives x/z and
   * y/z, 0 at the origin.
   */
  default T hypot(T y) {
    return apply(Arithmetic.HYPOT, y);
  }

  /** The hyperbolic sine; derivative cosh x. */
  default T sinh() {
    return apply(Trigonometry.SINH);
  }

  /** The hyperbolic cosine; derivative sinh x. */
  default T cosh() {
    return apply(Trigonometry.COSH);
  }

  /** The hyperbolic tangent y; derivative 1 - y². */
  default T tanh() {
    return apply(Trigonometry.TANH);
  }
}
