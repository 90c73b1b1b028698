package dev.chainrule.autograd.op;

/**
 * Special functions of each element. The shape stays. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Special<T extends Numeric<T>> extends Operand<T> {
  /** Takes the error function 2/√π ∫₀ˣ exp(-t²) dt; derivative 2/√π exp(-x²). */
  default T erf() {
    return apply(SpecialOperations.ERF);
  }
}
