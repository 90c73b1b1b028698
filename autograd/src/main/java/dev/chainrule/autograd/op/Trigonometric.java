package dev.chainrule.autograd.op;

/**
 * Circular and hyperbolic functions of each element; angles in radians. Outside its domain a
 * function is NaN. The shape stays, or shapes broadcast.
 *
 * @param <T> the kind of number
 */
public interface Trigonometric<T extends Numeric<T>> extends Operand<T> {
  /** Takes the sine; derivative cos x. */
  default T sin() {
    return apply(TrigonometricOperations.SIN);
  }

  /** Takes the cosine; derivative -sin x. */
  default T cos() {
    return apply(TrigonometricOperations.COS);
  }

  /** Takes the tangent y; derivative 1 + y². */
  default T tan() {
    return apply(TrigonometricOperations.TAN);
  }

  /** Takes the arc sine; derivative 1/√(1 - x²), infinite at ±1. */
  default T asin() {
    return apply(TrigonometricOperations.ASIN);
  }

  /** Takes the arc cosine; derivative -1/√(1 - x²), infinite at ±1. */
  default T acos() {
    return apply(TrigonometricOperations.ACOS);
  }

  /** Takes the arc tangent; derivative 1/(1 + x²). */
  default T atan() {
    return apply(TrigonometricOperations.ATAN);
  }

  /**
   * Gives the angle of the point whose ordinate is this operand and whose abscissa is {@code x},
   * from -π to π. Derivatives x/r² and -y/r² for ordinate y and r² = x² + y²; at the origin the
   * angle and both derivatives are 0. Shapes broadcast.
   */
  default T atan2(T x) {
    return apply(TrigonometricOperations.ATAN2, x);
  }

  /**
   * Gives the distance z = √(x² + y²) from the origin, without overflow on the way; derivatives x/z
   * and y/z, 0 at the origin. Shapes broadcast.
   */
  default T hypot(T y) {
    return apply(TrigonometricOperations.HYPOT, y);
  }

  /** Takes the hyperbolic sine; derivative cosh x. */
  default T sinh() {
    return apply(TrigonometricOperations.SINH);
  }

  /** Takes the hyperbolic cosine; derivative sinh x. */
  default T cosh() {
    return apply(TrigonometricOperations.COSH);
  }

  /** Takes the hyperbolic tangent y; derivative 1 - y². */
  default T tanh() {
    return apply(TrigonometricOperations.TANH);
  }
}
