package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.Shape;
import java.util.List;

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

  /**
   * Takes the regularised lower incomplete gamma function of x, of parameter a; the shapes
   * broadcast. Value P(a, x) = 1/Γ(a) ∫₀ˣ tᵃ⁻¹ exp(-t) dt, the cumulative gamma distribution of
   * shape a, SciPy's {@code gammainc(a, x)}; derivative for x its density, xᵃ⁻¹ exp(-x) / Γ(a), and
   * for a the integral's own, up to order 3. 0 at x = 0 and 1 at Infinity, where the derivative for
   * a is 0; NaN for x below 0 and unless a is above 0; the second derivative for x is NaN at x = 0
   * where a is 1. By quadrature, see Takahasi and Mori, Double exponential formulas for numerical
   * integration, 1974.
   */
  default T gammaIncomplete(T a) {
    return apply(GammaIncomplete.LOWER, a);
  }

  /**
   * Takes the regularised lower incomplete gamma function of x, of a constant parameter; the shape
   * stays. Value P(a, x), as for {@link #gammaIncomplete(Numeric)}; derivative xᵃ⁻¹ exp(-x) / Γ(a).
   */
  default T gammaIncomplete(double a) {
    return gammaIncomplete(literal(a));
  }

  /**
   * Takes the regularised upper incomplete gamma function of x, of parameter a; the shapes
   * broadcast. Value Q(a, x) = 1 - P(a, x), right to full relative accuracy also where it is tiny,
   * SciPy's {@code gammaincc(a, x)}; derivatives those of {@link #gammaIncomplete(Numeric)},
   * negated.
   */
  default T gammaIncompleteComplement(T a) {
    return apply(GammaIncomplete.UPPER, a);
  }

  /**
   * Takes the regularised upper incomplete gamma function of x, of a constant parameter; the shape
   * stays. Value Q(a, x) = 1 - P(a, x); derivative -xᵃ⁻¹ exp(-x) / Γ(a).
   */
  default T gammaIncompleteComplement(double a) {
    return gammaIncompleteComplement(literal(a));
  }

  /**
   * Takes the regularised incomplete beta function of x, of parameters a and b; the three shapes
   * broadcast. Value Iₓ(a, b) = 1/B(a, b) ∫₀ˣ tᵃ⁻¹ (1 - t)ᵇ⁻¹ dt, the cumulative beta distribution,
   * SciPy's {@code betainc(a, b, x)}; derivative for x its density, xᵃ⁻¹ (1 - x)ᵇ⁻¹ / B(a, b), and
   * for a and b the integral's own, up to order 2. 0 at x = 0 and 1 at 1, where the derivatives for
   * a and b are 0; NaN beyond, and unless a and b are above 0 and finite; the second derivative for
   * x is NaN at an end whose parameter is 1. What it lacks to 1 is the same function of 1 - x with
   * a and b exchanged. By quadrature, as {@link #gammaIncomplete(Numeric)}.
   *
   * @throws IllegalArgumentException if the shapes do not broadcast, or precisions differ
   */
  default T betaIncomplete(T a, T b) {
    Shape both = Operands.broadcast("betaIncomplete", this, a);
    Shape all =
        Shape.broadcast("betaIncomplete", both, Operands.same("betaIncomplete", this, b).shape());
    T parameters = a.broadcastTo(all).stack(0, List.of(b.broadcastTo(all)));
    return self().broadcastTo(all).apply(BetaIncomplete.INSTANCE, parameters);
  }

  /**
   * Takes the regularised incomplete beta function of x, of constant parameters; the shape stays.
   * Value Iₓ(a, b), as for {@link #betaIncomplete(Numeric, Numeric)}; derivative xᵃ⁻¹ (1 - x)ᵇ⁻¹ /
   * B(a, b).
   */
  default T betaIncomplete(double a, double b) {
    return betaIncomplete(literal(a), literal(b));
  }
}
