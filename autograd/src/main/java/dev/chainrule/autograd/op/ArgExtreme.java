package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Reduce;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;

/** The index of the largest or the smallest along an axis: of the first one among equals. */
final class ArgExtreme extends Unary {
  private final Places places;
  private final int axis;

  private ArgExtreme(String name, Places places, Shape of, int axis) {
    super(name);
    this.places = places;
    this.axis = of.axis(name, axis);
    declareFlat(0);
  }

  @FunctionalInterface
  private interface Places {
    NdArray of(NdArray x, int axis);
  }

  static ArgExtreme max(Shape of, int axis) {
    return new ArgExtreme("argMax", Reduce::argMax, of, axis);
  }

  static ArgExtreme min(Shape of, int axis) {
    return new ArgExtreme("argMin", Reduce::argMin, of, axis);
  }

  @Override
  public Shape shape(Shape x) {
    int reduced = x.axis(name(), axis);
    Extreme.checkNotEmpty(name(), x, reduced);
    return x.reduce(false, reduced);
  }

  @Override
  public NdArray value(NdArray x) {
    Indices.checkCounted(name(), x, axis);
    return places.of(x, axis).reshape(shape(x.shape()));
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    return stacked.apply(new ArgExtreme(name(), places, stacked.shape(), axis + 1));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return x.filled(0);
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("axis", axis);
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]";
  }
}
