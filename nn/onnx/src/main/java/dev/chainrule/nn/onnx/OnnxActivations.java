package dev.chainrule.nn.onnx;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.nn.layer.Activation;

/**
 * Writes activations as nodes of a graph. Some operators run in float32 only; in float64 these
 * activations are made of others.
 */
final class OnnxActivations {
  private static final double LEAK = 0.01;

  private OnnxActivations() {}

  static String add(OnnxGraph graph, Activation activation, String x) {
    boolean isSingle = graph.dtype() == DType.FLOAT32;
    return switch (activation) {
      case IDENTITY -> x;
      case SIGMOID -> graph.node("Sigmoid", x);
      case TANH -> graph.node("Tanh", x);
      case RELU -> graph.node("Relu", x);
      case SOFTMAX -> graph.node("Softmax", ImmutableList.of(OnnxGraph.integer("axis", -1)), x);
      case SILU -> isSingle ? graph.node("Mul", x, graph.node("Sigmoid", x)) : silu(graph, x);
      case LEAKY_RELU ->
          isSingle ? scaled(graph, "LeakyRelu", (float) LEAK, x) : leakyRelu(graph, x);
      case ELU -> isSingle ? scaled(graph, "Elu", 1, x) : elu(graph, x);
      case SOFTPLUS -> isSingle ? graph.node("Softplus", x) : softplus(graph, x);
      case GELU -> {
        if (!isSingle) {
          throw new IllegalArgumentException(
              "OnnxFile.write: runtimes have no error function in float64, which GELU needs; write"
                  + " the network in float32, by write(network, file, DType.FLOAT32)");
        }
        yield gelu(graph, x);
      }
    };
  }

  /** x / (1 + e⁻ˣ): a runtime makes one operator of x sigmoid(x), which it has in float32 only. */
  private static String silu(OnnxGraph graph, String x) {
    String e = graph.node("Exp", graph.node("Neg", x));
    return graph.node("Div", x, graph.node("Add", graph.constant(1), e));
  }

  private static String scaled(OnnxGraph graph, String operator, float alpha, String x) {
    return graph.node(operator, ImmutableList.of(OnnxGraph.number("alpha", alpha)), x);
  }

  /** max(x, 0) + min(x, 0) / 100. */
  private static String leakyRelu(OnnxGraph graph, String x) {
    String below = graph.node("Mul", below(graph, x), graph.constant(LEAK));
    return graph.node("Add", graph.node("Relu", x), below);
  }

  /**
   * max(x, 0) + eᵘ - 1 with u = min(x, 0), as 2 t / (1 - t) with t = tanh(u / 2): nothing cancels.
   */
  private static String elu(OnnxGraph graph, String x) {
    String half = graph.node("Mul", below(graph, x), graph.constant(0.5));
    String t = graph.node("Tanh", half);
    String rest = graph.node("Sub", graph.constant(1), t);
    String below = graph.node("Div", graph.node("Add", t, t), rest);
    return graph.node("Add", graph.node("Relu", x), below);
  }

  private static String below(OnnxGraph graph, String x) {
    return graph.node("Min", x, graph.constant(0));
  }

  /** max(x, 0) + log(1 + e) with e = exp(-|x|), at most 1. */
  private static String softplus(OnnxGraph graph, String x) {
    String e = graph.node("Exp", graph.node("Neg", graph.node("Abs", x)));
    String log = graph.node("Log", graph.node("Add", graph.constant(1), e));
    return graph.node("Add", graph.node("Relu", x), log);
  }

  /** x (1 + erf(x / √2)) / 2. */
  private static String gelu(OnnxGraph graph, String x) {
    String erf = graph.node("Erf", graph.node("Mul", x, graph.constant(Math.sqrt(0.5))));
    String share = graph.node("Add", erf, graph.constant(1));
    return graph.node("Mul", graph.node("Mul", x, graph.constant(0.5)), share);
  }
}
