package dev.chainrule.autograd.op;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number, taken at every element. To define one, extend this class; it works on
 * scalars and tensors, and at second order.
 *
 * <pre>{@code
 * class Cube extends PointwiseUnary {
 *   Cube() {
 *     super("cube");
 *   }
 *
 *   @Override
 *   public double value(double x) {
 *     return x * x * x;
 *   }
 *
 *   @Override
 *   public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
 *     return cotangent.mul(x.square()).mul(3);
 *   }
 * }
 *
 * Value y = x.apply(new Cube());
 * GradCheck.assertGradients(x -> x.apply(new Cube()), Tensor.of(0.3, -0.7));
 * }</pre>
 */
public abstract class PointwiseUnary extends Unary implements DoubleUnaryOperator {
  private final Domain domain;
  private @Nullable ScalarRule rule;

  /** A function that is defined, and smooth, for every number. */
  protected PointwiseUnary(String name) {
    this(name, Domain.ALL);
  }

  /** A function with a domain and kinks. */
  protected PointwiseUnary(String name, Domain domain) {
    super(name);
    this.domain = domain;
  }

  /**
   * The function's value at one number. It must depend on that alone: for a large tensor it is
   * called from several threads at once.
   */
  public abstract double value(double x);

  /** The same as {@link #value(double)}. */
  @Override
  public final double applyAsDouble(double x) {
    return value(x);
  }

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
