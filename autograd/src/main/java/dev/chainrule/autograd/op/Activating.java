package dev.chainrule.autograd.op;

/**
 * The activation functions of networks, taken at each element. The shape stays. Conventions at
 * kinks are PyTorch's. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Activating<T extends Numeric<T>>
    extends Exponential<T>, Trigonometric<T>, Special<T>, Choosing<T> {
  /**
   * Takes the logistic function; the shape stays. Value y = 1 / (1 + e⁻ˣ), without overflow;
   * derivative y (1 - y), right to full relative accuracy where it is tiny.
   */
  default T sigmoid() {
    return apply(ActivatingOperations.SIGMOID);
  }

  /**
   * Takes the logarithm of {@link #sigmoid}; the shape stays. Value -log(1 + e⁻ˣ), without
   * overflow, and right to full relative accuracy where it is tiny; derivative sigmoid(-x).
   */
  default T logSigmoid() {
    return apply(ActivatingOperations.LOG_SIGMOID);
  }

  /**
   * Takes the smooth rectifier; the shape stays. Value log(1 + eˣ), without overflow, and right to
   * full relative accuracy where it is tiny; derivative sigmoid(x).
   */
  default T softplus() {
    return apply(ActivatingOperations.SOFTPLUS);
  }

  /** Rectifies; the shape stays. Value max(x, 0); derivative 1 above 0, and 0 at 0 and below. */
  default T relu() {
    return apply(ChoosingOperations.RELU);
  }

  /**
   * Rectifies, but for a slope; the shape stays. Value x above 0, {@code slope} x elsewhere;
   * derivative 1 above 0, {@code slope} at 0 and below.
   */
  default T leakyRelu(double slope) {
    return where(greater(0), mul(slope));
  }

  /**
   * Rectifies, but for an exponential; the shape stays. Value x above 0, α (eˣ - 1) elsewhere;
   * derivative 1 above 0, α eˣ at 0 and below; second derivative 0 at 0.
   */
  default T elu(double alpha) {
    return apply(new Elu(alpha));
  }

  /**
   * Takes the sigmoid linear unit, also called swish; the shape stays. Value x s with s =
   * sigmoid(x); derivative s (1 + x (1 - s)).
   */
  default T silu() {
    return apply(ActivatingOperations.SILU);
  }

  /**
   * Takes the Gaussian error linear unit; the shape stays. Value x Φ(x) with the normal
   * distribution Φ(x) = erfc(-x/√2) / 2; derivative Φ(x) + x φ(x) with the normal density φ.
   */
  default T gelu() {
    return apply(ActivatingOperations.GELU);
  }

  /**
   * Approximates {@link #gelu}; the shape stays. Value x (1 + tanh(u)) / 2 with u = √(2/π) (x +
   * 0.044715 x³) (D. Hendrycks, K. Gimpel, Gaussian error linear units, 2016); derivative (1 +
   * tanh(u)) / 2 + x (1 - tanh²(u)) u' / 2.
   */
  default T geluTanh() {
    return apply(ActivatingOperations.GELU_TANH);
  }
}
