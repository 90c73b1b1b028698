package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Scatter;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;
import java.util.Optional;

/** Elements added up where they would be gathered from: the transpose of that. */
final class Scattering extends Binary {
  private final Shape target;
  private final int axis;

  Scattering(Shape target, int axis) {
    super("scatterAdd");
    this.target = target;
    this.axis = target.axis("scatterAdd", axis);
    declareFlat(1);
  }

  @Override
  public Shape shape(Shape x, Shape index) {
    Gathering.check(name(), axis, target, index);
    checkArgument(
        x.equals(index),
        "%s: a source of shape %s with an index of shape %s into %s",
        name(),
        x,
        index,
        target);
    return target;
  }

  /** An index chooses, so that nothing flows into what was not taken. */
  @Override
  public boolean isChoice() {
    return true;
  }

  /** Indices may be of either precision. */
  @Override
  public DType dtype(DType x, DType index) {
    return x;
  }

  @Override
  public Movement movement() {
    return Movement.SCATTER;
  }

  @Override
  public NdArray value(NdArray x, NdArray index) {
    return Scatter.along(x, axis, Indices.fromFront(name(), target, axis, index), target);
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x, T index) {
    return x.sum(true, axis).broadcastTo(target);
  }

  @Override
  public <T extends Numeric<T>> T each(Batch<T> x, Batch<T> y) {
    int count = (x.isStacked() ? x : y).numbers().shape().size(0);
    Scattering all = new Scattering(target.stacked(count), axis + 1);
    return x.stacked(count).apply(all, y.stacked(count));
  }

  /** It is linear in x. */
  @Override
  public <T extends Numeric<T>> Optional<T> tangentX(T tangent, T x, T index, T z) {
    return Optional.of(tangent.apply(this, index));
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T index, T z) {
    return cotangent.apply(new Gathering(target, axis), index);
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T index, T z) {
    return index.filled(0);
  }

  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of("axis", axis, "shape", Ints.asList(target.toArray()));
  }

  @Override
  public String toString() {
    return name() + "[" + axis + "]";
  }
}
