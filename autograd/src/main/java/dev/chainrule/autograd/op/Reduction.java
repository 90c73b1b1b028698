package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** An operation that makes one element of many, along axes. */
abstract class Reduction extends Unary {
  final boolean keepDims;
  final int[] axes; // ascending, counted from the front

  /** Names a reduction of an operand of some shape. */
  Reduction(String name, Shape of, boolean keepDims, int... axes) {
    super(name);
    this.keepDims = keepDims;
    this.axes = of.axes(name, axes);
  }

  @Override
  public Shape shape(Shape x) {
    boolean fits = axes.length == 0 || axes[axes.length - 1] < x.rank();
    return x.reduce(keepDims, fits ? axes : x.axes(name(), axes));
  }

  /** The same reduction of an operand of some shape, along other axes. */
  abstract Reduction along(Shape of, int... others);

  @Override
  public final <T extends Numeric<T>> T each(T stacked) {
    if (axes.length > 0) {
      return stacked.apply(along(stacked.shape(), Batch.behind(axes)));
    }
    T rows = stacked.expandDims(-1); // without axes, all would be reduced, the leading one, too
    return rows.apply(along(rows.shape(), rows.shape().rank() - 1)).reshape(stacked.shape());
  }

  /**
   * Each element of the operand counts for one of the result alone. So how much it counts is what a
   * cotangent of ones sends it.
   */
  @Override
  public final <T extends Numeric<T>> Optional<T> tangent(T tangent, T x, T y) {
    return Optional.of(
        isLinear()
            ? tangent.apply(this)
            : tangent.mul(cotangent(y.filled(1), x, y)).sum(keepDims, axes));
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x) {
    return x.apply(new Sum(x.shape(), keepDims, axes));
  }

  /** The shape with every reduced axis still there, of size 1. */
  final Shape kept(Shape x) {
    return x.reduce(true, axes);
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("axes", Ints.asList(axes), "keepDims", keepDims ? 1 : 0);
  }

  @Override
  public final String toString() {
    return name() + Arrays.toString(axes);
  }
}
