package dev.chainrule.autograd.kernel;

/** Rounding to this precision. */
final class Float32 {
  /** The bytes of a number. */
  static final int BYTES = Float.BYTES;

  private Float32() {}

  static float of(double number) {
    return (float) number;
  }
}
