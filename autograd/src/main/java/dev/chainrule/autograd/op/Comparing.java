package dev.chainrule.autograd.op;

/**
 * Comparisons of pairs of elements, and words that join their results. Shapes broadcast, or stay.
 * Each gives a <em>mask</em>, a tensor of numbers: 1 for yes, 0 for no; a mask that comes in may
 * hold others, which all stand for yes. Comparisons with NaN do not hold, but for {@code
 * notEqualTo}. Masks have derivative 0 everywhere. Operands that do not broadcast, or differ in
 * precision, are refused with an {@link IllegalArgumentException} that shows both.
 *
 * @param <T> the kind of number
 */
public interface Comparing<T extends Numeric<T>> extends Arithmetic<T> {
  /** Compares; the shapes broadcast. Value 1 where x = y, else 0; derivatives 0. */
  default T equalTo(T y) {
    return apply(ComparingOperations.EQUAL, y);
  }

  /** Compares with a constant; the shape stays. Value 1 where x = y, else 0; derivative 0. */
  default T equalTo(double y) {
    return equalTo(literal(y));
  }

  /** Compares; the shapes broadcast. Value 1 where x ≠ y, else 0; derivatives 0. */
  default T notEqualTo(T y) {
    return apply(ComparingOperations.NOT_EQUAL, y);
  }

  /** Compares with a constant; the shape stays. Value 1 where x ≠ y, else 0; derivative 0. */
  default T notEqualTo(double y) {
    return notEqualTo(literal(y));
  }

  /** Compares; the shapes broadcast. Value 1 where x &gt; y, else 0; derivatives 0. */
  default T greater(T y) {
    return apply(ComparingOperations.GREATER, y);
  }

  /** Compares with a constant; the shape stays. Value 1 where x &gt; y, else 0; derivative 0. */
  default T greater(double y) {
    return greater(literal(y));
  }

  /** Compares; the shapes broadcast. Value 1 where x ≥ y, else 0; derivatives 0. */
  default T greaterOrEqual(T y) {
    return apply(ComparingOperations.GREATER_OR_EQUAL, y);
  }

  /** Compares with a constant; the shape stays. Value 1 where x ≥ y, else 0; derivative 0. */
  default T greaterOrEqual(double y) {
    return greaterOrEqual(literal(y));
  }

  /** Compares; the shapes broadcast. Value 1 where x &lt; y, else 0; derivatives 0. */
  default T less(T y) {
    return apply(ComparingOperations.LESS, y);
  }

  /** Compares with a constant; the shape stays. Value 1 where x &lt; y, else 0; derivative 0. */
  default T less(double y) {
    return less(literal(y));
  }

  /** Compares; the shapes broadcast. Value 1 where x ≤ y, else 0; derivatives 0. */
  default T lessOrEqual(T y) {
    return apply(ComparingOperations.LESS_OR_EQUAL, y);
  }

  /** Compares with a constant; the shape stays. Value 1 where x ≤ y, else 0; derivative 0. */
  default T lessOrEqual(double y) {
    return lessOrEqual(literal(y));
  }

  /** Finds NaN; the shape stays. Value 1 where x is NaN, else 0; derivative 0. */
  default T isNaN() {
    return notEqualTo(self());
  }

  /**
   * Finds finite numbers; the shape stays. Value 1 where x is neither NaN nor infinite, else 0;
   * derivative 0.
   */
  default T isFinite() {
    return greater(Double.NEGATIVE_INFINITY).and(less(Double.POSITIVE_INFINITY));
  }

  /** Finds infinities; the shape stays. Value 1 where x is one, else 0; derivative 0. */
  default T isInfinite() {
    return equalTo(Double.POSITIVE_INFINITY).or(equalTo(Double.NEGATIVE_INFINITY));
  }

  /** Joins masks; the shapes broadcast. Value 1 where neither is 0, else 0; derivatives 0. */
  default T and(T y) {
    return apply(ComparingOperations.AND, y);
  }

  /** Joins masks; the shapes broadcast. Value 1 where one is not 0, else 0; derivatives 0. */
  default T or(T y) {
    return apply(ComparingOperations.OR, y);
  }

  /** Joins masks; the shapes broadcast. Value 1 where just one is not 0, else 0; derivatives 0. */
  default T xor(T y) {
    return apply(ComparingOperations.XOR, y);
  }

  /** Turns a mask into its opposite; the shape stays. Value 1 where x = 0, else 0; derivative 0. */
  default T not() {
    return equalTo(0);
  }
}
