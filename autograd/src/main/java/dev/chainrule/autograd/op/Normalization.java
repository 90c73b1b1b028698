package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Map;

/** An operation that relates each element to all of its line, along axes; the shape stays. */
abstract class Normalization extends Unary {
  final int[] axes; // ascending, counted from the front

  /** Names an operation on an operand of some shape. */
  Normalization(String name, Shape of, int... axes) {
    super(name);
    this.axes = of.axes(name, axes);
  }

  @Override
  public final Shape shape(Shape x) {
    int[] unused = x.axes(name(), axes);
    return x;
  }

  /** The same operation on an operand of some shape, along other axes. */
  abstract Normalization along(Shape of, int... others);

  @Override
  public final <T extends Numeric<T>> T each(T stacked) {
    if (axes.length > 0) {
      return stacked.apply(along(stacked.shape(), Batch.behind(axes)));
    }
    T rows = stacked.expandDims(-1); // without axes, all would be related, the leading one, too
    return rows.apply(along(rows.shape(), rows.shape().rank() - 1)).reshape(stacked.shape());
  }

  @Override
  public final <T extends Numeric<T>> T dependence(T x) {
    return x.sum(true, axes).broadcastTo(x.shape());
  }

  /** A mask of the largest elements of each line. */
  final <T extends Numeric<T>> T largest(T x) {
    return x.shape().elements() == 0 ? x : x.equalTo(x.max(true, axes));
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("axes", Ints.asList(axes));
  }

  @Override
  public final String toString() {
    return name() + Arrays.toString(axes);
  }
}
