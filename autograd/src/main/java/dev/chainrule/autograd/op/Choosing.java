package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;

/**
 * Choices among elements; shapes broadcast. What is not chosen does not count: its derivative is
 * exactly 0, even where a value or a derivative on the way to it is NaN or infinite. In a mask, 0
 * stands for no, anything else for yes.
 *
 * @param <T> the kind of number
 */
public interface Choosing<T extends Numeric<T>> extends Comparing<T> {
  /**
   * Keeps x where the mask is not 0, and gives 0 elsewhere, whatever x is there: NaN and infinities
   * are gone. Derivative 1 where x is kept, else 0. Shapes broadcast.
   */
  default T maskedBy(T mask) {
    return apply(ChoosingOperations.MASK, mask);
  }

  /**
   * Keeps x where the mask is not 0, and gives {@code otherwise} elsewhere: {@code
   * x.sqrt().where(x.greater(0), zero)}. Derivative 1 for what is chosen, 0 for what is not. The
   * three shapes broadcast.
   *
   * @throws IllegalArgumentException if they do not, or differ in precision
   */
  default T where(T mask, T otherwise) {
    Shape both = Shape.broadcast("where", shape(), mask.shape());
    Shape unusedShape = Shape.broadcast("where", both, otherwise.shape());
    DType unused = Precisions.common("where", dtype(), mask.dtype());
    unused = Precisions.common("where", dtype(), otherwise.dtype());
    return maskedBy(mask).add(otherwise.maskedBy(mask.equalTo(0)));
  }

  /** Keeps x where the mask is not 0, and gives a constant elsewhere; see {@link #where}. */
  default T where(T mask, double otherwise) {
    return where(mask, literal(otherwise));
  }

  /**
   * Gives the larger of x and y; derivative 1 for that one, 0 for the other; where they are equal,
   * ½ for each. NaN if one of them is. Shapes broadcast.
   */
  default T maximum(T y) {
    return apply(ChoosingOperations.MAXIMUM, y);
  }

  /** Gives the larger of x and a constant; derivative 1 above it, 0 below, ½ where it is equal. */
  default T maximum(double y) {
    return maximum(literal(y));
  }

  /**
   * Gives the smaller of x and y; derivative 1 for that one, 0 for the other; where they are equal,
   * ½ for each. NaN if one of them is. Shapes broadcast.
   */
  default T minimum(T y) {
    return apply(ChoosingOperations.MINIMUM, y);
  }

  /** Gives the smaller of x and a constant; derivative 1 below it, 0 above, ½ where it is equal. */
  default T minimum(double y) {
    return minimum(literal(y));
  }

  /**
   * Holds x between two bounds: no less than {@code min} and no more than {@code max}; derivative 1
   * between and at both bounds, 0 beyond. The shape stays.
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

  /** Takes the absolute value |x|; derivative the sign, so 0 at 0. The shape stays. */
  default T abs() {
    return apply(ChoosingOperations.ABS);
  }
}
