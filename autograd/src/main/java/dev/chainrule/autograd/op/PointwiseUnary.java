package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of one number, taken at every element. To define one, extend this class; it works on
 * scalars and tensors, forward and backward, and at second order.
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
 *
 * <p>An instance must not change: its rule is traced once. One that overrides {@link #isPure} to
 * return true joins chains of operations that are computed in one pass over memory.
 */
public abstract class PointwiseUnary extends PointwiseUnaryForm implements DoubleUnaryOperator {
  private final Domain domain;
  private @Nullable Program rule;

  /** Names a function that is defined, and smooth, for every number. */
  protected PointwiseUnary(String name) {
    this(name, Domain.ALL);
  }

  /** Names a function with a domain and kinks. */
  protected PointwiseUnary(String name, Domain domain) {
    super(name);
    this.domain = domain;
  }

  /**
   * Computes the function at one number. It must depend on that alone: for a large tensor it is
   * called from several threads at once.
   */
  @Override
  public abstract double value(double x);

  /** Computes the same as {@link #value(double)}. */
  @Override
  public final double applyAsDouble(double x) {
    return value(x);
  }

  /** Gives the shape of the result: that of the input. */
  @Override
  public final Shape shape(Shape x) {
    return x;
  }

  /** Gives the precision of the result: that of the input. */
  @Override
  public final DType dtype(DType x) {
    return x;
  }

  @Override
  public final Domain domain(int input) {
    return domain;
  }

  /** Traces the derivative rule: of the cotangent, the input and the result. */
  @Override
  public final Program rule(int input) {
    Program traced = rule;
    if (traced == null) {
      traced = trace();
      rule = traced; // a race is harmless: every thread traces the same rule
    }
    return traced;
  }
}
