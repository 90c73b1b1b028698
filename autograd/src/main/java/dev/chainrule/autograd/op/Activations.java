package dev.chainrule.autograd.op;

/**
 * What networks bend their signals by, element by element. Conventions at kinks are PyTorch's.
 *
 * @param <T> the kind of number
 */
public interface Activations<T extends Numeric<T>>
    extends Elementwise<T>, Trigonometric<T>, Choosing<T> {
  /** The logistic function y = 1 / (1 + e⁻ˣ); derivative y (1 - y). Does not overflow. */
  default T sigmoid() {
    return apply(Exponentials.SIGMOID);
  }

  /**
   * The logarithm of {@link #sigmoid}; derivative sigmoid(-x). Does not overflow, and is right to
   * full relative accuracy where it is tiny.
   */
  default T logSigmoid() {
    return apply(Exponentials.LOG_SIGMOID);
  }

  /**
   * The smooth rectifier log(1 + eˣ); derivative sigmoid(x). Does not overflow, and is right to
   * full relative accuracy where it is tiny.
   */
  default T softplus() {
    return apply(Exponentials.SOFTPLUS);
  }

  /** The rectifier max(x, 0); derivative 1 above 0, and 0 at 0 and below. */
  default T relu() {
    return apply(Steps.RELU);
  }

  /** x above 0, {@code slope} x elsewhere; derivative 1 above 0, {@code slope} at 0 and below. */
  default T leakyRelu(double slope) {
    return where(greater(0), mul(slope));
  }

  /** x above 0, α (eˣ - 1) elsewhere; derivative 1 above 0, α eˣ at 0 and below. */
  default T elu(double alpha) {
    return where(greater(0), expm1().mul(alpha));
  }

  /** x sigmoid(x), also called swish. */
  default T silu() {
    return mul(sigmoid());
  }

  /** x Φ(x), where Φ is the normal distribution: x (1 + erf(x/√2)) / 2. */
  default T gelu() {
    return mul(div(Math.sqrt(2)).erf().add(1)).div(2);
  }

  /**
   * An approximation of {@link #gelu}: x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2 (D. Hendrycks, K.
   * Gimpel, Gaussian error linear units, 2016).
   */
  default T geluTanh() {
    T inner = pow(3).mul(0.044715).add(self()).mul(Math.sqrt(2 / Math.PI));
    return mul(inner.tanh().add(1)).div(2);
  }
}
