package dev.chainrule.nn.train;

/**
 * Tells that a loss or a gradient is NaN or infinite: training can't go on. The message names the
 * epoch, the batch and, where that is known, the first operation that gave such a number.
 */
public final class NotFiniteException extends ArithmeticException {
  private static final long serialVersionUID = 1;

  NotFiniteException(String message) {
    super(message);
  }
}
