package dev.chainrule.autograd.op;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.shape.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * An operand cut into all its layers along an axis, which goes. One operation with many results, so
 * that their gradients come back as one array; of a slice each, every one would be an array as
 * large as the operand.
 */
final class Unstack extends Nary {
  private final int axis;

  Unstack(Shape of, int axis) {
    super("unstack");
    this.axis = of.axis(name(), axis);
  }

  @Override
  public boolean isLinear() {
    return true;
  }

  @Override
  public boolean isChoice() { // as a slice is
    return true;
  }

  @Override
  public List<Shape> shapes(List<Shape> inputs) {
    Shape x = inputs.get(0);
    int at = x.axis(name(), axis);
    return Collections.nCopies(x.size(at), x.reduce(false, at));
  }

  @Override
  public Movement movement() {
    return Movement.GATHER;
  }

  @Override
  public List<NdArray> value(List<NdArray> inputs) {
    return inputs.get(0).layers(axis);
  }

  @Override
  public <T extends Numeric<T>> List<T> each(List<Batch<T>> inputs) {
    List<T> all = Batch.stacked(inputs);
    return new Unstack(all.get(0).shape(), axis + 1).results(all);
  }

  @Override
  public <T extends Numeric<T>> List<T> cotangents(
      List<T> cotangents, List<T> inputs, List<T> results) {
    return List.of(cotangents.get(0).stack(axis, cotangents.subList(1, cotangents.size())));
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
