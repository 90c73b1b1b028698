package dev.chainrule.autograd.op;

import org.jspecify.annotations.Nullable;

/** A function of one number, taken at every element. */
public abstract class PointwiseUnary extends Unary {
  private final Domain domain;
  private @Nullable ScalarRule rule;

  PointwiseUnary(String name, Domain domain) {
    super(name);
    this.domain = domain;
  }

  /** The function's value at one number. */
  public abstract double value(double x);

  /** Where the derivative can be checked. */
  public final Domain domain() {
    return domain;
  }

  /** The derivative rule, for numbers instead of tensors. */
  public final double cotangent(double cotangent, double x, double y) {
    ScalarRule traced = rule;
    if (traced == null) {
      traced = ScalarRule.trace((g, u, v, unused) -> cotangent(g, u, v));
      rule = traced; // a race is harmless: every thread traces the same rule
    }
    return traced.apply(cotangent, x, y, 0);
  }
}
