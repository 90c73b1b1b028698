package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;

/**
 * Operations on each element, or on each pair of elements of two operands that broadcast by NumPy's
 * rule. Operands of two that do not broadcast are refused with an {@link IllegalArgumentException}
 * that shows both shapes. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Elementwise<T extends Numeric<T>> extends Operand<T> {
  /** The sum x + y; derivatives 1 and 1. */
  default T add(T y) {
    return apply(Arithmetic.ADD, y);
  }

  /** The sum x + y with a constant. */
  default T add(double y) {
    return add(literal(y));
  }

  /** The difference x - y; derivatives 1 and -1. */
  default T sub(T y) {
    return apply(Arithmetic.SUB, y);
  }

  /** The difference x - y with a constant. */
  default T sub(double y) {
    return sub(literal(y));
  }

  /** The product x y, element by element; derivatives y and x. */
  default T mul(T y) {
    return apply(Arithmetic.MUL, y);
  }

  /** The product x y with a constant. */
  default T mul(double y) {
    return mul(literal(y));
  }

  /** The quotient x / y; derivatives 1/y and -x/y². Infinite, or NaN for 0/0, at y = 0. */
  default T div(T y) {
    return apply(Arithmetic.DIV, y);
  }

  /** The quotient x / y with a constant. */
  default T div(double y) {
    return div(literal(y));
  }

  /** The negative -x; derivative -1. */
  default T neg() {
    return apply(Roots.NEG);
  }

  /** The square x²; derivative 2x. */
  default T square() {
    return apply(Roots.SQUARE);
  }

  /** The square root; derivative 1 / (2 √x). NaN below 0; at 0 the derivative is infinite. */
  default T sqrt() {
    return apply(Roots.SQRT);
  }

  /** The reciprocal 1/x; derivative -1/x². Infinite at 0. */
  default T reciprocal() {
    return apply(Roots.RECIPROCAL);
  }

  /**
   * The power xʸ; derivatives y xʸ⁻¹ and xʸ log x. NaN for a negative x unless y is whole, and so
   * is the derivative for y. At x = 0 the derivative for x is 0 if y is 0, that for y is 0 unless y
   * is negative.
   */
  default T pow(T y) {
    return apply(Arithmetic.POW, y);
  }

  /**
   * The power xᵉ with a constant exponent; derivative e xᵉ⁻¹, and 0 everywhere for e = 0. NaN for a
   * negative x unless the exponent is whole.
   */
  default T pow(double exponent) {
    return apply(Power.of(exponent));
  }

  /** The exponential eˣ; derivative eˣ. */
  default T exp() {
    return apply(Exponentials.EXP);
  }

  /** The natural logarithm; derivative 1/x. NaN below 0, -Infinity at 0. */
  default T log() {
    return apply(Exponentials.LOG);
  }

  /** The exponential less one, eˣ - 1, right to full relative accuracy near 0; derivative eˣ. */
  default T expm1() {
    return apply(Exponentials.EXPM1);
  }

  /** The logarithm of 1 + x, right to full relative accuracy near 0; derivative 1/(1 + x). */
  default T log1p() {
    return apply(Exponentials.LOG1P);
  }

  /**
   * The logarithm of eˣ + eʸ; derivatives sigmoid(x - y) and sigmoid(y - x). Does not overflow. An
   * operand of -Infinity counts for nothing, and its derivative is 0.
   */
  default T logAddExp(T y) {
    return apply(Arithmetic.LOG_ADD_EXP, y);
  }

  /** The error function 2/√π ∫₀ˣ exp(-t²) dt; derivative 2/√π exp(-x²). */
  default T erf() {
    return apply(Exponentials.ERF);
  }

  /**
   * The same numbers in another precision, each rounded to the nearest that there is. The
   * derivative is 1, and its cotangent is rounded back.
   */
  default T to(DType dtype) {
    return dtype == dtype() ? self() : apply(new Convert(dtype));
  }
}
