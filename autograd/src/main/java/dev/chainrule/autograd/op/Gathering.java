package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.Gather;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import java.util.Map;
import java.util.Optional;

/** Elements along an axis, each by a number of its own, which stands in the second operand. */
final class Gathering extends Binary {
  private final int axis;

  Gathering(Shape of, int axis) {
    super("gather");
    this.axis = of.axis("gather", axis);
    declareFlat(1);
  }

  @Override
  public Shape shape(Shape x, Shape index) {
    check(name(), axis, x, index);
    return index;
  }

  /** Refuses an index that differs from x along another axis. */
  static void check(String word, int axis, Shape x, Shape index) {
    checkArgument(
        x.rank() == index.rank() && x.reduce(false, axis).equals(index.reduce(false, axis)),
        "%s: an index of shape %s differs from %s along another axis than %s",
        word,
        index,
        x,
        axis);
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
    return Movement.GATHER;
  }

  @Override
  public NdArray value(NdArray x, NdArray index) {
    int[] indices = Indices.fromFront(name(), x.shape(), axis, index);
    return Gather.along(x, axis, indices, index.shape());
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x, T index) {
    return x.sum(true, axis).broadcastTo(index.shape());
  }

  @Override
  public <T extends Numeric<T>> T each(Batch<T> x, Batch<T> y) {
    int count = (x.isStacked() ? x : y).numbers().shape().size(0);
    T all = x.stacked(count);
    return all.apply(new Gathering(all.shape(), axis + 1), y.stacked(count));
  }

  /** It is linear in x. */
  @Override
  public <T extends Numeric<T>> Optional<T> tangentX(T tangent, T x, T index, T z) {
    return Optional.of(tangent.apply(this, index));
  }

  @Override
  public <T extends Numeric<T>> T cotangentX(T cotangent, T x, T index, T z) {
    return cotangent.apply(new Scattering(x.shape(), axis), index);
  }

  @Override
  public <T extends Numeric<T>> T cotangentY(T cotangent, T x, T index, T z) {
    return index.filled(0);
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
