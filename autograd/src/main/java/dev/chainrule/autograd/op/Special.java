package dev.chainrule.autograd.op;

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
}
