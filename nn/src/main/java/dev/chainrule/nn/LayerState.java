package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Takes and puts back the numbers of a layer: its parameters, then its buffers, by name. */
public final class LayerState {
  private LayerState() {}

  /**
   * Gives the present numbers, in the order of the layer's names.
   *
   * @throws IllegalArgumentException if a parameter and a buffer have one name
   */
  public static Map<String, Tensor> of(Layer layer) {
    Map<String, Parameter> parameters = layer.parameters();
    Map<String, Buffer> buffers = layer.buffers();
    checkArgument(
        Collections.disjoint(parameters.keySet(), buffers.keySet()),
        "of: %s are names of parameters and of buffers; give each a name of its own",
        Sets.intersection(parameters.keySet(), buffers.keySet()));
    ImmutableMap.Builder<String, Tensor> state = ImmutableMap.builder();
    parameters.forEach((name, parameter) -> state.put(name, parameter.value().data()));
    buffers.forEach((name, buffer) -> state.put(name, buffer.tensor()));
    return state.buildOrThrow();
  }

  /**
   * Gives a layer the numbers of another moment, or of another layer like it.
   *
   * @throws IllegalArgumentException if a name is missing, or is not one of this layer, or a shape
   *     or precision is another, or one parameter that has two names is to become two things;
   *     nothing has changed then
   */
  public static void restore(Layer layer, Map<String, Tensor> state) {
    updates(layer, state).apply();
  }

  /**
   * Prepares what {@link #restore} does, and changes nothing yet.
   *
   * @throws IllegalArgumentException as {@link #restore} does
   */
  public static Updates updates(Layer layer, Map<String, Tensor> state) {
    Map<String, Tensor> present = of(layer);
    checkArgument(
        present.keySet().equals(state.keySet()),
        "restore: it is of another layer: missing are %s, and unknown are %s",
        Sets.difference(present.keySet(), state.keySet()),
        Sets.difference(state.keySet(), present.keySet()));
    present.forEach((name, tensor) -> check(name, tensor, found(state, name)));
    checkTied(layer.parameters(), state);
    Updates updates = new Updates();
    layer.parameters().forEach((name, parameter) -> updates.put(parameter, found(state, name)));
    layer.buffers().forEach((name, buffer) -> updates.put(buffer, found(state, name)));
    return updates;
  }

  /** Refuses different numbers for one parameter: all but the last would be lost. */
  private static void checkTied(Map<String, Parameter> parameters, Map<String, Tensor> state) {
    Map<Parameter, String> firstNames = new HashMap<>();
    parameters.forEach(
        (name, parameter) -> {
          String first = firstNames.putIfAbsent(parameter, name);
          checkArgument(
              first == null
                  || Arrays.equals(found(state, first).toArray(), found(state, name).toArray()),
              "restore: %s and %s are one parameter here, but hold different numbers there",
              first,
              name);
        });
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
