package dev.chainrule.nn.onnx;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Dropout;
import dev.chainrule.nn.layer.Embedding;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.LayerNorm;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Residual;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Adam;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the real ONNX Runtime makes of a file is what the network itself says. */
class OnnxFileTest {
  @TempDir private Path folder = Path.of("");

  private static Mlp mlp(DType dtype, Activation activation, long seed, int... hidden) {
    Mlp.Builder mlp = Mlp.builder(6).seed(seed).dtype(dtype);
    for (int width : hidden) {
      mlp = mlp.hidden(width, activation);
    }
    return mlp.output(3, activation).build();
  }

  private static double[] run(Path file, Tensor x) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {x.shape().size(0), x.shape().size(1)};
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor input =
            x.dtype() == DType.FLOAT64
                ? OnnxTensor.createTensor(environment, DoubleBuffer.wrap(x.toArray()), shape)
                : OnnxTensor.createTensor(environment, FloatBuffer.wrap(x.toFloatArray()), shape);
        OrtSession.Result result = session.run(Map.of("input", input))) {
      assertEquals(Set.of("output"), session.getOutputNames());
      Object rows = result.get(0).getValue();
      return rows instanceof double[][] doubles
          ? Tensor.of(doubles).toArray()
          : Stream.of((float[][]) rows)
              .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
              .toArray();
    }
  }

  private void assertAgrees(Layer network, DType dtype) throws IOException, OrtException {
    Path file = folder.resolve("network.onnx");
    OnnxFile.write(network, file);
    for (int batch : new int[] {1, 7}) {
      Tensor x = Tensor.uniform(Shape.of(batch, 6), -2, 2, new Random(batch)).to(dtype);
      double[] expected = network.apply(Value.constant(x)).data().toArray();
      double tolerance = dtype == DType.FLOAT32 ? 2e-6 : 4e-15; // outputs are about 1
      assertArrayEquals(expected, run(file, x), tolerance);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyActivation_inFloat32(Activation activation) throws IOException, OrtException {
    assertAgrees(mlp(DType.FLOAT32, activation, 1, 8, 5), DType.FLOAT32);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"GELU"})
  void everyActivation_inFloat64(Activation activation) throws IOException, OrtException {
    assertAgrees(mlp(DType.FLOAT64, activation, 1, 8, 5), DType.FLOAT64);
  }

  /** Where an exponential is all that is left, it is not lost. */
  @ParameterizedTest
  @EnumSource(names = {"ELU", "SOFTPLUS", "SILU", "LEAKY_RELU", "SIGMOID"})
  void tails_inFloat64(Activation activation) throws IOException, OrtException {
    Tensor one = Tensor.ones(Shape.of(1, 1));
    Layer network = Sequential.of(Linear.of(one, Tensor.zeros(Shape.of(1))), activation);
    Path file = folder.resolve("network.onnx");
    OnnxFile.write(network, file);
    for (double x : new double[] {-30, -1e-9, 0, 1e-9, 30, 700, -700}) {
      Tensor in = Tensor.full(Shape.of(1, 1), x);
      double expected = network.apply(Value.constant(in)).item();
      // The runtime's own sigmoid, and a logarithm of 1 + e, are right to an absolute 2⁻⁵² only.
      boolean isAbsolute = activation == Activation.SIGMOID || activation == Activation.SOFTPLUS;
      double tolerance = isAbsolute ? Math.ulp(1.0) : 1e-14 * Math.abs(expected);
      assertEquals(expected, run(file, in)[0], Math.max(tolerance, Double.MIN_NORMAL));
    }
  }

  @Test
  void anyDepth_andFloat64() throws IOException, OrtException {
    for (int[] hidden : List.of(new int[] {}, new int[] {4}, new int[] {20, 1, 9, 16})) {
      assertAgrees(mlp(DType.FLOAT32, Activation.TANH, 2, hidden), DType.FLOAT32);
      assertAgrees(mlp(DType.FLOAT64, Activation.RELU, 3, hidden), DType.FLOAT64);
    }
  }

  @Test
  void theParameters_areThoseOfNow() throws IOException, OrtException {
    Mlp mlp = mlp(DType.FLOAT32, Activation.SIGMOID, 4, 5);
    mlp.parameters().values().forEach(p -> p.update(p.value().data().mul(2)));
    assertAgrees(mlp, DType.FLOAT32);
  }

  /** All that can be written, with numbers that training has moved from where they begin. */
  private static Sequential network(DType dtype) {
    Random random = new Random(6);
    Layer block =
        Sequential.of(
            LayerNorm.of(9, dtype),
            Linear.of(9, 9, Initializer.glorot(), random, dtype),
            Activation.SILU);
    Map<String, Layer> layers = new LinkedHashMap<>();
    layers.put("norm", BatchNorm.of(6, dtype));
    layers.put("first", Linear.of(6, 9, Initializer.he(), random, dtype));
    layers.put("drop", Dropout.of(0.5));
    layers.put("block", Residual.of(block));
    layers.put("again", Residual.of(block)); // tied
    layers.put("relu", Activation.RELU);
    layers.put("mlp", Mlp.builder(9).hidden(4, Activation.ELU).output(3).dtype(dtype).build());
    Sequential network = Sequential.of(layers);
    Adam adam = Adam.of(network, 0.1);
    Tensor x = Tensor.normal(Shape.of(20, 6), 1, 3, random).to(dtype);
    for (int step = 0; step < 5; step++) {
      TrainingPass pass = TrainingPass.seeded(step);
      Value y = network.applyTraining(Value.constant(x), pass);
      adam.step(y.square().mean());
      pass.updates().forEach(Buffer::update);
    }
    return network;
  }

  @Test
  void aSequence_ofAllThatCanBeWritten() throws Exception {
    for (DType dtype : DType.values()) {
      assertAgrees(network(dtype), dtype);
    }
  }

  @Test
  void parametersAndBuffers_keepTheirNames_andTiedOnesAreThereOnce() throws IOException {
    Sequential network = network(DType.FLOAT32);
    Path file = folder.resolve("network.onnx");
    OnnxFile.write(network, file);
    Set<String> names =
        ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getInitializerList().stream()
            .map(TensorProto::getName)
            .collect(Collectors.toSet());
    Set<String> expected = new HashSet<>(Parameter.distinct(network.parameters()).keySet());
    expected.addAll(List.of("norm.running_mean", "norm.running_var"));
    assertTrue(names.containsAll(expected), names::toString);
    assertFalse(names.contains("again.1.weight"), names::toString);
  }

  @Test
  void aFloat64Network_canBeWrittenInFloat32() throws IOException, OrtException {
    Mlp mlp = mlp(DType.FLOAT64, Activation.GELU, 5, 4);
    Path file = folder.resolve("network.onnx");
    OnnxFile.write(mlp, file, DType.FLOAT32);
    Tensor x = Tensor.uniform(Shape.of(3, 6), -2, 2, new Random(1));
    double[] expected = mlp.apply(Value.constant(x)).data().toArray();
    assertArrayEquals(expected, run(file, x.to(DType.FLOAT32)), 2e-6);
  }

  private void assertRefusedAndNothingWritten(String message, Layer network) {
    Path file = folder.resolve("network.onnx");
    assertRefused(message, () -> OnnxFile.write(network, file));
    assertFalse(Files.exists(file));
  }

  @Test
  void aNumberBeyondFloat32_isRefused_andNothingWritten() throws IOException, OrtException {
    Path file = folder.resolve("network.onnx");
    Tensor weight = Tensor.of(new double[][] {{1, -1e300}});
    Layer network = Sequential.of(Linear.of(weight, Tensor.zeros(Shape.of(1))));
    assertRefused(
        "OnnxFile.write: 0.weight holds -1.0E300, which float32 does not; write the network in"
            + " float64",
        () -> OnnxFile.write(network, file, DType.FLOAT32));
    assertFalse(Files.exists(file));
    OnnxFile.write(network, file);
    assertArrayEquals(new double[] {-1e300}, run(file, Tensor.of(new double[][] {{0, 1}})));
  }

  @Test
  void whatCannotBeWritten_isRefused_andNothingWritten() {
    assertRefusedAndNothingWritten(
        "OnnxFile.write: runtimes have no error function in float64, which GELU needs; write the"
            + " network in float32, by write(network, file, DType.FLOAT32)",
        mlp(DType.FLOAT64, Activation.GELU, 5, 4));
    Linear linear = Linear.of(6, 6);
    assertRefusedAndNothingWritten(
        "OnnxFile.write: a function can't be written; what can is Linear, Activation, LayerNorm,"
            + " BatchNorm, Dropout, and Sequential, Residual and Mlp of these",
        Sequential.of(linear, x -> x.square()));
    assertRefusedAndNothingWritten(
        "OnnxFile.write: Embedding(5 x 6) can't be written",
        Sequential.of(Embedding.of(5, 6, new Random(1)), linear));
    assertRefusedAndNothingWritten(
        "OnnxFile.write: no layer of Sequential(RELU) says how many inputs there are, as a Linear"
            + " does",
        Sequential.of(Activation.RELU));
    assertRefusedAndNothingWritten(
        "an input of shape [1, 6] for 5 inputs", Sequential.of(linear, Linear.of(5, 6)));
  }
}
