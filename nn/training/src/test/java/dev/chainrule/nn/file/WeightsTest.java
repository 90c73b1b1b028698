package dev.chainrule.nn.file;

import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Lists;
import com.google.common.primitives.Bytes;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
  private static final Tensor X = Tensor.uniform(Shape.of(4, 3), -1, 1, new Random(1));

  @TempDir private Path folder = Path.of("");

  private static Mlp mlp(long seed, DType dtype) {
    return Mlp.builder(3)
        .hidden(5, Activation.RELU)
        .hidden(4, Activation.TANH)
        .output(2, Activation.IDENTITY)
        .seed(seed)
        .dtype(dtype)
        .build();
  }

  private static Layer sequence(long seed) {
    Random random = new Random(seed);
    return Sequential.of(
        Linear.of(3, 5, Initializer.he(), random),
        Activation.RELU,
        Linear.of(5, 4, Initializer.he(), random),
        Activation.TANH,
        Linear.of(4, 2, Initializer.he(), random));
  }

  private static Tensor outputs(Layer layer) {
    return layer.apply(Value.constant(X)).data();
  }

  @Test
  void parametersOfOnesOwn_areSavedAndLoaded() throws IOException {
    Path file = folder.resolve("own");
    Parameter a = Parameter.of(1.5);
    Parameter b = Parameter.of(Tensor.of(2.0, 3));
    Weights.save(Map.of("a", a, "b", b), file);
    a.update(Tensor.of(0));
    b.update(Tensor.of(0.0, 0));
    assertRefused("missing are [c]", () -> Weights.load(Map.of("a", a, "c", b), file));
    assertEquals(0, a.value().item());
    Weights.load(Map.of("a", a, "b", b), file);
    assertEquals(1.5, a.value().item());
    assertArrayEquals(new double[] {2, 3}, b.value().data().toArray());
  }

  @Test
  void whatIsSaved_isLoaded() throws IOException {
    Path file = folder.resolve("file");
    Weights.save(mlp(1, DType.FLOAT64), file);
    Mlp other = mlp(2, DType.FLOAT64);
    Weights.load(other, file);
    assertIdentical(outputs(mlp(1, DType.FLOAT64)), outputs(other));
  }

  @Test
  void buffers_areSavedToo() throws IOException {
    Layer layer = Sequential.of(BatchNorm.of(3));
    TrainingPass training = TrainingPass.seeded(1);
    Value unused = layer.applyTraining(Value.constant(X), training);
    training.updates().forEach(Buffer::update);
    Path file = folder.resolve("file");
    Weights.save(layer, file);
    Layer other = Sequential.of(BatchNorm.of(3));
    Weights.load(other, file);
    assertIdentical(outputs(layer), outputs(other));
    assertTrue(LayerState.of(other).containsKey("0.running_mean"));
  }

  @Test
  void numberedNames_areTakenInOrder_andWrittenSo() throws IOException {
    Path file = folder.resolve("file");
    Layer sequence = sequence(3);
    Weights.save(sequence, file); // 0.weight, 0.bias, 2.weight, ... as PyTorch's nn.Sequential
    Mlp mlp = mlp(4, DType.FLOAT64);
    Weights.load(mlp, file);
    assertIdentical(outputs(sequence), outputs(mlp));
    Weights.saveAsSequential(mlp, file);
    Layer again = sequence(5);
    Weights.load(again, file);
    assertIdentical(outputs(sequence), outputs(again));
  }

  @Test
  void numbers_areComparedAsNumbers() throws IOException {
    Path file = folder.resolve("file");
    Linear[] layers = new Linear[12];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = Linear.of(3, 3, Initializer.he(), new Random(i));
    }
    Weights.save(Sequential.of(layers), file); // "10" comes before "2" as a text
    Mlp.Builder builder = Mlp.builder(3);
    for (int i = 1; i < layers.length; i++) {
      builder = builder.hidden(3, Activation.IDENTITY);
    }
    Mlp mlp = builder.output(3, Activation.IDENTITY).build();
    Weights.load(mlp, file);
    assertIdentical(outputs(Sequential.of(layers)), outputs(mlp));
  }

  @Test
  void float32_loadsIntoFloat64_andNotTheOtherWayRound() throws IOException {
    Path file = folder.resolve("file");
    Mlp single = mlp(1, DType.FLOAT32);
    Weights.save(single, file);
    Mlp other = mlp(2, DType.FLOAT64);
    Weights.load(other, file);
    LayerState.of(single)
        .forEach(
            (name, tensor) ->
                assertIdentical(
                    tensor.to(DType.FLOAT64), requireNonNull(LayerState.of(other).get(name))));
    Weights.save(other, file);
    assertUnchanged(single, file, "hidden1.weight is of float64; the layer's is of float32");
  }

  private static void assertUnchanged(Layer layer, Path file, String part) {
    Map<String, Tensor> before = LayerState.of(layer);
    assertRefused(file + ": restore: ", () -> Weights.load(layer, file));
    assertRefused(part, () -> Weights.load(layer, file));
    assertEquals(before, LayerState.of(layer), "something has changed");
  }

  @Test
  void whatDoesNotFit_isRefused_andChangesNothing() throws IOException {
    Path file = folder.resolve("file");
    Mlp mlp = mlp(1, DType.FLOAT64);
    Safetensors.write(file, Map.of("weight", X), Map.of());
    assertUnchanged(mlp, file, "missing are [hidden1.weight, hidden1.bias");
    assertUnchanged(mlp, file, "unknown are [weight]");
    Safetensors.write(file, Map.of("a\nb", X), Map.of());
    assertUnchanged(mlp, file, "unknown are [a\\u000ab]");
    Weights.save(sequence(1), file);
    Mlp wider = Mlp.builder(3).hidden(6, Activation.RELU).output(2, Activation.IDENTITY).build();
    assertUnchanged(wider, file, "unknown are [4.weight, 4.bias]");
    Weights.save(
        Sequential.of(
            Linear.of(3, 5, Initializer.he(), new Random(1)),
            Linear.of(5, 2, Initializer.he(), new Random(1))),
        file);
    assertUnchanged(wider, file, "hidden1.weight has shape [5, 3]; the layer's has [6, 3]");
  }

  /** What PyTorch saves of a normalisation: it counts batches, in a whole number. */
  private Path ofPyTorch(String prefix) throws IOException {
    StringBuilder json = new StringBuilder("{");
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
      json.append(entry(prefix + name, "F32", "[3]", data.size(), 12)).append(',');
      for (int i = 0; i < 3; i++) {
        data.writeBytes(little(4).putFloat(name.length() + i).array());
      }
    }
    json.append(entry(prefix + "num_batches_tracked", "I64", "[]", data.size(), 8)).append('}');
    data.writeBytes(little(8).putLong(1234).array());
    byte[] header = json.toString().getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("pytorch");
    return Files.write(
        file, Bytes.concat(little(8).putLong(header.length).array(), header, data.toByteArray()));
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String entry(String name, String dtype, String shape, int begin, int bytes) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, dtype, shape, begin, begin + bytes);
  }

  @Test
  void aNormalisationOfPyTorch_isLoaded_withoutItsCount() throws IOException {
    for (String prefix : List.of("", "0.", "encoder.norm.")) {
      BatchNorm norm = BatchNorm.of(3);
      Layer layer = norm;
      if (!prefix.isEmpty()) {
        for (String name : Lists.reverse(List.of(prefix.split("\\.")))) {
          layer = Sequential.of(Map.of(name, layer));
        }
      }
      Weights.load(layer, ofPyTorch(prefix));
      assertIdentical(Tensor.of(6.0, 7, 8), requireNonNull(LayerState.of(norm).get("weight")));
      assertIdentical(
          Tensor.of(12.0, 13, 14), requireNonNull(LayerState.of(norm).get("running_mean")));
      assertIdentical(
          Tensor.of(11.0, 12, 13), requireNonNull(LayerState.of(norm).get("running_var")));
    }
  }

  @Test
  void aCountWithoutItsNormalisation_isUnknown() throws IOException {
    Path file = folder.resolve("file");
    Linear linear = Linear.of(3, 1);
    Map<String, Tensor> more = new LinkedHashMap<>(LayerState.of(linear));
    more.put("num_batches_tracked", Tensor.of(1));
    Safetensors.write(file, more, Map.of());
    assertUnchanged(linear, file, "unknown are [num_batches_tracked]");
  }

  @Test
  void frozenParameters_areSavedAndLoaded_andStayFrozen() throws IOException {
    Path file = folder.resolve("file");
    Mlp saved = mlp(1, DType.FLOAT64);
    saved.freeze("hidden1");
    Weights.save(saved, file);
    Mlp loaded = mlp(2, DType.FLOAT64);
    loaded.freeze("hidden2");
    Weights.load(loaded, file);
    assertIdentical(outputs(saved), outputs(loaded));
    loaded
        .parameters()
        .forEach((name, p) -> assertEquals(name.startsWith("hidden2."), p.isFrozen(), name));
  }
}
