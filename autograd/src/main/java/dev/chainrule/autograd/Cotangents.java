package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.op.Numeric;

/** What a sweep can begin with. */
final class Cotangents {
  private Cotangents() {}

  /** Refuses a cotangent of another shape or precision than the result's. */
  static void check(String method, Value result, Numeric<?> cotangent) {
    checkArgument(cotangent != null, "%s: the cotangent is null", method);
    checkArgument(
        cotangent.shape().equals(result.shape()),
        "%s: a cotangent of shape %s for a result of shape %s",
        method,
        cotangent.shape(),
        result.shape());
    checkArgument(
        cotangent.dtype() == result.dtype(),
        "%s: a cotangent of %s for a result of %s: convert it by to(...)",
        method,
        cotangent.dtype(),
        result.dtype());
  }
}
