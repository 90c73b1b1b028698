package dev.chainrule.autograd.shape;

/** The precision of a tensor's numbers. Tensors of different precision do not mix. */
public enum DType {
  /** IEEE 754 single precision: some 7 digits, half the memory, about twice the speed. */
  FLOAT32,
  /**
   * IEEE 754 double precision: some 16 digits; the default, so that finite differences mean
   * something.
   */
  FLOAT64;

  /** Rounds to the nearest number of this precision. */
  public double round(double number) {
    return this == FLOAT64 ? number : (float) number;
  }

  /** Writes the name, for example {@code float32}. */
  @Override
  public String toString() {
    return this == FLOAT64 ? "float64" : "float32";
  }
}
