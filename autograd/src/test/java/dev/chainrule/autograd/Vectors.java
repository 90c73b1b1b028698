package dev.chainrule.autograd;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chainrule.autograd.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The operations of the reference vectors, by their names there. */
final class Vectors {
  private Vectors() {}

  static Value apply(String op, JsonNode attrs, List<Value> in) {
    Value x = in.get(0);
    return switch (op) {
      case "neg" -> x.neg();
      case "exp" -> x.exp();
      case "log" -> x.log();
      case "square" -> x.square();
      case "tanh" -> x.tanh();
      case "sigmoid" -> x.sigmoid();
      case "softplus" -> x.softplus();
      case "relu" -> x.relu();
      case "sign" -> x.sign();
      case "powConst" -> x.pow(attrs.get("exponent").asDouble());
      case "add" -> x.add(in.get(1));
      case "sub" -> x.sub(in.get(1));
      case "mul" -> x.mul(in.get(1));
      case "div" -> x.div(in.get(1));
      case "matmul" -> x.matMul(in.get(1));
      case "sum" -> x.sum(attrs.get("keepDims").asBoolean(), axes(attrs));
      case "mean" -> x.mean(attrs.get("keepDims").asBoolean(), axes(attrs));
      case "transpose" -> x.transpose();
      case "permute" -> x.permute(ints(attrs.get("order")));
      case "reshape" -> x.reshape(Shape.of(ints(attrs.get("shape"))));
      case "broadcastTo" -> x.broadcastTo(Shape.of(ints(attrs.get("shape"))));
      case "mse" -> reduce(attrs, x.sub(in.get(1)).square());
      case "expr" -> expression(attrs.get("nodes"), in);
      default -> throw new IllegalArgumentException("no operation is called " + op);
    };
  }

  private static Value reduce(JsonNode attrs, Value x) {
    return attrs.get("reduction").asText().equals("mean") ? x.mean() : x.sum();
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
