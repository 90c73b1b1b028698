package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;

/**
 * Sums, products, powers and roots of each element, or of each pair of elements of two operands
 * that broadcast by NumPy's rule: [n, 1] and [m] give [n, m]. Below, x is the operand that a method
 * is called on. Operands that do not broadcast, or differ in precision, are refused with an {@link
 * IllegalArgumentException} that shows both. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Arithmetic<T extends Numeric<T>> extends Operand<T> {
  /** Adds y; the shapes broadcast. Value x + y; derivatives 1 and 1. */
  default T add(T y) {
    return apply(ArithmeticOperations.ADD, y);
  }

  /** Adds a constant; the shape stays. Value x + y; derivative 1. */
  default T add(double y) {
    return add(literal(y));
  }

  /** Subtracts y; the shapes broadcast. Value x - y; derivatives 1 and -1. */
  default T sub(T y) {
    return apply(ArithmeticOperations.SUB, y);
  }

  /** Subtracts a constant; the shape stays. Value x - y; derivative 1. */
  default T sub(double y) {
    return sub(literal(y));
  }

  /** Subtracts x from a constant; the shape stays. Value y - x; derivative -1. */
  default T rsub(double y) {
    return literal(y).sub(self());
  }

  /** Multiplies by y, element by element; the shapes broadcast. Value x y; derivatives y and x. */
  default T mul(T y) {
    return apply(ArithmeticOperations.MUL, y);
  }

  /** Multiplies by a constant; the shape stays. Value x y; derivative y. */
  default T mul(double y) {
    return mul(literal(y));
  }

  /**
   * Divides by y; the shapes broadcast. Value x / y; derivatives 1/y and -x/y². At y = 0 the value
   * is infinite, or NaN for 0/0.
   */
  default T div(T y) {
    return apply(ArithmeticOperations.DIV, y);
  }

  /** Divides by a constant; the shape stays. Value x / y; derivative 1/y. */
  default T div(double y) {
    return div(literal(y));
  }

  /** Divides a constant by x; the shape stays. Value y / x; derivative -y/x². */
  default T rdiv(double y) {
    return literal(y).div(self());
  }

  /**
   * Takes the remainder of a division, with the sign of y as in NumPy's mod and PyTorch's
   * remainder; the shapes broadcast. Value x - y floor(x / y), computed without rounding the
   * quotient; derivatives 1 and -floor(x / y), also where x / y is whole. NaN at y = 0.
   */
  default T mod(T y) {
    return apply(ArithmeticOperations.MOD, y);
  }

  /**
   * Takes the remainder of a division by a constant, with the sign of y; the shape stays. Value x -
   * y floor(x / y); derivative 1, also where x / y is whole. NaN for y = 0.
   */
  default T mod(double y) {
    return mod(literal(y));
  }

  /** Negates; the shape stays. Value -x; derivative -1. */
  default T neg() {
    return apply(ArithmeticOperations.NEG);
  }

  /** Squares; the shape stays. Value x²; derivative 2x. */
  default T square() {
    return apply(ArithmeticOperations.SQUARE);
  }

  /**
   * Takes the square root; the shape stays. Value √x; derivative 1 / (2 √x). Below 0 the value is
   * NaN; at 0 the derivative is infinite.
   */
  default T sqrt() {
    return apply(ArithmeticOperations.SQRT);
  }

  /**
   * Takes the cube root, of negative numbers too; the shape stays. Value ∛x; derivative 1 / (3 y²)
   * for the value y, infinite at 0.
   */
  default T cbrt() {
    return apply(ArithmeticOperations.CBRT);
  }

  /**
   * Takes the reciprocal; the shape stays. Value 1/x; derivative -1/x². At 0 the value is infinite,
   * and so is the derivative.
   */
  default T reciprocal() {
    return apply(ArithmeticOperations.RECIPROCAL);
  }

  /**
   * Raises to a power; the shapes broadcast. Value xʸ; derivatives y xʸ⁻¹ and xʸ log x. For a
   * negative x the value is NaN unless y is whole, and the derivative for y is NaN. At x = 0 the
   * derivative for x is 0 if y is 0; that for y is 0 unless y is negative.
   */
  default T pow(T y) {
    return apply(ArithmeticOperations.POW, y);
  }

  /**
   * Raises to a constant power; the shape stays. Value xᵉ; derivative e xᵉ⁻¹, and 0 everywhere for
   * e = 0. For a negative x the value is NaN unless the exponent is whole.
   */
  default T pow(double exponent) {
    return apply(Power.of(exponent));
  }

  /** Raises a constant to the power x; the shape stays. Value bˣ; derivative bˣ log b. */
  default T rpow(double base) {
    return literal(base).pow(self());
  }

  /**
   * Goes from x towards {@code end}, along a straight line; the three shapes broadcast. Value (1 -
   * w) x + w end, so x at weight 0 and {@code end} at weight 1; derivatives 1 - w for x, w for the
   * end, end - x for the weight.
   *
   * @param weight 0 for x, 1 for the end; others go beyond
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T lerp(T end, T weight) {
    Shape both = Operands.broadcast("lerp", this, end);
    Shape unused = Shape.broadcast("lerp", both, Operands.same("lerp", this, weight).shape());
    return mul(weight.rsub(1)).add(end.mul(weight));
  }

  /**
   * Goes from x towards {@code end}, along a straight line; the two shapes broadcast. Value (1 - w)
   * x + w end; derivatives 1 - w for x, w for the end.
   *
   * @param weight 0 for x, 1 for the end; others go beyond
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T lerp(T end, double weight) {
    return lerp(end, literal(weight));
  }

  /**
   * Rounds each number to the nearest that there is in another precision; the shape stays. Value x;
   * derivative 1: the cotangent is rounded back.
   *
   * @throws IllegalArgumentException if the precision is null
   */
  default T to(DType dtype) {
    checkArgument(dtype != null, "to: the precision is null");
    return dtype == dtype() ? self() : apply(new Convert(dtype));
  }
}
