package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.shape.DType;

/** The rule by which precisions go together: equal ones do. */
final class Precisions {
  private Precisions() {}

  static DType common(String operation, DType x, DType y) {
    checkArgument(
        x == y, "%s: %s and %s do not mix: convert one of them by to(...)", operation, x, y);
    return x;
  }
}
