package dev.chainrule.autograd.kernel;

/** Rounding to this precision. */
final class Float32 {
  private Float32() {}

  static float of(double number) {
    return (float) number;
  }
}
