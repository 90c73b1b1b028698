package dev.chainrule.nn.layer;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import java.util.List;
import java.util.Map;

/**
 * Layers one after the other. The names of their parameters begin with their names, or with their
 * place, from 0.
 *
 * <pre>{@code
 * Layer network =
 *     Sequential.of(
 *         Linear.of(2, 16, Initializer.he(), random),
 *         Activation.RELU,
 *         Dropout.of(0.1),
 *         Linear.of(16, 1, Initializer.glorot(), random));
 * network.parameters().keySet(); // 0.weight, 0.bias, 3.weight, 3.bias
 * }</pre>
 */
public final class Sequential implements Layer {
  private final ImmutableMap<String, Layer> layers;

  private Sequential(ImmutableMap<String, Layer> layers) {
    this.layers = layers;
  }

  /** Layers that are named by their places. */
  public static Sequential of(Layer... layers) {
    ImmutableMap.Builder<String, Layer> named = ImmutableMap.builder();
    for (int i = 0; i < layers.length; i++) {
      named.put(Integer.toString(i), layers[i]);
    }
    return new Sequential(named.buildOrThrow());
  }

  /** Layers with names, in the map's order. */
  public static Sequential of(Map<String, Layer> layers) {
    return new Sequential(ImmutableMap.copyOf(layers));
  }

  /** The layers, first to last. */
  public List<Layer> layers() {
    return layers.values().asList();
  }

  @Override
  public Value apply(Value x) {
    Value y = x;
    for (Layer layer : layers.values()) {
      y = layer.apply(y);
    }
    return y;
  }

  @Override
  public Value applyTraining(Value x, TrainingPass training) {
    Value y = x;
    for (Layer layer : layers.values()) {
      y = layer.applyTraining(y, training);
    }
    return y;
  }

  @Override
  public Map<String, Parameter> parameters() {
    ImmutableMap.Builder<String, Parameter> all = ImmutableMap.builder();
    layers.forEach(
        (name, layer) -> layer.parameters().forEach((own, p) -> all.put(name + "." + own, p)));
    return all.buildOrThrow();
  }

  @Override
  public Map<String, Buffer> buffers() {
    ImmutableMap.Builder<String, Buffer> all = ImmutableMap.builder();
    layers.forEach(
        (name, layer) -> layer.buffers().forEach((own, b) -> all.put(name + "." + own, b)));
    return all.buildOrThrow();
  }
}
