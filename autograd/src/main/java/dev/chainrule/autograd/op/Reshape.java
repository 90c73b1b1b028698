package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;

/** The same elements under another shape. */
final class Reshape extends Unary {
  private final Shape target;

  Reshape(Shape target) {
    super("reshape");
    this.target = target;
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    if (x.elements() != target.elements()) {
      throw new IllegalArgumentException(
          "reshape: %s has %s elements, %s has %s"
              .formatted(x, x.elements(), target, target.elements()));
    }
    return target;
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.reshape(target);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.reshape(target.stacked(stacked.shape().size(0)));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.reshape(x.shape());
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
