package dev.chainrule.nn.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.file.AtomicFile;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * An MLP as a model in ONNX format: version 8 of the format and 15 of its operators, which every
 * runtime since 2022 executes. Its one input is {@code input} of shape [batch, inputs], its one
 * output {@code output} of shape [batch, outputs], both in the precision of the network; its
 * parameters keep their names.
 */
public final class OnnxFile {
  private static final int FORMAT_VERSION = 8;
  private static final int OPERATORS_VERSION = 15;
  private static final String BATCH = "batch";
  private static final String INPUT = "input";
  private static final String OUTPUT = "output";

  private OnnxFile() {}

  /**
   * Writes a network into a file; see {@link AtomicFile#write}.
   *
   * @throws IOException if that fails
   * @throws IllegalArgumentException if ONNX has no operator for an activation
   */
  public static void write(Mlp mlp, Path file) throws IOException {
    byte[] model = model(mlp).toByteArray();
    AtomicFile.write(file, out -> out.write(model));
  }

  private static ModelProto model(Mlp mlp) {
    List<Mlp.Stage> stages = mlp.stages();
    GraphProto.Builder graph = GraphProto.newBuilder().setName("mlp");
    String x = INPUT;
    for (int i = 0; i < stages.size(); i++) {
      Mlp.Stage stage = stages.get(i);
      String y = i == stages.size() - 1 ? OUTPUT : stage.name() + ".output";
      addStage(graph, stage, x, y);
      x = y;
    }
    Tensor first = stages.get(0).linear().weight().value().data();
    Tensor last = stages.get(stages.size() - 1).linear().weight().value().data();
    graph
        .addInput(info(INPUT, first.dtype(), first.shape().size(1)))
        .addOutput(info(OUTPUT, last.dtype(), last.shape().size(0)));
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS_VERSION))
        .setProducerName("chainrule")
        .setGraph(graph)
        .build();
  }

  /** A product with the weights turned over, plus the bias; then the activation. */
  private static void addStage(GraphProto.Builder graph, Mlp.Stage stage, String x, String y) {
    String weight = stage.name() + ".weight";
    String bias = stage.name() + ".bias";
    graph.addInitializer(initializer(weight, stage.linear().weight()));
    graph.addInitializer(initializer(bias, stage.linear().bias()));
    List<NodeProto.Builder> activation = activation(stage.activation());
    String sums = activation.isEmpty() ? y : stage.name() + ".sums";
    graph.addNode(
        node("Gemm", integer("transB", 1))
            .addAllInput(ImmutableList.of(x, weight, bias))
            .addOutput(sums));
    activation.forEach(node -> graph.addNode(node.addInput(sums).addOutput(y)));
  }

  /** One node, or none for the identity. */
  private static List<NodeProto.Builder> activation(Activation activation) {
    return switch (activation) {
      case IDENTITY -> ImmutableList.of();
      case SIGMOID -> ImmutableList.of(node("Sigmoid"));
      case TANH -> ImmutableList.of(node("Tanh"));
      case RELU -> ImmutableList.of(node("Relu"));
      case LEAKY_RELU -> ImmutableList.of(node("LeakyRelu", number("alpha", 0.01f)));
      case ELU -> ImmutableList.of(node("Elu", number("alpha", 1)));
      case SOFTPLUS -> ImmutableList.of(node("Softplus"));
      case SOFTMAX -> ImmutableList.of(node("Softmax", integer("axis", -1)));
      case SILU, GELU ->
          throw new IllegalArgumentException(
              "OnnxFile: these ONNX operators have none for "
                  + activation
                  + "; choose another activation");
    };
  }

  private static NodeProto.Builder node(String operator, AttributeProto.Builder... attributes) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator);
    for (AttributeProto.Builder attribute : attributes) {
      node.addAttribute(attribute);
    }
    return node;
  }

  private static AttributeProto.Builder integer(String name, long number) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(number);
  }

  private static AttributeProto.Builder number(String name, float number) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(number);
  }

  private static TensorProto initializer(String name, Parameter parameter) {
    Tensor numbers = parameter.value().data();
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type(numbers.dtype()))
            .setRawData(ByteString.copyFrom(bytes(numbers).array()));
    for (int size : numbers.shape().toArray()) {
      tensor.addDims(size);
    }
    return tensor.build();
  }

  private static ByteBuffer bytes(Tensor numbers) {
    if (numbers.dtype() == DType.FLOAT64) {
      double[] all = numbers.toArray();
      ByteBuffer bytes = ByteBuffer.allocate(all.length * Double.BYTES);
      bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(all);
      return bytes;
    }
    float[] all = numbers.toFloatArray();
    ByteBuffer bytes = ByteBuffer.allocate(all.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(all);
    return bytes;
  }

  private static int type(DType dtype) {
    return dtype == DType.FLOAT64
        ? TensorProto.DataType.DOUBLE_VALUE
        : TensorProto.DataType.FLOAT_VALUE;
  }

  private static ValueInfoProto info(String name, DType dtype, int width) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width))
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type(dtype)).setShape(shape)))
        .build();
  }
}
