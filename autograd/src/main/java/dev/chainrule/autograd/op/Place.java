package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.kernel.Scatter;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Placed where a slice would take it from, on a background: the transpose of a slice. */
final class Place extends Unary {
  private static final String TRANSPOSE = "place"; // what sweeps make of slices; not a pad

  private final int[] starts;
  private final int[] steps;
  private final Shape target;
  private final double background;

  Place(int[] starts, int[] steps, Shape target, double background) {
    this(TRANSPOSE, starts, steps, target, background);
  }

  private Place(String name, int[] starts, int[] steps, Shape target, double background) {
    super(name);
    this.starts = starts;
    this.steps = steps;
    this.target = target;
    this.background = background;
  }

  /** Elements of one value around an operand of some shape. */
  static Place pad(Shape of, int[] before, int[] after, double value) {
    int rank = of.rank();
    checkArgument(
        before.length == rank && after.length == rank,
        "pad: %s counts before and %s after for shape %s",
        before.length,
        after.length,
        of);
    int[] sizes = of.toArray();
    int[] steps = new int[rank];
    Arrays.fill(steps, 1);
    for (int axis = 0; axis < rank; axis++) {
      checkArgument(
          before[axis] >= 0 && after[axis] >= 0,
          "pad: %s before and %s after axis %s; neither can be negative",
          before[axis],
          after[axis],
          axis);
      long size = (long) sizes[axis] + before[axis] + after[axis];
      checkArgument(
          size <= Integer.MAX_VALUE, "pad: more than 2^31 - 1 elements along axis %s", axis);
      sizes[axis] = (int) size;
    }
    return new Place("pad", before.clone(), steps, Shape.of("pad", sizes), value);
  }

  @Override
  public boolean isLinear() {
    return background == 0;
  }

  @Override
  public Shape shape(Shape x) {
    boolean fits = x.rank() == starts.length;
    for (int axis = 0; fits && axis < starts.length; axis++) {
      long last = starts[axis] + (x.size(axis) - 1L) * steps[axis];
      fits = x.size(axis) == 0 || (last >= 0 && last < target.size(axis));
    }
    checkArgument(fits, "%s: shape %s does not fit there", this, x);
    return target;
  }

  @Override
  public Movement movement() {
    return background == 0 ? Movement.GATHER : Movement.NONE;
  }

  @Override
  public <T extends Numeric<T>> T dependence(T x) {
    return x.apply(new Place(name(), starts, steps, target, 0));
  }

  /** Added to zeros where it is a transpose, as it is along with other parts: 0 + -0 is 0. */
  @Override
  public NdArray value(NdArray x) {
    if (!isScatter()) {
      return Scatter.into(x, starts, steps, target, background);
    }
    NdArray sum = NdArray.allocate(x.dtype(), target);
    addTo(sum, x);
    return sum;
  }

  @Override
  public boolean isScatter() {
    return name().equals(TRANSPOSE) && background == 0;
  }

  @Override
  public void addTo(NdArray sum, NdArray x) {
    Scatter.add(x, starts, steps, sum);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    int[] from = Ints.concat(new int[1], starts);
    int[] by = Ints.concat(new int[] {1}, steps);
    Shape all = target.stacked(stacked.shape().size(0));
    return stacked.apply(new Place(name(), from, by, all, background));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(Slice.of(starts, steps, x.shape()));
  }

  /** The name, start and step along each axis, the shape, and the background if it is not 0. */
  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of(
        "starts", Ints.asList(starts),
        "steps", Ints.asList(steps),
        "shape", Ints.asList(target.toArray()),
        "background", background);
  }

  @Override
  public String toString() {
    String places =
        IntStream.range(0, starts.length)
            .mapToObj(axis -> starts[axis] + (steps[axis] == 1 ? "" : " by " + steps[axis]))
            .collect(Collectors.joining(", ", name() + "[", "]"));
    return places + target + (Double.compare(background, 0) == 0 ? "" : " of " + background);
  }
}
