package dev.chainrule.autograd.op;

/**
 * The activation functions of networks, taken at each element. The shape stays. Conventions at
 * kinks are PyTorch's. A NaN that comes in goes out.
 *
 * @param <T> the kind of number
 */
public interface Activating<T extends Numeric<T>>
    extends Exponential<T>, Trigonometric<T>, Special<T>, Choosing<T> {
  /** Takes the logistic function y = 1 / (1 + e⁻ˣ); derivative y (1 - y). Does not overflow. */
  default T sigmoid() {
    return apply(ActivatingOperations.SIGMOID);
  }

  /**
   * Takes the logarithm of {@link #sigmoid}; derivative sigmoid(-x). Does not overflow, and is
   * right to full relative accuracy where it is tiny.
   */
  default T logSigmoid() {
    return apply(ActivatingOperations.LOG_SIGMOID);
  }

  /**
   * Takes the smooth rectifier log(1 + eˣ); derivative sigmoid(x). Does not overflow, and is right
   * to full relative accuracy where it is tiny.
   */
  default T softplus() {
    return apply(ActivatingOperations.SOFTPLUS);
  }

  /** Rectifies: max(x, 0); derivative 1 above 0, and 0 at 0 and below. */
  default T relu() {
    return apply(ChoosingOperations.RELU);
  }

  /**
   * Keeps x above 0, and gives {@code slope} x elsewhere; derivative 1 above 0, {@code slope} at 0
   * and below.
   */
  default T leakyRelu(double slope) {
    return where(greater(0), mul(slope));
  }

  /** Keeps x above 0, and gives α (eˣ - 1) elsewhere; derivative 1 above 0, α eˣ at 0 and below. */
  default T elu(double alpha) {
    return where(greater(0), expm1().mul(alpha));
  }

  /** Computes x s with s = sigmoid(x), also called swish; derivative s (1 + x (1 - s)). */
  default T silu() {
    return mul(sigmoid());
  }

  /**
   * Computes x Φ(x), where Φ is the normal distribution: x (1 + erf(x/√2)) / 2; derivative Φ(x) + x
   * φ(x) with the normal density φ.
   */
  default T gelu() {
    return mul(div(Math.sqrt(2)).erf().add(1)).div(2);
  }

  /**
   * Approximates {@link #gelu} by x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2 (D. Hendrycks, K.
   * Gimpel, Gaussian error linear units, 2016).
   */
  default T geluTanh() {
    T inner = pow(3).mul(0.044715).add(self()).mul(Math.sqrt(2 / Math.PI));
    return mul(inner.tanh().add(1)).div(2);
  }
}
