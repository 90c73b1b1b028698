package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;

/**
 * Sums, products, powers and roots of each element, or of each pair of elements of two operands
 * that broadcast by NumPy's rule: shapes [..] and [..] that go together give the shape that both
 * broadcast to. Operands that do not broadcast, or differ in precision, are refused with an {@link
 * IllegalArgumentException} that shows both. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Arithmetic<T extends Numeric<T>> extends Operand<T> {
  /** Adds y: x + y; derivatives 1 and 1. Shapes broadcast. */
  default T add(T y) {
    return apply(ArithmeticOperations.ADD, y);
  }

  /** Adds a constant: x + y; derivative 1. The shape stays. */
  default T add(double y) {
    return add(literal(y));
  }

  /** Subtracts y: x - y; derivatives 1 and -1. Shapes broadcast. */
  default T sub(T y) {
    return apply(ArithmeticOperations.SUB, y);
  }

  /** Subtracts a constant: x - y; derivative 1. The shape stays. */
  default T sub(double y) {
    return sub(literal(y));
  }

  /** Subtracts from a constant: y - x; derivative -1. The shape stays. */
  default T rsub(double y) {
    return literal(y).sub(self());
  }

  /** Multiplies by y, element by element: x y; derivatives y and x. Shapes broadcast. */
  default T mul(T y) {
    return apply(ArithmeticOperations.MUL, y);
  }

  /** Multiplies by a constant: x y; derivative y. The shape stays. */
  default T mul(double y) {
    return mul(literal(y));
  }

  /**
   * Divides by y: x / y; derivatives 1/y and -x/y². Infinite, or NaN for 0/0, at y = 0. Shapes
   * broadcast.
   */
  default T div(T y) {
    return apply(ArithmeticOperations.DIV, y);
  }

  /** Divides by a constant: x / y; derivative 1/y. The shape stays. */
  default T div(double y) {
    return div(literal(y));
  }

  /** Divides a constant by x: y / x; derivative -y/x². The shape stays. */
  default T rdiv(double y) {
    return literal(y).div(self());
  }

  /** Negates: -x; derivative -1. The shape stays. */
  default T neg() {
    return apply(ArithmeticOperations.NEG);
  }

  /** Squares: x²; derivative 2x. The shape stays. */
  default T square() {
    return apply(ArithmeticOperations.SQUARE);
  }

  /**
   * Takes the square root √x; derivative 1 / (2 √x). NaN below 0; at 0 the derivative is infinite.
   * The shape stays.
   */
  default T sqrt() {
    return apply(ArithmeticOperations.SQRT);
  }

  /** Takes the reciprocal 1/x; derivative -1/x². Infinite at 0. The shape stays. */
  default T reciprocal() {
    return apply(ArithmeticOperations.RECIPROCAL);
  }

  /**
   * Raises to a power: xʸ; derivatives y xʸ⁻¹ and xʸ log x. NaN for a negative x unless y is whole,
   * and so is the derivative for y. At x = 0 the derivative for x is 0 if y is 0, that for y is 0
   * unless y is negative. Shapes broadcast.
   */
  default T pow(T y) {
    return apply(ArithmeticOperations.POW, y);
  }

  /**
   * Raises to a constant power: xᵉ; derivative e xᵉ⁻¹, and 0 everywhere for e = 0. NaN for a
   * negative x unless the exponent is whole. The shape stays.
   */
  default T pow(double exponent) {
    return apply(Power.of(exponent));
  }

  /** Raises a constant to the power x: bˣ; derivative bˣ log b. The shape stays. */
  default T rpow(double base) {
    return literal(base).pow(self());
  }

  /**
   * Rounds each number to the nearest that there is in another precision. The derivative is 1, and
   * its cotangent is rounded back. The shape stays.
   */
  default T to(DType dtype) {
    return dtype == dtype() ? self() : apply(new Convert(dtype));
  }
}
