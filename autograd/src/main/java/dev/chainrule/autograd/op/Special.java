package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Special functions of each element, or of each pair of elements of operands that broadcast. A NaN
 * that comes in goes out, and what is outside of a function's domain becomes NaN.
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
   * Takes the inverse of the error function; the shape stays. Value the y of which erf(y) is x;
   * derivative √π/2 exp(y²). Infinite at -1 and 1, as the derivative is; NaN beyond. Close to 1,
   * {@link #erfcInv} of 1 - x has more digits.
   */
  default T erfInv() {
    return apply(SpecialOperations.ERF_INV);
  }

  /**
   * Takes the inverse of the complementary error function; the shape stays. Value the y of which
   * erfc(y) is x; derivative -√π/2 exp(y²). Infinity at 0 and -Infinity at 2, the derivative
   * -Infinity; NaN beyond.
   */
  default T erfcInv() {
    return apply(SpecialOperations.ERFC_INV);
  }

  /**
   * Takes the density of the standard normal distribution; the shape stays. Value exp(-x²/2) /
   * √(2π); derivative -x times it.
   */
  default T normalDensity() {
    return apply(SpecialOperations.NORMAL_DENSITY);
  }

  /**
   * Takes the cumulative standard normal distribution; the shape stays. Value Φ(x), the integral of
   * {@link #normalDensity} from -Infinity to x, right to full relative accuracy also where it is
   * tiny; derivative that density.
   */
  default T normalCumulative() {
    return apply(SpecialOperations.NORMAL_CUMULATIVE);
  }

  /**
   * Takes the logarithm of the cumulative standard normal distribution; the shape stays. Value log
   * Φ(x), about -x²/2 far left, where Φ(x) itself is 0; derivative the density over Φ(x), about -x
   * there. All derivatives keep their digits there; there are five.
   */
  default T logNormalCumulative() {
    return apply(SpecialOperations.LOG_NORMAL_CUMULATIVE);
  }

  /**
   * Takes the quantile of the standard normal distribution, the probit; the shape stays. Value the
   * y of which Φ(y) is x; derivative √(2π) exp(y²/2). -Infinity at 0 and Infinity at 1, the
   * derivative Infinity; NaN beyond.
   */
  default T normalQuantile() {
    return apply(SpecialOperations.NORMAL_QUANTILE);
  }

  /**
   * Takes the inverse of the logistic function, the logarithm of the odds; the shape stays. Value
   * log(x / (1 - x)); derivative 1 / (x (1 - x)). -Infinity at 0 and Infinity at 1, the derivative
   * Infinity; NaN beyond.
   */
  default T logit() {
    return apply(SpecialOperations.LOGIT);
  }

  /**
   * Multiplies x by the logarithm of y; the shapes broadcast. Value x log y, and 0 at x = 0, be y
   * what it may, save NaN; derivatives log y and x / y, which is 0 where x and y are both 0. So an
   * entropy is {@code p.xLogY(p).sum().neg()}, and a target of 0 sends nothing to a prediction of
   * 0; the derivative for x is -Infinity at y = 0, also there.
   */
  default T xLogY(T y) {
    return apply(SpecialOperations.X_LOG_Y, y);
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
