package dev.chainrule.autograd.op;

/** An operation on two inputs: z = f(x, y). */
public abstract non-sealed class Binary extends Operation {
  /** An operation of this name. */
  protected Binary(String name) {
    super(name);
  }

  /**
   * The derivative rule for the first input.
   *
   * @param cotangent of the result, shaped like it
   * @param x the first input
   * @param y the second input
   * @param z the result
   * @return the cotangent of the first input, shaped like it or, where that was repeated by
   *     broadcasting, like the result
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z);

  /**
   * The derivative rule for the second input.
   *
   * @param cotangent of the result, shaped like it
   * @param x the first input
   * @param y the second input
   * @param z the result
   * @return the cotangent of the second input, shaped like it or, where that was repeated by
   *     broadcasting, like the result
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z);
}
