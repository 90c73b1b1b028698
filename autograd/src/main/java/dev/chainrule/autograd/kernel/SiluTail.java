package dev.chainrule.autograd.kernel;

/** x eˣ, which is silu where the exponential has no longer all its digits. */
public final class SiluTail {
  private static final double SHIFT = 37.42994775023705; // 54 ln(2)
  private static final double SHIFT_REST = -1.1902053746983427e-15;

  /** From here down it is 0 in any precision. */
  private static final double ALL_ZERO = -2000;

  private SiluTail() {}

  /** Computes it with 54 ln(2) more in the exponent, and then scales it. */
  public static double of(double x) {
    double least = Math.max(x, ALL_ZERO);
    double more = SHIFT + least;
    double lost = SHIFT - (more - least) + SHIFT_REST;
    double product = least * Math.exp(more);
    return Math.fma(product, lost, product) * 0x1p-54;
  }
}
