package dev.chainrule.autograd.op;

/**
 * The names under which Kotlin and Groovy look for their operators, so that {@code x * w + b} can
 * be written there. In Java they are second names of the {@link Arithmetic} words.
 *
 * @param <T> the kind of number
 */
public interface Operators<T extends Numeric<T>> extends Arithmetic<T> {
  /** Adds y; the shapes broadcast. The same as {@link #add(Numeric)}. */
  default T plus(T y) {
    return add(y);
  }

  /** Adds a constant; the shape stays. The same as {@link #add(double)}. */
  default T plus(double y) {
    return add(y);
  }

  /** Subtracts y; the shapes broadcast. The same as {@link #sub(Numeric)}. */
  default T minus(T y) {
    return sub(y);
  }

  /** Subtracts a constant; the shape stays. The same as {@link #sub(double)}. */
  default T minus(double y) {
    return sub(y);
  }

  /** Multiplies by y; the shapes broadcast. Kotlin's name of {@link #mul(Numeric)}. */
  default T times(T y) {
    return mul(y);
  }

  /** Multiplies by a constant; the shape stays. Kotlin's name of {@link #mul(double)}. */
  default T times(double y) {
    return mul(y);
  }

  /** Multiplies by y; the shapes broadcast. Groovy's name of {@link #mul(Numeric)}. */
  default T multiply(T y) {
    return mul(y);
  }

  /** Multiplies by a constant; the shape stays. Groovy's name of {@link #mul(double)}. */
  default T multiply(double y) {
    return mul(y);
  }

  /** Negates; the shape stays. Kotlin's name of {@link #neg}. */
  default T unaryMinus() {
    return neg();
  }

  /** Negates; the shape stays. Groovy's name of {@link #neg}. */
  default T negative() {
    return neg();
  }
}
