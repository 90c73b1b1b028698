package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A function of two numbers, taken at every pair of elements of two operands that broadcast. To
 * define one, extend this class, as shown at {@link PointwiseUnary}.
 */
public abstract class PointwiseBinary extends PointwiseBinaryForm implements DoubleBinaryOperator {
  private final Domain domainX;
  private final Domain domainY;
  private @Nullable Program ruleX;
  private @Nullable Program ruleY;

  /** Names a function that is defined, and smooth, for all pairs of numbers. */
  protected PointwiseBinary(String name) {
    this(name, Domain.ALL, Domain.ALL);
  }

  /** Names a function with a domain and kinks for each input. */
  protected PointwiseBinary(String name, Domain domainX, Domain domainY) {
    super(name);
    this.domainX = domainX;
    this.domainY = domainY;
  }

  /**
   * Computes the function at two numbers. It must depend on these alone: for a large tensor it is
   * called from several threads at once.
   */
  @Override
  public abstract double value(double x, double y);

  /** Computes the same as {@link #value(double, double)}. */
  @Override
  public final double applyAsDouble(double x, double y) {
    return value(x, y);
  }

  /** Gives the shape of the result: the one that both inputs broadcast to. */
  @Override
  public final Shape shape(Shape x, Shape y) {
    return Shape.broadcast(name(), x, y);
  }

  /** Gives the precision of the result: that of both inputs, which must be the same. */
  @Override
  public final DType dtype(DType x, DType y) {
    return super.dtype(x, y);
  }

  @Override
  public final Domain domain(int input) {
    return input == 0 ? domainX : domainY;
  }

  /** Traces a derivative rule: of the cotangent, both inputs and the result. */
  @Override
  public final Program rule(int input) {
    return input == 0 ? ruleX() : ruleY();
  }

  // Races are harmless: every thread traces the same rule.

  private Program ruleX() {
    Program traced = ruleX;
    if (traced == null) {
      traced = trace(0);
      ruleX = traced;
    }
    return traced;
  }

  private Program ruleY() {
    Program traced = ruleY;
    if (traced == null) {
      traced = trace(1);
      ruleY = traced;
    }
    return traced;
  }
}
