package dev.chainrule.autograd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The operations of the reference vectors, by their names there. */
final class ReferenceOperations {
  private ReferenceOperations() {}

  static Value apply(String op, JsonNode attrs, List<Value> in) {
    Value x = in.get(0);
    return switch (op) {
      case "neg" -> x.neg();
      case "abs" -> x.abs();
      case "exp" -> x.exp();
      case "expm1" -> x.expm1();
      case "log" -> x.log();
      case "log1p" -> x.log1p();
      case "sqrt" -> x.sqrt();
      case "square" -> x.square();
      case "reciprocal" -> x.reciprocal();
      case "sin" -> x.sin();
      case "cos" -> x.cos();
      case "tan" -> x.tan();
      case "asin" -> x.asin();
      case "acos" -> x.acos();
      case "atan" -> x.atan();
      case "sinh" -> x.sinh();
      case "cosh" -> x.cosh();
      case "tanh" -> x.tanh();
      case "sigmoid" -> x.sigmoid();
      case "logSigmoid" -> x.logSigmoid();
      case "softplus" -> x.softplus();
      case "relu" -> x.relu();
      case "gelu" -> x.gelu();
      case "geluTanh" -> x.geluTanh();
      case "silu" -> x.silu();
      case "erf" -> x.erf();
      case "floor" -> x.floor();
      case "ceil" -> x.ceil();
      case "sign" -> x.sign();
      case "transpose" -> x.transpose();
      case "add" -> x.add(in.get(1));
      case "sub" -> x.sub(in.get(1));
      case "mul" -> x.mul(in.get(1));
      case "div" -> x.div(in.get(1));
      case "pow" -> x.pow(in.get(1));
      case "atan2" -> x.atan2(in.get(1));
      case "logAddExp" -> x.logAddExp(in.get(1));
      case "sum" -> x.sum(keep(attrs), axes(attrs));
      case "mean" -> x.mean(keep(attrs), axes(attrs));
      case "prod" -> x.prod(keep(attrs), axes(attrs));
      case "max" -> in.size() == 2 ? x.maximum(in.get(1)) : x.max(keep(attrs), axes(attrs));
      case "min" -> in.size() == 2 ? x.minimum(in.get(1)) : x.min(keep(attrs), axes(attrs));
      case "logSumExp" -> x.logSumExp(keep(attrs), axes(attrs));
      case "norm2" -> x.norm2(keep(attrs), axes(attrs));
      case "leakyRelu" -> x.leakyRelu(attrs.get("slope").asDouble());
      case "elu" -> x.elu(attrs.get("alpha").asDouble());
      case "clamp" -> x.clamp(attrs.get("min").asDouble(), attrs.get("max").asDouble());
      case "powConst" -> x.pow(attrs.get("exponent").asDouble());
      case "where" -> in.get(1).where(x, in.get(2));
      case "variance" -> x.variance(attrs.get("correction").asInt(), keep(attrs), axes(attrs));
      case "softmax" -> x.softmax(axis(attrs));
      case "logSoftmax" -> x.logSoftmax(axis(attrs));
      case "cumsum" -> x.cumsum(axis(attrs));
      case "matmul" -> x.matMul(in.get(1));
      case "permute" -> x.permute(ints(attrs.get("order")));
      case "reshape" -> x.reshape(Shape.of(ints(attrs.get("shape"))));
      case "broadcastTo" -> x.broadcastTo(Shape.of(ints(attrs.get("shape"))));
      case "tile" -> x.tile(ints(attrs.get("reps")));
      case "concat" -> x.concat(axis(attrs), in.subList(1, in.size()));
      case "stack" -> x.stack(axis(attrs), in.subList(1, in.size()));
      case "expandDims" -> x.expandDims(axis(attrs));
      case "squeeze" -> attrs.get("axis").isNull() ? x.squeeze() : x.squeeze(axis(attrs));
      case "slice" ->
          x.slice(ints(attrs.get("start")), ints(attrs.get("stop")), ints(attrs.get("step")));
      case "pad" ->
          x.pad(ints(attrs.get("before")), ints(attrs.get("after")), attrs.get("value").asDouble());
      case "flip" -> x.flip(ints(attrs.get("axes")));
      case "indexSelect" -> x.indexSelect(axis(attrs), ints(attrs.get("indices")));
      case "mse" -> x.sub(in.get(1)).square().mean();
      case "bceLogits" -> x.softplus().sub(x.mul(in.get(1))).mean();
      case "crossEntropyLogits" -> crossEntropy(x, ints(attrs.get("classes")));
      case "expr" -> expression(attrs.get("nodes"), in);
      default -> throw new IllegalArgumentException("no operation is called " + op);
    };
  }

  private static Value crossEntropy(Value logits, int[] classes) {
    int examples = classes.length;
    int[] places = new int[examples];
    for (int i = 0; i < examples; i++) {
      places[i] = i * logits.shape().size(1) + classes[i];
    }
    return logits.logSoftmax(1).reshape(-1).indexSelect(0, places).mean().neg();
  }

  private static boolean keep(JsonNode attrs) {
    return attrs.get("keepDims").asBoolean();
  }

  private static int axis(JsonNode attrs) {
    return attrs.get("axis").asInt();
  }

  private static Value expression(JsonNode nodes, List<Value> inputs) {
    List<Value> values = new ArrayList<>(inputs);
    for (JsonNode node : nodes) {
      List<Value> arguments = new ArrayList<>();
      node.get("args").forEach(index -> arguments.add(values.get(index.asInt())));
      values.add(apply(node.get("op").asText(), node.get("attrs"), arguments));
    }
    return values.get(values.size() - 1);
  }

  private static int[] axes(JsonNode attrs) {
    return attrs.get("axes").isNull() ? new int[0] : ints(attrs.get("axes"));
  }

  static int[] ints(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
