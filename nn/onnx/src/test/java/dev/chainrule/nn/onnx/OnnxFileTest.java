package dev.chainrule.nn.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

  private void assertAgrees(Mlp mlp, DType dtype) throws IOException, OrtException {
    Path file = folder.resolve("mlp.onnx");
    OnnxFile.write(mlp, file);
    for (int batch : new int[] {1, 7}) {
      Tensor x = Tensor.uniform(Shape.of(batch, 6), -2, 2, new Random(batch)).to(dtype);
      double[] expected = mlp.apply(Value.constant(x)).data().toArray();
      assertArrayEquals(expected, run(file, x), 2e-6); // float32: outputs are about 1
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SILU", "GELU"})
  void everyActivation_inFloat32(Activation activation) throws IOException, OrtException {
    assertAgrees(mlp(DType.FLOAT32, activation, 1, 8, 5), DType.FLOAT32);
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

  @Test
  void anActivationWithoutAnOperator_isRefused_andNothingWritten() {
    Mlp mlp = mlp(DType.FLOAT32, Activation.GELU, 5, 4);
    Path file = folder.resolve("mlp.onnx");
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> OnnxFile.write(mlp, file));
    assertEquals(
        "OnnxFile: these ONNX operators have none for GELU; choose another activation",
        e.getMessage());
    assertFalse(Files.exists(file));
  }
}
