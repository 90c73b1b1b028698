package dev.chainrule.autograd.op;

/**
 * Circular and hyperbolic functions of each element; angles in radians. The shape stays, or shapes
 * broadcast. Outside its domain a function is NaN. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Trigonometric<T extends Numeric<T>> extends Operand<T> {
  /** Takes the sine; the shape stays. Value sin x; derivative cos x. */
  default T sin() {
    return apply(TrigonometricOperations.SIN);
  }

  /** Takes the cosine; the shape stays. Value cos x; derivative -sin x. */
  default T cos() {
    return apply(TrigonometricOperations.COS);
  }

  /** Takes the tangent; the shape stays. Value y = tan x; derivative 1 + y². */
  default T tan() {
    return apply(TrigonometricOperations.TAN);
  }

  /** Takes the arc sine; the shape stays. Value asin x; derivative 1/√(1 - x²), infinite at ±1. */
  default T asin() {
    return apply(TrigonometricOperations.ASIN);
  }

  /**
   * Takes the arc cosine; the shape stays. Value acos x; derivative -1/√(1 - x²), infinite at ±1.
   */
  default T acos() {
    return apply(TrigonometricOperations.ACOS);
  }

  /** Takes the arc tangent; the shape stays. Value atan x; derivative 1/(1 + x²). */
  default T atan() {
    return apply(TrigonometricOperations.ATAN);
  }

  /**
   * Takes the angle of the point whose ordinate is this operand and whose abscissa is {@code x},
   * from -π to π; the shapes broadcast. Derivatives x/r² and -y/r² for ordinate y and r² = x² + y².
   * At the origin the angle and both derivatives are 0.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T atan2(T x) {
    return apply(TrigonometricOperations.ATAN2, x);
  }

  /**
   * Takes the distance from the origin; the shapes broadcast. Value z = √(x² + y²), without
   * overflow on the way; derivatives x/z and y/z, 0 at the origin.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T hypot(T y) {
    return apply(TrigonometricOperations.HYPOT, y);
  }

  /** Takes the hyperbolic sine; the shape stays. Value (eˣ - e⁻ˣ) / 2; derivative cosh x. */
  default T sinh() {
    return apply(TrigonometricOperations.SINH);
  }

  /** Takes the hyperbolic cosine; the shape stays. Value (eˣ + e⁻ˣ) / 2; derivative sinh x. */
  default T cosh() {
    return apply(TrigonometricOperations.COSH);
  }

  /**
   * Takes the hyperbolic tangent; the shape stays. Value y = sinh x / cosh x; derivative 1 - y².
   */
  default T tanh() {
    return apply(TrigonometricOperations.TANH);
  }

  /**
   * Takes the inverse hyperbolic sine; the shape stays. Value log(x + √(x² + 1)), right to full
   * relative accuracy near 0; derivative 1/√(x² + 1).
   */
  default T asinh() {
    return apply(TrigonometricOperations.ASINH);
  }

  /**
   * Takes the inverse hyperbolic cosine; the shape stays. Value log(x + √(x² - 1)) for x from 1 on;
   * derivative 1/√(x² - 1), infinite at 1.
   */
  default T acosh() {
    return apply(TrigonometricOperations.ACOSH);
  }

  /**
   * Takes the inverse hyperbolic tangent; the shape stays. Value log((1 + x) / (1 - x)) / 2 for x
   * from -1 to 1, right to full relative accuracy near 0; derivative 1/(1 - x²). At ±1 the value is
   * infinite, and so is the derivative.
   */
  default T atanh() {
    return apply(TrigonometricOperations.ATANH);
  }
}
