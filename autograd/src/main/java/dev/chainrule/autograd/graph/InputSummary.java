package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Optional;

/**
 * What an input of an operation looks like, in a few numbers.
 *
 * @param name that it was given by {@link Value#named}, if it was
 * @param shape of the input
 * @param min the smallest element; NaN if one is, or there are none
 * @param max the largest element; NaN if one is, or there are none
 */
public record InputSummary(Optional<String> name, Shape shape, double min, double max) {
  static InputSummary of(Value value) {
    Tensor data = value.data();
    boolean isEmpty = data.shape().elements() == 0;
    return new InputSummary(
        value.name(),
        data.shape(),
        isEmpty ? Double.NaN : data.min().item(),
        isEmpty ? Double.NaN : data.max().item());
  }

  /** Gives the name, the shape and the range: {@code w [2] from -4.0 to 1.0}. */
  @Override
  public String toString() {
    String range = shape.elements() == 0 ? "" : " from " + min + " to " + max;
    String named = name.map(text -> Quoted.name(text) + " ").orElse("");
    return shape.rank() == 0 ? named + min : named + shape + range;
  }
}
