package dev.chainrule.autograd.op;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.List;
import java.util.Optional;

/**
 * An operation on two inputs: z = f(x, y). To define one, extend {@link PointwiseBinary} for a
 * function of numbers, or {@code TensorBinary} for one of whole tensors.
 */
public abstract class Binary extends BinaryForm {
  Binary(String name, boolean isPointwise) {
    super(name, isPointwise);
  }

  /** Names an operation on two whole tensors. */
  protected Binary(String name) {
    super(name, false);
  }

  /**
   * Gives the shape of the result.
   *
   * @param x the shape of the first input
   * @param y the shape of the second input
   * @throws IllegalArgumentException if the operation does not take inputs of these shapes
   */
  public abstract Shape shape(Shape x, Shape y);

  /**
   * Gives the precision of the result: that of the inputs.
   *
   * @param x the precision of the first input
   * @param y the precision of the second input
   * @throws IllegalArgumentException if these differ
   */
  public DType dtype(DType x, DType y) {
    return Precisions.common(name(), x, y);
  }

  /**
   * Gives the cotangent of the first input: its derivative rule.
   *
   * @param cotangent of the result, shaped like it
   * @param x the first input
   * @param y the second input
   * @param z the result
   * @return the cotangent of the first input, shaped like it or, where that was repeated by
   *     broadcasting, like the result
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> T cotangentX(T cotangent, T x, T y, T z);

  /**
   * Gives the cotangent of the second input: its derivative rule.
   *
   * @param cotangent of the result, shaped like it
   * @param x the first input
   * @param y the second input
   * @param z the result
   * @return the cotangent of the second input, shaped like it or, where that was repeated by
   *     broadcasting, like the result
   * @param <T> the kind of number
   */
  public abstract <T extends Numeric<T>> T cotangentY(T cotangent, T x, T y, T z);

  /**
   * Tells whether it is linear in each of its inputs alone, as a product is: then the tangent of an
   * input takes the input's place.
   */
  public boolean isBilinear() {
    return false;
  }

  /**
   * Gives the part of the result's tangent that comes from the first input, for forward mode; for
   * an operation that gives none, the cotangent's rule is transposed, which takes more time.
   *
   * @param tangent of the first input, shaped like it
   * @param x the first input
   * @param y the second input
   * @param z the result
   * @return shaped like the result or, where an input is to be repeated by broadcasting, like what
   *     broadcasts to it; none if there is no such rule
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> Optional<T> tangentX(T tangent, T x, T y, T z) {
    if (isBilinear()) {
      return Optional.of(tangent.apply(this, y));
    }
    return isPointwise() ? Optional.of(rule(0).run(tangent, x, y, z)) : Optional.empty();
  }

  /**
   * Gives the part of the result's tangent that comes from the second input, in the same way.
   *
   * @param tangent of the second input, shaped like it
   * @param x the first input
   * @param y the second input
   * @param z the result
   * @return as for the first input
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> Optional<T> tangentY(T tangent, T x, T y, T z) {
    if (isBilinear()) {
      return Optional.of(x.apply(this, tangent));
    }
    return isPointwise() ? Optional.of(rule(1).run(tangent, x, y, z)) : Optional.empty();
  }

  /**
   * Gives the tangent of the result where both inputs have one, for forward mode: the sum of both
   * parts, for an operation that has a quicker way to it than part by part.
   *
   * @param tangentX of the first input, shaped like it
   * @param tangentY of the second input, shaped like it
   * @param x the first input
   * @param y the second input
   * @param z the result
   * @return as {@link #tangentX}; none if there is no quicker way
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> Optional<T> tangent(T tangentX, T tangentY, T x, T y, T z) {
    return isLinear() ? Optional.of(tangentX.apply(this, tangentY)) : Optional.empty();
  }

  /**
   * Applies this to each of many pairs of inputs at once: one by one, unless an operation knows
   * better.
   *
   * @param x the first inputs
   * @param y the second inputs; those or these are stacked along a leading axis, or both
   * @return the results, stacked along a leading axis
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> T each(Batch<T> x, Batch<T> y) {
    return isPointwise() ? broadcast(x, y) : OneByOne.of(this, x, y);
  }

  /**
   * Gives numbers whose elements are sums of whatever the result's elements may depend on, whatever
   * the numbers: for sparsity patterns. Everything, unless an operation knows better.
   *
   * @param x the first input
   * @param y the second input
   * @return shaped like the result
   * @param <T> the kind of number
   */
  public <T extends Numeric<T>> T dependence(T x, T y) {
    return x.sum().add(y.sum()).broadcastTo(shape(x.shape(), y.shape()));
  }

  /** For operations whose leading axes broadcast. */
  final <T extends Numeric<T>> T broadcast(Batch<T> x, Batch<T> y) {
    int rank = Math.max(x.rank(), y.rank());
    return x.aligned(rank).apply(this, y.aligned(rank));
  }

  @Override
  public final <T extends Numeric<T>> List<T> results(List<T> inputs) {
    return List.of(inputs.get(0).apply(this, inputs.get(1)));
  }

  @Override
  final <T extends Numeric<T>> T on(List<T> registers, int[] inputs) {
    return registers.get(inputs[0]).apply(this, registers.get(inputs[1]));
  }

  @Override
  public final <T extends Numeric<T>> void pullBack(Link<T> link) {
    T cotangent = link.cotangent();
    T x = link.input(0);
    T y = link.input(1);
    if (link.wants(0)) {
      checkRule(0);
      link.send(0, cotangentX(cotangent, x, y, link.result()));
    }
    if (link.wants(1)) {
      checkRule(1);
      link.send(1, cotangentY(cotangent, x, y, link.result()));
    }
  }
}
