package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;

/** Repeated to fill a shape. */
final class BroadcastTo extends Unary {
  private final Shape target;

  BroadcastTo(Shape target) {
    super("broadcastTo");
    this.target = target;
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    checkArgument(x.broadcastsTo(target), "broadcastTo: %s does not fill %s", x, target);
    return target;
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.broadcastTo(target);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    T aligned = new Batch<>(stacked, /* isStacked= */ true).aligned(target.rank());
    return aligned.broadcastTo(target.stacked(stacked.shape().size(0)));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.sumTo(x.shape());
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("shape", Ints.asList(target.toArray()));
  }

  @Override
  public String toString() {
    return name() + target;
  }
}
