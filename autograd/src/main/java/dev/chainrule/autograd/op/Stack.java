package dev.chainrule.autograd.op;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.kernel.Gather;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Any number of operands of one shape side by side along a new axis. */
final class Stack extends Nary {
  private final int axis;

  Stack(Shape of, int axis) {
    super("stack");
    this.axis = newAxis(name(), of, axis);
  }

  /** Where a new axis stands among those of a result that has one more than {@code of}. */
  static int newAxis(String operation, Shape of, int axis) {
    int rank = of.rank() + 1;
    checkArgument(
        axis >= -rank && axis < rank, "%s: no axis %s can be put into %s", operation, axis, of);
    return axis < 0 ? axis + rank : axis;
  }

  /** The sizes of a shape with a new axis among them. */
  static int[] withAxis(Shape of, int axis, int size) {
    int[] sizes = of.toArray();
    return Ints.concat(
        Arrays.copyOf(sizes, axis), new int[] {size}, Arrays.copyOfRange(sizes, axis, of.rank()));
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    Shape first = inputs.get(0);
    for (Shape input : inputs) {
      checkArgument(input.equals(first), "stack: shapes differ: %s and %s", first, input);
    }
    int at = newAxis(name(), first, axis);
    return List.of(Shape.of("stack", withAxis(first, at, inputs.size())));
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public List<NdArray> value(List<NdArray> inputs) {
    Shape target = shapes(inputs.stream().map(NdArray::shape).toList()).get(0);
    return List.of(Gather.stack(inputs, axis, target));
  }

  @Override
  public <T extends Numeric<T>> List<T> each(List<Batch<T>> inputs) {
    List<T> all = Batch.stacked(inputs);
    return new Stack(all.get(0).shape(), axis + 1).results(all);
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    return cotangents.get(0).unstack(axis);
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
