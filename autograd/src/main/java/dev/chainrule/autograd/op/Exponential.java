package dev.chainrule.autograd.op;

/**
 * Exponentials and logarithms of each element. The shape stays, or shapes broadcast. A NaN that
 * comes in goes out; a logarithm is NaN below its domain.
 *
 * @param <T> the kind of number
 */
public interface Exponential<T extends Numeric<T>> extends Operand<T> {
  /** Takes the exponential; the shape stays. Value eˣ; derivative eˣ. */
  default T exp() {
    return apply(ExponentialOperations.EXP);
  }

  /** Takes the power of 2; the shape stays. Value 2ˣ, exact for a whole x; derivative 2ˣ log 2. */
  default T exp2() {
    return apply(ExponentialOperations.EXP2);
  }

  /**
   * Takes the exponential, less 1; the shape stays. Value eˣ - 1, right to full relative accuracy
   * near 0; derivative eˣ.
   */
  default T expm1() {
    return apply(ExponentialOperations.EXPM1);
  }

  /**
   * Takes the natural logarithm; the shape stays. Value log x; derivative 1/x. At 0 the value is
   * -Infinity, the derivative Infinity.
   */
  default T log() {
    return apply(ExponentialOperations.LOG);
  }

  /**
   * Takes the logarithm to base 2; the shape stays. Value log x / log 2, exact for a power of 2;
   * derivative 1 / (x log 2). At 0 the value is -Infinity, the derivative Infinity.
   */
  default T log2() {
    return apply(ExponentialOperations.LOG2);
  }

  /**
   * Takes the logarithm to base 10; the shape stays. Value log x / log 10, exact for a power of 10;
   * derivative 1 / (x log 10). At 0 the value is -Infinity, the derivative Infinity.
   */
  default T log10() {
    return apply(ExponentialOperations.LOG10);
  }

  /**
   * Takes the natural logarithm of 1 + x; the shape stays. Value log(1 + x), right to full relative
   * accuracy near 0; derivative 1/(1 + x). At -1 the value is -Infinity, the derivative Infinity.
   */
  default T log1p() {
    return apply(ExponentialOperations.LOG1P);
  }

  /**
   * Adds in the realm of logarithms; the shapes broadcast. Value log(eˣ + eʸ), without overflow;
   * derivatives sigmoid(x - y) and sigmoid(y - x). An operand of -Infinity counts for nothing, and
   * its derivative is 0.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T logAddExp(T y) {
    return apply(ExponentialOperations.LOG_ADD_EXP, y);
  }
}
