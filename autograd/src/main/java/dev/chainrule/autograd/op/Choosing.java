package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Comparing elements and choosing among them. A <em>mask</em> is a tensor of numbers: 0 for no,
 * anything else for yes. Comparisons with NaN do not hold, but for {@code notEqualTo}. Masks have
 * derivative 0 everywhere.
 *
 * @param <T> the kind of number
 */
public interface Choosing<T extends Numeric<T>> extends Elementwise<T> {
  /** A mask: 1 where x is equal to y, else 0. */
  default T equalTo(T y) {
    return apply(Comparison.EQUAL, y);
  }

  /** A mask: 1 where x is equal to a constant, else 0. */
  default T equalTo(double y) {
    return equalTo(literal(y));
  }

  /** A mask: 1 where x differs from y, else 0. */
  default T notEqualTo(T y) {
    return apply(Comparison.NOT_EQUAL, y);
  }

  /** A mask: 1 where x differs from a constant, else 0. */
  default T notEqualTo(double y) {
    return notEqualTo(literal(y));
  }

  /** A mask: 1 where x is greater than y, else 0. */
  default T greater(T y) {
    return apply(Comparison.GREATER, y);
  }

  /** A mask: 1 where x is greater than a constant, else 0. */
  default T greater(double y) {
    return greater(literal(y));
  }

  /** A mask: 1 where x is greater than or equal to y, else 0. */
  default T greaterOrEqual(T y) {
    return apply(Comparison.GREATER_OR_EQUAL, y);
  }

  /** A mask: 1 where x is greater than or equal to a constant, else 0. */
  default T greaterOrEqual(double y) {
    return greaterOrEqual(literal(y));
  }

  /** A mask: 1 where x is less than y, else 0. */
  default T less(T y) {
    return apply(Comparison.LESS, y);
  }

  /** A mask: 1 where x is less than a constant, else 0. */
  default T less(double y) {
    return less(literal(y));
  }

  /** A mask: 1 where x is less than or equal to y, else 0. */
  default T lessOrEqual(T y) {
    return apply(Comparison.LESS_OR_EQUAL, y);
  }

  /** A mask: 1 where x is less than or equal to a constant, else 0. */
  default T lessOrEqual(double y) {
    return lessOrEqual(literal(y));
  }

  /** The opposite of a mask of zeros and ones: 1 - x. */
  default T not() {
    return neg().add(1);
  }

  /**
   * x where the mask is not 0, else 0, whatever x is there: NaN and infinities are gone. The
   * gradient is 0 there, too.
   */
  default T maskedBy(T mask) {
    return apply(Choices.MASK, mask);
  }

  /**
   * x where the mask is not 0, {@code otherwise} elsewhere: {@code x.sqrt().where(x.greater(0),
   * zero)}. The gradient of what is not chosen is exactly 0, even if its value or its derivative
   * there is NaN or infinite.
   */
  default T where(T mask, T otherwise) {
    return maskedBy(mask).add(otherwise.maskedBy(mask.equalTo(0)));
  }

  /** The larger of x and y; where they are equal, each gets half the gradient. */
  default T max(T y) {
    return apply(Choices.MAX, y);
  }

  /** The smaller of x and y; where they are equal, each gets half the gradient. */
  default T min(T y) {
    return apply(Choices.MIN, y);
  }

  /**
   * x, but no less than {@code min} and no more than {@code max}; derivative 1 between and at both
   * bounds, 0 beyond.
   *
   * @throws IllegalArgumentException if {@code min} is greater than {@code max}
   */
  default T clamp(double min, double max) {
    checkArgument(min <= max, "clamp: %s is greater than %s", min, max);
    T below = less(min);
    T above = greater(max);
    return maskedBy(below.add(above).not())
        .add(literal(min).maskedBy(below))
        .add(literal(max).maskedBy(above));
  }

  /** The absolute value; derivative the sign, so 0 at 0. */
  default T abs() {
    return apply(Steps.ABS);
  }

  /** The sign: -1, 0 or 1; derivative 0 everywhere. */
  default T sign() {
    return apply(Steps.SIGN);
  }

  /** The next whole number at or below; derivative 0 everywhere. */
  default T floor() {
    return apply(Steps.FLOOR);
  }

  /** The next whole number at or above; derivative 0 everywhere. */
  default T ceil() {
    return apply(Steps.CEIL);
  }
}
