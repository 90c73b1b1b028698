package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Optional;

/**
 * An operation on one input: y = f(x). To define one, extend {@link PointwiseUnary} for a function
 * of numbers, or {@code TensorUnary} for one of whole tensors.
 */
public abstract class Unary extends UnaryForm {
  Unary(String name, boolean isPointwise) {
    super(name, isPointwise);
  }

  /** Names an operation on a whole tensor. */
  protected Unary(String name) {
    super(name, false);
  }

  /**
   * Gives the shape of the result.
   *
   * @param x the shape of the input
   * @throws IllegalArgumentException if the operation does not take an input of this shape
   */
  public abstract Shape shape(Shape x);

  /** Gives the precision of the result for an input of some precision: the same. */
  public DType dtype(DType x) {
    return x;
  }

  /**
   * Gives the cotangent of the input: the derivative rule.
   *
   * @param cotangent of the result, shaped like it
   * @param x the input
   * @param y the result
   * @return the cotangent of the input, shaped like it
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> T cotangent(T cotangent, T x, T y);

  /**
   * Gives the tangent of the result, for forward mode: a linear operation's is the operation
   * itself, a pointwise one's goes by the cotangent's rule, for its Jacobian is diagonal. For an
   * operation that gives none, the cotangent's rule is transposed, which takes more time.
   *
   * @param tangent of the input, shaped like it
   * @param x the input
   * @param y the result
   * @return the tangent of the result, shaped like it; none if there is no such rule
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> Optional<T> tangent(T tangent, T x, T y) {
    if (isLinear()) {
      return Optional.of(tangent.apply(this));
    }
    return isPointwise() ? Optional.of(rule(0).run(tangent, x, y, y)) : Optional.empty();
  }

  /**
   * Applies this to each of many inputs at once: one by one, unless an operation knows better.
   *
   * @param stacked the inputs, along a leading axis: [n, a, b] for n of shape [a, b]
   * @return their results, stacked likewise
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> T each(T stacked) {
    return isPointwise() ? stacked.apply(this) : OneByOne.of(this, stacked);
  }

  /**
   * Gives numbers whose elements are sums of whatever the result's elements may depend on, whatever
   * the numbers: for sparsity patterns. Everything, unless an operation knows better.
   *
   * @param x the input
   * @return shaped like the result
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> T dependence(T x) {
    return x.sum().broadcastTo(shape(x.shape()));
  }

  @Override
  public final <T extends Numeric<T>> List<T> results(List<T> inputs) {
    return List.of(inputs.get(0).apply(this));
  }

  @Override
  final <T extends Numeric<T>> T on(List<T> registers, int[] inputs) {
    return registers.get(inputs[0]).apply(this);
  }

  @Override
  public final <T extends Numeric<T>> void pullBack(Link<T> link) {
    if (link.wants(0)) {
      checkRule(0);
      send(link);
    }
  }

  <T extends Numeric<T>> void send(Link<T> link) {
    link.send(0, cotangent(link.cotangent(), link.input(0), link.result()));
  }
}
