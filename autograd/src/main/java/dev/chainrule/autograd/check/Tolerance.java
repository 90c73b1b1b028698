package dev.chainrule.autograd.check;

/**
 * By how much a derivative may differ from what differences say.
 *
 * @param relative to the larger of the two
 * @param absolute in any case
 * @param scale the largest element of the gradient: what is small beside it need not be known to
 *     more digits than the function has
 * @param small what differences can't tell must be below this part of the derivative
 */
record Tolerance(double relative, double absolute, double scale, double small) {
  // Of the steepest slope around: how exactly a derivative is known where it vanishes.
  private static final double SLIGHT = 0x1p-33;

  /**
   * By how much the two may differ.
   *
   * @param error by how much differences may be wrong; where that hides the derivative, a rule may
   *     give what counts as nothing
   */
  double of(double rule, Window window, double error) {
    double numeric = window.derivative();
    double tolerance = of(rule, numeric, error);
    return Math.abs(numeric) <= error ? Math.max(tolerance, window.nil()) : tolerance;
  }

  private double of(double rule, double numeric, double error) {
    if (Double.isInfinite(rule)) {
      return 0; // nothing finite is close to it
    }
    return relative * Math.max(Math.abs(rule), Math.abs(numeric)) + absolute + error;
  }

  /** How exactly a derivative is to be known. */
  double wanted(double rule, double numeric) {
    double larger = Math.max(Math.abs(rule), Math.abs(numeric));
    return relative * (larger == 0 ? scale : larger);
  }

  /**
   * Whether an error may be neglected in a window's derivative.
   *
   * @param digits the least relative accuracy, if that is less than what is asked for
   */
  boolean isSlight(double error, Window window, double noise, double digits) {
    double allowed = Math.max(relative, digits) * Math.abs(window.derivative());
    return error <= Math.max(Math.max(allowed, noise), SLIGHT * window.slope());
  }

  /**
   * Whether the error hides the derivative, and more of the gradient than may be hidden. Where
   * steps had to shrink because the function is not smooth around, the error must be small, for
   * rounding alone would agree with everything in the end.
   */
  boolean isHidden(double rule, Window window, double error) {
    double larger = Math.max(Math.abs(rule), Math.abs(window.derivative()));
    boolean isShrunk = window.level() > Search.FIRST;
    double visible = isShrunk ? small * Math.max(larger, window.around()) : larger;
    return error > Math.max(visible, small * scale) && (isShrunk || larger > window.nil());
  }
}
