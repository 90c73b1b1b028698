package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;

/**
 * Choices among elements; shapes broadcast. What is not chosen does not count: its derivative is
 * exactly 0, even where a value or a derivative on the way to it is NaN or infinite; but {@code
 * Jvp.of}, which looks at no later step, gives NaN where an infinite slope comes after the choice.
 * In a mask, 0 stands for no, anything else for yes. Operands that do not broadcast, or differ in
 * precision, are refused with an {@link IllegalArgumentException} that shows both.
 *
 * @param <T> the kind of number
 */
public interface Choosing<T extends Numeric<T>> extends Comparing<T> {
  /**
   * Keeps x where the mask is not 0; the shapes broadcast. Value 0 elsewhere, whatever x is there:
   * NaN and infinities are gone. Derivative 1 where x is kept, else 0; for the mask 0.
   */
  default T maskedBy(T mask) {
    return apply(ChoosingOperations.MASK, mask);
  }

  /**
   * Keeps x where the mask is not 0, and takes {@code otherwise} elsewhere; the three shapes
   * broadcast: {@code x.sqrt().where(x.greater(0), zero)}. Derivative 1 for what is chosen, 0 for
   * what is not and for the mask.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T where(T mask, T otherwise) {
    Shape both = Operands.broadcast("where", this, mask);
    Shape unused = Shape.broadcast("where", both, Operands.same("where", this, otherwise).shape());
    return maskedBy(mask).add(otherwise.maskedBy(mask.equalTo(0)));
  }

  /**
   * Keeps x where the mask is not 0, and takes a constant elsewhere; the shapes of x and mask
   * broadcast. Derivative 1 where x is kept, else 0: {@code x.where(x.isFinite(), 0)}.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T where(T mask, double otherwise) {
    return where(mask, literal(otherwise));
  }

  /**
   * Takes the larger of x and y; the shapes broadcast. Value max(x, y), NaN if one of them is;
   * derivative 1 for the larger one, 0 for the other; where they are equal, ½ for each.
   */
  default T maximum(T y) {
    return apply(ChoosingOperations.MAXIMUM, y);
  }

  /**
   * Takes the larger of x and a constant; the shape stays. Value max(x, y), NaN if x is; derivative
   * 1 above the constant, 0 below, ½ where they are equal.
   */
  default T maximum(double y) {
    return maximum(literal(y));
  }

  /**
   * Takes the smaller of x and y; the shapes broadcast. Value min(x, y), NaN if one of them is;
   * derivative 1 for the smaller one, 0 for the other; where they are equal, ½ for each.
   */
  default T minimum(T y) {
    return apply(ChoosingOperations.MINIMUM, y);
  }

  /**
   * Takes the smaller of x and a constant; the shape stays. Value min(x, y), NaN if x is;
   * derivative 1 below the constant, 0 above, ½ where they are equal.
   */
  default T minimum(double y) {
    return minimum(literal(y));
  }

  /**
   * Holds x between two bounds; the shape stays. Value no less than {@code min} and no more than
   * {@code max}, NaN if x is; derivative 1 between and at both bounds, 0 beyond.
   *
   * @throws IllegalArgumentException if {@code min} is greater than {@code max}, or one is NaN
   */
  default T clamp(double min, double max) {
    checkArgument(min <= max, "clamp: %s is greater than %s", min, max);
    T below = less(min);
    T above = greater(max);
    return maskedBy(below.add(above).not())
        .add(literal(min).maskedBy(below))
        .add(literal(max).maskedBy(above));
  }

  /** Takes the absolute value; the shape stays. Value |x|; derivative the sign of x, 0 at 0. */
  default T abs() {
    return apply(ChoosingOperations.ABS);
  }
}
