package dev.chainrule.autograd.op;

/** An operation on one input: y = f(x). */
public abstract non-sealed class Unary extends Operation {
  /** An operation of this name. */
  protected Unary(String name) {
    super(name);
  }

  /**
   * The derivative rule.
   *
   * @param cotangent of the result, shaped like it
   * @param x the input
   * @param y the result
   * @return the cotangent of the input, shaped like it
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> T cotangent(T cotangent, T x, T y);
}
