package dev.chainrule.autograd.op;

/**
 * Functions of each element that are constant between their steps. The shape stays; the derivative
 * is 0 everywhere, at the steps too. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Rounding<T extends Numeric<T>> extends Operand<T> {
  /** Takes the sign; the shape stays. Value -1, 0 or 1; derivative 0 everywhere. */
  default T sign() {
    return apply(RoundingOperations.SIGN);
  }

  /** Rounds down to a whole number; the shape stays. Derivative 0 everywhere. */
  default T floor() {
    return apply(RoundingOperations.FLOOR);
  }

  /** Rounds up to a whole number; the shape stays. Derivative 0 everywhere. */
  default T ceil() {
    return apply(RoundingOperations.CEIL);
  }

  /**
   * Rounds to the nearest whole number, halves to the even one; the shape stays: 0.5 gives 0, 1.5
   * and 2.5 give 2. Derivative 0 everywhere.
   */
  default T round() {
    return apply(RoundingOperations.ROUND);
  }

  /**
   * Rounds towards 0 to a whole number; the shape stays: -1.5 gives -1. Derivative 0 everywhere.
   */
  default T trunc() {
    return apply(RoundingOperations.TRUNC);
  }
}
