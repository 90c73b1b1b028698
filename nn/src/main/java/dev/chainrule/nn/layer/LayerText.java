package dev.chainrule.nn.layer;

import dev.chainrule.autograd.shape.DType;

/** How layers with parameters of their own say in a line what they are. */
final class LayerText {
  private LayerText() {}

  /** Such as {@code LayerNorm(16)}; the precision is named where it is not float64. */
  static String of(String layer, Object sizes, DType dtype) {
    return layer + "(" + sizes + precision(dtype) + ")";
  }

  /** Nothing for float64, else such as {@code , float32}. */
  static String precision(DType dtype) {
    return dtype == DType.FLOAT64 ? "" : ", " + dtype;
  }
}
