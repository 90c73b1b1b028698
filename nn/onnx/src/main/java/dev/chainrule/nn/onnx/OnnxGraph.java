package dev.chainrule.nn.onnx;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph of ONNX operators that grows, node by node. What flows between nodes goes by names. */
final class OnnxGraph {
  static final String INPUT = "input";
  private static final String OUTPUT = "output";
  private static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");
  private final DType dtype;
  private final Map<Object, String> names = new HashMap<>(); // of parameters and buffers
  private final Set<String> written = new HashSet<>();

  OnnxGraph(Layer network, DType dtype, int inputs) {
    this.dtype = dtype;
    network.parameters().forEach((name, parameter) -> names.putIfAbsent(parameter, name));
    network.buffers().forEach((name, buffer) -> names.putIfAbsent(buffer, name));
    graph.addInput(info(INPUT, inputs));
  }

  DType dtype() {
    return dtype;
  }

  /** Names the last node's result as the output. */
  GraphProto finished(String y, int outputs) {
    graph.addNode(NodeProto.newBuilder().setOpType("Identity").addInput(y).addOutput(OUTPUT));
    return graph.addOutput(info(OUTPUT, outputs)).build();
  }

  /** Adds a node without attributes. */
  String node(String operator, String... inputs) {
    return node(operator, ImmutableList.of(), inputs);
  }

  /** Adds a node, and gives the name of its result. */
  String node(String operator, List<AttributeProto> attributes, String... inputs) {
    String result = operator + graph.getNodeCount();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .addAllInput(ImmutableList.copyOf(inputs))
            .addAllAttribute(attributes)
            .addOutput(result));
    return result;
  }

  /** Adds a number of shape []. */
  String constant(double number) {
    String name = "constant" + graph.getInitializerCount();
    graph.addInitializer(initializer(name, Tensor.of(number)));
    return name;
  }

  /** Adds a parameter, once. */
  String parameter(Parameter parameter) {
    return named(parameter, parameter.value().data());
  }

  /** Adds a buffer, once. */
  String buffer(Buffer buffer) {
    return named(buffer, buffer.tensor());
  }

  private String named(Object key, Tensor numbers) {
    String name = requireNonNull(names.get(key));
    if (written.add(name)) {
      graph.addInitializer(initializer(name, numbers));
    }
    return name;
  }

  static AttributeProto integer(String name, long number) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(number)
        .build();
  }

  static AttributeProto integers(String name, long number) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addInts(number)
        .build();
  }

  static AttributeProto number(String name, float number) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF(number)
        .build();
  }

  private TensorProto initializer(String name, Tensor numbers) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type())
            .setRawData(ByteString.copyFrom(bytes(name, numbers).array()));
    for (int size : numbers.shape().toArray()) {
      tensor.addDims(size);
    }
    return tensor.build();
  }

  private ByteBuffer bytes(String name, Tensor numbers) {
    if (dtype == DType.FLOAT64) {
      double[] all = numbers.toArray();
      ByteBuffer bytes = ByteBuffer.allocate(all.length * Double.BYTES);
      bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(all);
      return bytes;
    }
    float[] all = numbers.to(DType.FLOAT32).toFloatArray();
    checkKept(name, numbers.toArray(), all);
    ByteBuffer bytes = ByteBuffer.allocate(all.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(all);
    return bytes;
  }

  private static void checkKept(String name, double[] numbers, float... rounded) {
    for (int i = 0; i < rounded.length; i++) {
      checkArgument(
          !Float.isInfinite(rounded[i]) || Double.isInfinite(numbers[i]),
          "OnnxFile.write: %s holds %s, which float32 does not; write the network in float64",
          name,
          (Object) numbers[i]);
    }
  }

  private int type() {
    return dtype == DType.FLOAT64
        ? TensorProto.DataType.DOUBLE_VALUE
        : TensorProto.DataType.FLOAT_VALUE;
  }

  private ValueInfoProto info(String name, int width) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width))
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type()).setShape(shape)))
        .build();
  }
}
