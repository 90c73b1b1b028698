package dev.chainrule.autograd.kernel;

/** Rounding to this precision. */
final class Float64 {
  private Float64() {}

  static double of(double number) {
    return number;
  }
}
