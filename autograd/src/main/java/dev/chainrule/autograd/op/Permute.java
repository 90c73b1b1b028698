package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Map;

/** The axes in another order. */
final class Permute extends Unary {
  private final int[] order;

  Permute(int... order) {
    super("permute");
    this.order = order;
  }

  /** Counts axes from the front. */
  static Permute of(Shape shape, int... order) {
    int[] fromFront = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      fromFront[i] = shape.axis("permute", order[i]);
    }
    return new Permute(fromFront);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    int[] sizes = new int[order.length];
    int named = 0;
    for (int i = 0; i < order.length; i++) {
      sizes[i] = x.size(x.axis(name(), order[i]));
      named += Ints.indexOf(order, order[i]) == i ? 1 : 0;
    }
    checkArgument(
        order.length == x.rank() && named == order.length,
        "permute: %s does not name every axis of %s once",
        Ints.asList(order),
        x);
    return Shape.of(sizes);
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.permute(order);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    int[] behind = new int[order.length + 1];
    for (int i = 0; i < order.length; i++) {
      behind[i + 1] = order[i] + 1;
    }
    return stacked.permute(behind);
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    int[] back = new int[order.length];
    for (int axis = 0; axis < order.length; axis++) {
      back[order[axis]] = axis;
    }
    return cotangent.permute(back);
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("order", Ints.asList(order));
  }

  @Override
  public String toString() {
    return name() + Arrays.toString(order);
  }
}
