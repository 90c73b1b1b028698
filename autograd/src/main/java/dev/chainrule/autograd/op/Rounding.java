package dev.chainrule.autograd.op;

/**
 * Functions of each element that are constant between their steps: derivative 0 everywhere. The
 * shape stays. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Rounding<T extends Numeric<T>> extends Operand<T> {
  /** Gives the sign: -1, 0 or 1; derivative 0 everywhere. */
  default T sign() {
    return apply(RoundingOperations.SIGN);
  }

  /** Rounds down to a whole number; derivative 0 everywhere. */
  default T floor() {
    return apply(RoundingOperations.FLOOR);
  }

  /** Rounds up to a whole number; derivative 0 everywhere. */
  default T ceil() {
    return apply(RoundingOperations.CEIL);
  }
}
