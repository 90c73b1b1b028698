package dev.chainrule.nn.layer;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Spliterator.ORDERED;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Applies layers one after the other. The names of their parameters begin with their names, or with
 * their place, from 0.
 *
 * <pre>{@code
 * Layer network =
 *     Sequential.of(Linear.of(2, 16), Activation.RELU, Dropout.of(0.1), Linear.of(16, 1));
 * network.parameters().keySet(); // 0.weight, 0.bias, 3.weight, 3.bias
 * }</pre>
 */
public final class Sequential implements Layer {
  private final ImmutableMap<String, Layer> layers;
  private final boolean isNamed;

  private Sequential(ImmutableMap<String, Layer> layers, boolean isNamed) {
    this.layers = layers;
    this.isNamed = isNamed;
  }

  /**
   * Makes a sequence of layers that are named by their places; one may stand there twice.
   *
   * @throws IllegalArgumentException if two parameters or buffers would have one name
   */
  public static Sequential of(Layer... layers) {
    ImmutableMap.Builder<String, Layer> named = ImmutableMap.builder();
    for (int i = 0; i < layers.length; i++) {
      named.put(Integer.toString(i), layers[i]);
    }
    return checked(new Sequential(named.buildOrThrow(), false));
  }

  /**
   * Makes a sequence of layers with names, in the map's order.
   *
   * @param layers in a map that keeps an order, such as a {@link java.util.LinkedHashMap}; that of
   *     {@code Map.of} is another in each run of a program
   * @throws IllegalArgumentException if the map has no order, or two parameters or buffers would
   *     have one name
   */
  public static Sequential of(Map<String, Layer> layers) {
    checkArgument(
        layers.size() <= 1 || layers.entrySet().spliterator().hasCharacteristics(ORDERED),
        "Sequential.of: this map has no order of its own, and layers need one: give a LinkedHashMap"
            + " or an ImmutableMap");
    return checked(new Sequential(ImmutableMap.copyOf(layers), true));
  }

  /** Refuses names that run into each other, such as a.b of layer a, and of layer a.b itself. */
  private static Sequential checked(Sequential sequence) {
    Set<String> names = new HashSet<>();
    sequence.forEachName(
        name -> checkArgument(names.add(name), "Sequential.of: two things are called %s", name));
    Parameter.name(sequence.parameters());
    return sequence;
  }

  private void forEachName(Consumer<String> user) {
    layers.forEach(
        (name, layer) -> {
          layer.parameters().keySet().forEach(own -> user.accept(name + "." + own));
          layer.buffers().keySet().forEach(own -> user.accept(name + "." + own));
        });
  }

  /** Gives the layers, first to last. */
  public List<Layer> layers() {
    return layers.values().asList();
  }

  /**
   * Applies all layers in turn, for predictions.
   *
   * @param x whatever the first layer takes
   * @return whatever the last layer makes
   * @throws IllegalArgumentException if a layer gives null
   */
  @Override
  public Value apply(Value x) {
    Value y = x;
    for (Map.Entry<String, Layer> layer : layers.entrySet()) {
      y = given(layer.getKey(), layer.getValue().apply(y));
    }
    return y;
  }

  /**
   * Applies all layers in turn, while learning.
   *
   * @param x whatever the first layer takes
   * @return whatever the last layer makes
   * @throws IllegalArgumentException if a layer gives null
   */
  @Override
  public Value applyTraining(Value x, TrainingPass pass) {
    Value y = x;
    for (Map.Entry<String, Layer> layer : layers.entrySet()) {
      y = given(layer.getKey(), layer.getValue().applyTraining(y, pass));
    }
    return y;
  }

  private static Value given(String name, Value result) {
    checkArgument(result != null, "sequential: layer %s gave null", name);
    return result;
  }

  /** Gives those of all layers, as {@code layer.parameter}. */
  @Override
  public Map<String, Parameter> parameters() {
    ImmutableMap.Builder<String, Parameter> all = ImmutableMap.builder();
    layers.forEach(
        (name, layer) -> layer.parameters().forEach((own, p) -> all.put(name + "." + own, p)));
    return all.buildOrThrow();
  }

  /** Gives those of all layers, as {@code layer.buffer}. */
  @Override
  public Map<String, Buffer> buffers() {
    ImmutableMap.Builder<String, Buffer> all = ImmutableMap.builder();
    layers.forEach(
        (name, layer) -> layer.buffers().forEach((own, b) -> all.put(name + "." + own, b)));
    return all.buildOrThrow();
  }

  /** Gives the layers in a line, such as {@code Sequential(Linear(2 -> 16), RELU)}. */
  @Override
  public String toString() {
    return layers.entrySet().stream()
        .map(entry -> (isNamed ? entry.getKey() + ": " : "") + Layer.describe(entry.getValue()))
        .collect(Collectors.joining(", ", "Sequential(", ")"));
  }
}
