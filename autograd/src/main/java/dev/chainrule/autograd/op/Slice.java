package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every so many elements along each axis, from a start on; backwards where a step is negative. */
final class Slice extends Unary {
  private final int[] starts;
  private final int[] steps;
  private final Shape target;

  private Slice(String name, int[] starts, int[] steps, Shape target) {
    super(name);
    this.starts = starts;
    this.steps = steps;
    this.target = target;
  }

  /** A slice from starts on, so many elements of it. */
  static Slice of(int[] starts, int[] steps, Shape target) {
    return new Slice("slice", starts, steps, target);
  }

  /**
   * A slice of an operand of some shape, from starts to before stops; negative ones count from the
   * end.
   */
  static Slice between(String word, Shape of, int[] starts, int[] stops, int[] steps) {
    int rank = of.rank();
    checkArgument(
        starts.length == rank && stops.length == rank && steps.length == rank,
        "%s: %s starts, %s stops and %s steps for shape %s",
        word,
        starts.length,
        stops.length,
        steps.length,
        of);
    int[] from = new int[rank];
    int[] sizes = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      int size = of.size(axis);
      from[axis] = starts[axis] < 0 ? starts[axis] + size : starts[axis];
      int to = stops[axis] < 0 ? stops[axis] + size : stops[axis];
      checkArgument(
          0 <= from[axis] && from[axis] <= size && 0 <= to && to <= size,
          "%s: from %s to %s is not within axis %s of %s",
          word,
          starts[axis],
          stops[axis],
          axis,
          of);
      checkArgument(
          from[axis] <= to,
          "%s: from %s to %s ends before it begins (along axis %s of %s)",
          word,
          starts[axis],
          stops[axis],
          axis,
          of);
      checkArgument(
          steps[axis] >= 1,
          "%s: a step of %s along axis %s, where 1 is the least",
          word,
          steps[axis],
          axis);
      sizes[axis] = (int) (((long) to - from[axis] + steps[axis] - 1) / steps[axis]);
    }
    return new Slice("slice", from, steps.clone(), Shape.of(sizes));
  }

  /** A slice of an operand of some shape along one axis, counted from the front. */
  static Slice along(String word, Shape of, int axis, int start, int stop) {
    int[] starts = new int[of.rank()];
    int[] stops = of.toArray();
    int[] steps = new int[starts.length];
    Arrays.fill(steps, 1);
    starts[axis] = start;
    stops[axis] = stop;
    return between(word, of, starts, stops, steps);
  }

  /** An operand of some shape, backwards along axes. */
  static Slice backwards(Shape of, int... axes) {
    int[] starts = new int[of.rank()];
    int[] steps = new int[of.rank()];
    Arrays.fill(steps, 1);
    for (int axis : of.axes("flip", axes)) {
      starts[axis] = Math.max(of.size(axis) - 1, 0);
      steps[axis] = -1;
    }
    return new Slice("flip", starts, steps, of);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public boolean isChoice() {
    return true;
  }

  @Override
  public Shape shape(Shape x) {
    boolean fits = x.rank() == starts.length;
    for (int axis = 0; fits && axis < starts.length; axis++) {
      int count = target.size(axis);
      long last = starts[axis] + (count - 1L) * steps[axis];
      fits = count == 0 || (starts[axis] < x.size(axis) && last >= 0 && last < x.size(axis));
    }
    checkArgument(fits, "%s: shape %s has no such elements", this, x);
    return target;
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public NdArray value(NdArray x) {
    return x.slice(starts, steps, target);
  }

  @Override
  public <T extends Numeric<T>> T each(T stacked) {
    Shape all = target.stacked(stacked.shape().size(0));
    return stacked.apply(
        new Slice(name(), Ints.concat(new int[1], starts), Ints.concat(new int[] {1}, steps), all));
  }

  @Override
  public <T extends Numeric<T>> T cotangent(T cotangent, T x, T y) {
    return cotangent.apply(place(x.shape()));
  }

  private Place place(Shape x) {
    return new Place(starts, steps, x, 0);
  }

  @Override
  <T extends Numeric<T>> void send(Link<T> link) {
    link.send(0, link.cotangent(), place(link.input(0).shape()));
  }

  /** The name, and along each axis the start, the stop, and the step if it is not 1. */
  @Override
  public Map<String, Object> parameters() {
    return ImmutableMap.of(
        "starts", Ints.asList(starts),
        "steps", Ints.asList(steps),
        "shape", Ints.asList(target.toArray()));
  }

  @Override
  public String toString() {
    return IntStream.range(0, starts.length)
        .mapToObj(this::range)
        .collect(Collectors.joining(", ", name() + "[", "]"));
  }

  /** As NumPy writes it, such as {@code 0:6:2}, or {@code 5::-1} back to the front. */
  private String range(int axis) {
    int start = starts[axis];
    int step = steps[axis];
    int count = target.size(axis);
    if (count == 0) {
      return start + ":" + start;
    }
    long stop = start + (count - 1L) * step + Integer.signum(step);
    boolean isPlain = step == 1 || (count == 1 && step > 0);
    return start + ":" + (stop < 0 ? "" : stop) + (isPlain ? "" : ":" + step);
  }
}
