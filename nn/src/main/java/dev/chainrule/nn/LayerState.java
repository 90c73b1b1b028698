package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;

/** Takes and puts back the numbers of a layer: its parameters, then its buffers, by name. */
public final class LayerState {
  private LayerState() {}

  /** Gives the present numbers, in the order of the layer's names. */
  public static Map<String, Tensor> of(Layer layer) {
    ImmutableMap.Builder<String, Tensor> state = ImmutableMap.builder();
    layer.parameters().forEach((name, parameter) -> state.put(name, parameter.value().data()));
    layer.buffers().forEach((name, buffer) -> state.put(name, buffer.tensor()));
    return state.buildOrThrow();
  }

  /**
   * Gives a layer the numbers of another moment, or of another layer like it.
   *
   * @throws IllegalArgumentException if a name is missing, or is not one of this layer, or a shape
   *     or precision is another; nothing has changed then
   */
  public static void restore(Layer layer, Map<String, Tensor> state) {
    Map<String, Tensor> present = of(layer);
    checkArgument(
        present.keySet().equals(state.keySet()),
        "restore: it is of another layer: missing are %s, and unknown are %s",
        Sets.difference(present.keySet(), state.keySet()),
        Sets.difference(state.keySet(), present.keySet()));
    present.forEach((name, tensor) -> check(name, tensor, found(state, name)));
    layer.parameters().forEach((name, parameter) -> parameter.update(found(state, name)));
    layer.buffers().forEach((name, buffer) -> buffer.update(found(state, name)));
  }

  private static void check(String name, Tensor present, Tensor found) {
    checkArgument(
        present.shape().equals(found.shape()),
        "restore: %s has shape %s; the layer's has %s",
        name,
        found.shape(),
        present.shape());
    checkArgument(
        present.dtype() == found.dtype(),
        "restore: %s is of %s; the layer's is of %s: convert it by to(...), or build the layer in"
            + " the other precision",
        name,
        found.dtype(),
        present.dtype());
  }

  private static Tensor found(Map<String, Tensor> state, String name) {
    Tensor tensor = state.get(name);
    checkArgument(tensor != null, "restore: %s is missing", name);
    return tensor;
  }
}
