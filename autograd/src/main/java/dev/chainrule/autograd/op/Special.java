package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Special functions of each element. The shape stays. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Special<T extends Numeric<T>> extends Operand<T> {
  /**
   * Takes the error function; the shape stays. Value 2/√π ∫₀ˣ exp(-t²) dt; derivative 2/√π
   * exp(-x²).
   */
  default T erf() {
    return apply(SpecialOperations.ERF);
  }

  /**
   * Takes the complementary error function; the shape stays. Value 1 - erf(x), right to full
   * relative accuracy also where it is tiny; derivative -2/√π exp(-x²).
   */
  default T erfc() {
    return apply(SpecialOperations.ERFC);
  }

  /**
   * Takes the logarithm of the gamma function; the shape stays. Value log |Γ(x)|; derivative {@link
   * #digamma}. At 0, -1, -2 and so on the value is infinite.
   */
  default T lgamma() {
    return apply(SpecialOperations.LGAMMA);
  }

  /**
   * Takes the digamma function; the shape stays. Value the derivative of {@link #lgamma};
   * derivative {@code polygamma(1)}. NaN at 0, -1, -2 and so on.
   */
  default T digamma() {
    return polygamma(0);
  }

  /**
   * Takes the polygamma function; the shape stays. Value the derivative of some order of {@link
   * #digamma}; derivative that of the next order. NaN at 0, -1, -2 and so on, and from order 1 on
   * below -10000.
   *
   * @param order from 0, which stands for the digamma function itself, to 1000
   * @throws IllegalArgumentException if it is outside of that
   */
  default T polygamma(int order) {
    checkArgument(
        order >= 0 && order <= Polygamma.HIGHEST,
        "polygamma: order %s must be from 0 to %s",
        order,
        Polygamma.HIGHEST);
    return apply(Polygamma.of(order));
  }
}
