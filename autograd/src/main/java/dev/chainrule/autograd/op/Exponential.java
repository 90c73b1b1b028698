package dev.chainrule.autograd.op;

/**
 * Exponentials and logarithms of each element. The shape stays, or shapes broadcast. A NaN that
 * comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Exponential<T extends Numeric<T>> extends Operand<T> {
  /** Takes the exponential eˣ; derivative eˣ. */
  default T exp() {
    return apply(ExponentialOperations.EXP);
  }

  /** Takes the natural logarithm; derivative 1/x. NaN below 0, -Infinity at 0. */
  default T log() {
    return apply(ExponentialOperations.LOG);
  }

  /** Computes eˣ - 1, right to full relative accuracy near 0; derivative eˣ. */
  default T expm1() {
    return apply(ExponentialOperations.EXPM1);
  }

  /**
   * Takes the natural logarithm of 1 + x, right to full relative accuracy near 0; derivative 1/(1 +
   * x). NaN below -1, -Infinity at -1.
   */
  default T log1p() {
    return apply(ExponentialOperations.LOG1P);
  }

  /**
   * Takes the logarithm of eˣ + eʸ; derivatives sigmoid(x - y) and sigmoid(y - x). Does not
   * overflow. An operand of -Infinity counts for nothing, and its derivative is 0. Shapes
   * broadcast.
   */
  default T logAddExp(T y) {
    return apply(ExponentialOperations.LOG_ADD_EXP, y);
  }
}
