package dev.chainrule.autograd.op;

/**
 * Comparisons of pairs of elements; shapes broadcast. Each gives a <em>mask</em>, a tensor of
 * numbers: 1 for yes, 0 for no. Comparisons with NaN do not hold, but for {@code notEqualTo}. Masks
 * have derivative 0 everywhere.
 *
 * @param <T> the kind of number
 */
public interface Comparing<T extends Numeric<T>> extends Arithmetic<T> {
  /** Gives a mask: 1 where x is equal to y, else 0. */
  default T equalTo(T y) {
    return apply(ComparingOperations.EQUAL, y);
  }

  /** Gives a mask: 1 where x is equal to a constant, else 0. */
  default T equalTo(double y) {
    return equalTo(literal(y));
  }

  /** Gives a mask: 1 where x differs from y, else 0. */
  default T notEqualTo(T y) {
    return apply(ComparingOperations.NOT_EQUAL, y);
  }

  /** Gives a mask: 1 where x differs from a constant, else 0. */
  default T notEqualTo(double y) {
    return notEqualTo(literal(y));
  }

  /** Gives a mask: 1 where x is greater than y, else 0. */
  default T greater(T y) {
    return apply(ComparingOperations.GREATER, y);
  }

  /** Gives a mask: 1 where x is greater than a constant, else 0. */
  default T greater(double y) {
    return greater(literal(y));
  }

  /** Gives a mask: 1 where x is greater than or equal to y, else 0. */
  default T greaterOrEqual(T y) {
    return apply(ComparingOperations.GREATER_OR_EQUAL, y);
  }

  /** Gives a mask: 1 where x is greater than or equal to a constant, else 0. */
  default T greaterOrEqual(double y) {
    return greaterOrEqual(literal(y));
  }

  /** Gives a mask: 1 where x is less than y, else 0. */
  default T less(T y) {
    return apply(ComparingOperations.LESS, y);
  }

  /** Gives a mask: 1 where x is less than a constant, else 0. */
  default T less(double y) {
    return less(literal(y));
  }

  /** Gives a mask: 1 where x is less than or equal to y, else 0. */
  default T lessOrEqual(T y) {
    return apply(ComparingOperations.LESS_OR_EQUAL, y);
  }

  /** Gives a mask: 1 where x is less than or equal to a constant, else 0. */
  default T lessOrEqual(double y) {
    return lessOrEqual(literal(y));
  }

  /** Gives the opposite of a mask of zeros and ones: 1 - x. */
  default T not() {
    return rsub(1);
  }
}
