package dev.chainrule.nn.onnx;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.LayerNorm;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Residual;
import dev.chainrule.nn.layer.Sequential;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Writes layers as nodes of a graph, each as it is for predictions. */
final class OnnxLayers {
  private static final double EPSILON = 1e-5; // of both normalisations

  private OnnxLayers() {}

  /**
   * Adds what a layer computes.
   *
   * @param x the name of its input
   * @return the name of its output
   */
  static String add(OnnxGraph graph, Layer layer, String x) {
    if (layer instanceof Sequential sequence) {
      String y = x;
      for (Layer part : sequence.layers()) {
        y = add(graph, part, y);
      }
      return y;
    }
    if (layer instanceof Mlp mlp) {
      String y = x;
      for (Mlp.Stage stage : mlp.stages()) {
        y = OnnxActivations.add(graph, stage.activation(), linear(graph, stage.linear(), y));
      }
      return y;
    }
    if (layer instanceof Residual residual) {
      return graph.node("Add", x, add(graph, residual.layer(), x));
    }
    if (layer instanceof Linear linear) {
      return linear(graph, linear, x);
    }
    if (layer instanceof Activation activation) {
      return OnnxActivations.add(graph, activation, x);
    }
    if (layer instanceof LayerNorm) {
      return layerNorm(graph, layer.parameters(), x);
    }
    if (layer instanceof BatchNorm) {
      return batchNorm(graph, layer, x);
    }
    if (layer instanceof Dropout) {
      return x;
    }
    throw new IllegalArgumentException(
        "OnnxFile.write: "
            + Layer.describe(layer)
            + " can't be written; what can is Linear, Activation, LayerNorm, BatchNorm, Dropout,"
            + " and Sequential, Residual and Mlp of these");
  }

  /** A product with the weights turned over, plus the bias. */
  private static String linear(OnnxGraph graph, Linear linear, String x) {
    return graph.node(
        "Gemm",
        ImmutableList.of(OnnxGraph.integer("transB", 1)),
        x,
        graph.parameter(linear.weight()),
        graph.parameter(linear.bias()));
  }

  /** By its parts: as one operator it is younger than the version that is written. */
  private static String layerNorm(OnnxGraph graph, Map<String, Parameter> parameters, String x) {
    String centred = graph.node("Sub", x, mean(graph, x));
    String variance = mean(graph, graph.node("Mul", centred, centred));
    return normalized(graph, centred, variance, parameters);
  }

  private static String mean(OnnxGraph graph, String x) {
    return graph.node("ReduceMean", ImmutableList.of(OnnxGraph.integers("axes", -1)), x);
  }

  /** By its parts: as one operator it takes ε in float32 only. */
  private static String batchNorm(OnnxGraph graph, Layer layer, String x) {
    String mean = graph.buffer(requireNonNull(layer.buffers().get("running_mean")));
    String variance = graph.buffer(requireNonNull(layer.buffers().get("running_var")));
    return normalized(graph, graph.node("Sub", x, mean), variance, layer.parameters());
  }

  private static String normalized(
      OnnxGraph graph, String centred, String variance, Map<String, Parameter> parameters) {
    String deviation = graph.node("Sqrt", graph.node("Add", variance, graph.constant(EPSILON)));
    String weight = graph.parameter(requireNonNull(parameters.get("weight")));
    String bias = graph.parameter(requireNonNull(parameters.get("bias")));
    String scaled = graph.node("Mul", graph.node("Div", centred, deviation), weight);
    return graph.node("Add", scaled, bias);
  }

  /** Finds how many inputs a network takes, if a layer of it says so. */
  static OptionalInt inputs(Layer layer) {
    if (layer instanceof Sequential sequence) {
      return sequence.layers().stream()
          .map(OnnxLayers::inputs)
          .flatMap(found -> found.stream().boxed())
          .mapToInt(found -> found)
          .findFirst();
    }
    if (layer instanceof Residual residual) {
      return inputs(residual.layer());
    }
    if (layer instanceof Mlp mlp) {
      return inputs(mlp.stages().get(0).linear());
    }
    boolean isSized =
        layer instanceof Linear || layer instanceof LayerNorm || layer instanceof BatchNorm;
    return Stream.of(layer)
        .filter(any -> isSized)
        .map(any -> requireNonNull(any.parameters().get("weight")).value().shape())
        .mapToInt(shape -> shape.size(shape.rank() - 1))
        .findFirst();
  }
}
