package dev.chainrule.autograd.op;

import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of two numbers, taken at every pair of elements of two operands that broadcast. To
 * define one, extend this class, as shown at {@link PointwiseUnary}.
 */
public abstract class PointwiseBinary extends Binary implements DoubleBinaryOperator {
  private final Domain domainX;
  private final Domain domainY;
  private @Nullable ScalarRule ruleX;
  private @Nullable ScalarRule ruleY;

  /** A function that is defined, and smooth, for all pairs of numbers. */
  protected PointwiseBinary(String name) {
    this(name, Domain.ALL, Domain.ALL);
  }

  /** A function with a domain and kinks for each input. */
  protected PointwiseBinary(String name, Domain domainX, Domain domainY) {
    super(name);
    this.domainX = domainX;
    this.domainY = domainY;
  }

  /**
   * The function's value at two numbers. It must depend on these alone: for a large tensor it is
   * called from several threads at once.
   */
  public abstract double value(double x, double y);

  /** The same as {@link #value(double, double)}. */
  @Override
  public final double applyAsDouble(double x, double y) {
    return value(x, y);
  }

  /** Where the derivative can be checked, for the first input. */
  public final Domain domainX() {
    return domainX;
  }

  /** Where the derivative can be checked, for the second input. */
  public final Domain domainY() {
    return domainY;
  }

  /** The derivative rule for the first input, for numbers instead of tensors. */
  public final double cotangentX(double cotangent, double x, double y, double z) {
    ScalarRule traced = ruleX;
    if (traced == null) {
      traced = ScalarRule.trace(this::cotangentX);
      ruleX = traced; // a race is harmless: every thread traces the same rule
    }
    return traced.apply(cotangent, x, y, z);
  }

  /** The derivative rule for the second input, for numbers instead of tensors. */
  public final double cotangentY(double cotangent, double x, double y, double z) {
    ScalarRule traced = ruleY;
    if (traced == null) {
      traced = ScalarRule.trace(this::cotangentY);
      ruleY = traced; // a race is harmless: every thread traces the same rule
    }
    return traced.apply(cotangent, x, y, z);
  }
}
