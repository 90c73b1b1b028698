package dev.chainrule.nn.onnx;

import static com.google.common.base.Preconditions.checkArgument;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A trained network as a model in ONNX format: version 8 of the format and 15 of its operators,
 * which every runtime since 2022 executes. Written are linear layers, activations, layer and batch
 * normalisation and dropout, and sequences, residual connections and MLPs of these, all as they are
 * for predictions.
 *
 * <p>The model's one input is {@code input} of shape [batch, inputs], its one output {@code output}
 * of shape [batch, outputs], both in the precision of the network; its parameters and buffers keep
 * their names.
 */
public final class OnnxFile {
  private static final int FORMAT_VERSION = 8;
  private static final int OPERATORS_VERSION = 15;

  private OnnxFile() {}

  /**
   * Writes a network in its own precision; see {@link AtomicFile#write}.
   *
   * @throws IOException if that fails
   * @throws IllegalArgumentException if ONNX, or a runtime in this precision, has nothing for one
   *     of the layers, or no layer says how many inputs there are; nothing is written then
   */
  public static void write(Layer network, Path file) throws IOException {
    write(network, file, precision(network));
  }

  /**
   * Writes a network in some precision, whatever its own is: runtimes are made for float32.
   *
   * @throws IOException if that fails
   * @throws IllegalArgumentException if ONNX, or a runtime in this precision, has nothing for one
   *     of the layers, no layer says how many inputs there are, or a number is beyond this
   *     precision; nothing is written then
   */
  public static void write(Layer network, Path file, DType dtype) throws IOException {
    byte[] model = model(network, dtype).toByteArray();
    AtomicFile.write(file, out -> out.write(model));
  }

  private static DType precision(Layer network) {
    return network.parameters().values().stream()
        .findFirst()
        .map(parameter -> parameter.value().dtype())
        .orElse(DType.FLOAT64);
  }

  private static ModelProto model(Layer network, DType dtype) {
    int inputs =
        OnnxLayers.inputs(network)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "OnnxFile.write: no layer of "
                            + Layer.describe(network)
                            + " says how many inputs there are, as a Linear does"));
    OnnxGraph graph = new OnnxGraph(network, dtype, inputs);
    String y = OnnxLayers.add(graph, network, OnnxGraph.INPUT);
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT_VERSION)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS_VERSION))
        .setProducerName("chainrule")
        .setGraph(graph.finished(y, outputs(network, inputs)))
        .build();
  }

  /** Tries the network out, which also refuses layers that do not fit each other. */
  private static int outputs(Layer network, int inputs) {
    Tensor example = Tensor.zeros(Shape.of(1, inputs)).to(precision(network));
    Shape shape = Recording.off(() -> network.apply(Value.constant(example))).shape();
    checkArgument(
        shape.rank() == 2 && shape.size(0) == 1,
        "OnnxFile.write: of an example of shape %s the network makes %s; expected [1, outputs]",
        example.shape(),
        shape);
    return shape.size(1);
  }
}
