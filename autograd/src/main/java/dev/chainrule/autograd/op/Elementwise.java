package dev.chainrule.autograd.op;

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
    return apply(Functions.NEG);
  }

  /** The square x²; derivative 2x. */
  default T square() {
    return apply(Functions.SQUARE);
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
    return apply(Functions.EXP);
  }

  /** The natural logarithm; derivative 1/x. NaN below 0, -Infinity at 0. */
  default T log() {
    return apply(Functions.LOG);
  }

  /** The hyperbolic tangent y; derivative 1 - y². */
  default T tanh() {
    return apply(Functions.TANH);
  }

  /** The logistic function y = 1 / (1 + e⁻ˣ); derivative y (1 - y). Does not overflow. */
  default T sigmoid() {
    return apply(Functions.SIGMOID);
  }

  /** The rectifier max(x, 0); derivative 1 above 0, and 0 at 0 and below. */
  default T relu() {
    return apply(Functions.RELU);
  }

  /**
   * The smooth rectifier log(1 + eˣ); derivative sigmoid(x). Does not overflow, and is right to
   * full relative accuracy where it is tiny.
   */
  default T softplus() {
    return apply(Functions.SOFTPLUS);
  }

  /** The sign: -1, 0 or 1; derivative 0 everywhere. */
  default T sign() {
    return apply(Functions.SIGN);
  }
}
