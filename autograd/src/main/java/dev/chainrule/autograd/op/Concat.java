package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.Gather;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Any number of operands one after the other along an axis. */
final class Concat extends Nary {
  private final int axis;

  Concat(Shape of, int axis) {
    super("concat");
    checkHasAxes(of);
    this.axis = of.axis("concat", axis);
  }

  private static void checkHasAxes(Shape shape) {
    checkArgument(
        shape.rank() > 0,
        "concat: a single number, of shape [], has no axis to join along: make a vector of it by"
            + " reshape(1)");
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    Shape first = inputs.get(0);
    int at = first.axis(name(), axis);
    int[] sizes = first.toArray();
    long size = 0;
    for (Shape input : inputs) {
      checkHasAxes(input);
      checkArgument(
          first.rank() == input.rank() && first.reduce(false, at).equals(input.reduce(false, at)),
          "concat: shapes differ along another axis than %s: %s and %s",
          axis,
          first,
          input);
      size += input.size(at);
    }
    checkArgument(
        size <= Integer.MAX_VALUE, "concat: more than 2^31 - 1 elements along axis %s", axis);
    sizes[at] = (int) size;
    return List.of(Shape.of("concat", sizes));
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public List<NdArray> value(List<NdArray> inputs) {
    Shape target = shapes(inputs.stream().map(NdArray::shape).toList()).get(0);
    return List.of(Gather.concat(inputs, axis, target));
  }

  @Override
  public <T extends Numeric<T>> List<T> each(List<Batch<T>> inputs) {
    List<T> all = Batch.stacked(inputs);
    return new Concat(all.get(0).shape(), axis + 1).results(all);
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    List<T> parts = new ArrayList<>(inputs.size());
    int start = 0;
    for (T input : inputs) {
      int stop = start + input.shape().size(axis);
      parts.add(cotangents.get(0).slice(axis, start, stop));
      start = stop;
    }
    return parts;
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
