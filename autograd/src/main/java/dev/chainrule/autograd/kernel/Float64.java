package dev.chainrule.autograd.kernel;

/** Rounding to this precision. */
final class Float64 {
  /** The bytes of a number. */
  static final int BYTES = Double.BYTES;

  private Float64() {}

  static double of(double number) {
    return number;
  }
}
