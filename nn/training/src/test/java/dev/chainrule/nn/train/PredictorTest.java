package dev.chainrule.nn.train;

import static dev.chainrule.nn.FileAssertions.assertUnreadable;
import static dev.chainrule.testing.MessageAssertions.assertMessage;
import static dev.chainrule.testing.MessageAssertions.assertRefused;
import static dev.chainrule.testing.TensorAssertions.assertIdentical;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Examples;
import dev.chainrule.nn.data.Preprocessor;
import dev.chainrule.nn.data.Table;
import dev.chainrule.nn.file.Safetensors;
import dev.chainrule.nn.file.UnreadableFileException;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.BatchNorm;
import dev.chainrule.nn.layer.Initializer;
import dev.chainrule.nn.layer.Linear;
import dev.chainrule.nn.layer.Mlp;
import dev.chainrule.nn.layer.Sequential;
import dev.chainrule.nn.optim.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
  @TempDir private Path folder = Path.of("");

  /** Of which y is 10 x + 5 for an a, 10 x - 5 for a b; and whether that is large. */
  private static Table table() {
    List<Integer> x = IntStream.range(0, 40).mapToObj(i -> i % 10).toList();
    List<String> kind = IntStream.range(0, 40).mapToObj(i -> i % 3 == 0 ? "a" : "b").toList();
    List<Integer> y =
        IntStream.range(0, 40)
            .mapToObj(i -> 10 * x.get(i) + (kind.get(i).equals("a") ? 5 : -5))
            .toList();
    List<String> large = y.stream().map(v -> v > 40 ? "large" : "small").toList();
    return Table.of(Map.of("x", x, "kind", kind, "y", y, "size", large));
  }

  private static Preprocessor.Builder inputs() {
    return Preprocessor.builder().numbers("x").categories("kind");
  }

  private static Layer network(Preprocessor preprocessor) {
    return Mlp.of(Activation.TANH, preprocessor.width(), 8, 1);
  }

  private static Predictor trained(Preprocessor preprocessor, Loss loss) {
    Layer network = network(preprocessor);
    Examples examples = preprocessor.apply(table());
    Trainer.of(network, loss, Adam.of(network, 0.02)).epochs(150).fit(examples.batches(8));
    return Predictor.of(preprocessor, network);
  }

  @Test
  void numbers_arePredictedInTheirOwnUnits_alsoFromTheFile() throws IOException {
    Predictor predictor = trained(inputs().target("y").fit(table()), Loss.mse());
    Tensor expected = table().numbers("y");
    Tensor predicted = predictor.numbers(table());
    assertTrue(predicted.sub(expected).abs().max().item() < 3, predicted::toString);
    Path file = folder.resolve("y.model");
    predictor.save(file);
    Predictor loaded = Predictor.load(file, PredictorTest::network);
    Table one = Table.of(Map.of("x", List.of(7), "kind", List.of("a")));
    assertIdentical(predictor.numbers(one), loaded.numbers(one));
    assertEquals(75, loaded.numbers(one).at(0, 0), 3);
    assertEquals(predictor.toString(), loaded.toString());
    assertEquals(loaded.preprocessor().names(), predictor.preprocessor().names());
    assertMessage(IllegalStateException.class, "no classes", () -> loaded.classes(one));
    Table none = one.rows();
    assertRefused("Predictor: there are no rows to predict from", () -> loaded.numbers(none));
  }

  @Test
  void classes_arePredictedByName() throws IOException {
    Predictor predictor =
        trained(inputs().targetBinary("size", "large").fit(table()), Loss.binaryCrossEntropy());
    Path file = folder.resolve("size.model");
    predictor.save(file);
    Predictor loaded = Predictor.load(file, PredictorTest::network);
    assertEquals(table().texts("size"), loaded.classes(table()));
    Tensor probabilities = loaded.probabilities(table());
    assertEquals(List.of("small", "large"), loaded.preprocessor().classes());
    assertEquals(1, probabilities.sum(1).min().item(), 1e-12);
  }

  @Test
  void buffers_andFloat32_areKept() throws IOException {
    Preprocessor preprocessor = inputs().target("y").fit(table());
    Layer network = normalised(DType.FLOAT32);
    Examples examples = preprocessor.apply(table()).to(DType.FLOAT32);
    Trainer.of(network, Loss.mse(), Adam.of(network, 0.02)).epochs(2).fit(examples.batches(8));
    Predictor predictor = Predictor.of(preprocessor, network);
    Path file = folder.resolve("m");
    predictor.save(file);
    Predictor loaded = Predictor.load(file, p -> normalised(DType.FLOAT32));
    assertIdentical(predictor.numbers(table()), loaded.numbers(table()));
    assertRefused(
        "the saved network is", () -> Predictor.load(file, p -> normalised(DType.FLOAT64)));
  }

  private static Layer normalised(DType dtype) {
    Random random = new Random(1);
    return Sequential.of(
        BatchNorm.of(3, dtype), Linear.of(3, 1, Initializer.glorot(), random, dtype));
  }

  @Test
  void anotherNetwork_orAnotherFile_isRefused() throws IOException {
    Preprocessor preprocessor = inputs().target("y").fit(table());
    Path file = folder.resolve("m");
    Predictor.of(preprocessor, network(preprocessor)).save(file);
    assertRefused(
        file
            + ": load: the saved network is Mlp(3 -> 8 tanh -> 1); the one to load it into is Mlp(3"
            + " -> 8 relu -> 1)",
        () -> Predictor.load(file, p -> Mlp.of(Activation.RELU, p.width(), 8, 1)));
    Safetensors saved = Safetensors.read(file);
    Map<String, String> later = new HashMap<>(saved.metadata());
    later.put("format", "chainrule predictor 2");
    Path other = folder.resolve("other");
    Safetensors.write(other, saved.tensors(), later);
    assertUnreadable(
        "other: is no saved predictor: its format is 'chainrule predictor 2', not 'chainrule"
            + " predictor 1'",
        () -> Predictor.load(other, PredictorTest::network));
    Safetensors.write(other, saved.tensors(), Map.of());
    assertUnreadable(
        "is no saved predictor: its format is ''",
        () -> Predictor.load(other, PredictorTest::network));
    assertUnreadable(
        "there is no such file",
        () -> Predictor.load(folder.resolve("none"), PredictorTest::network));
  }

  @Test
  void aChangedText_givesAPredictorOrTheDocumentedException() throws IOException {
    Preprocessor preprocessor = inputs().target("y").fit(table());
    Path file = folder.resolve("m");
    Predictor.of(preprocessor, network(preprocessor)).save(file);
    byte[] valid = Files.readAllBytes(file);
    Random random = new Random(1);
    int loaded = 0;
    for (int i = 0; i < 500; i++) {
      byte[] mutated = valid.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        mutated[8 + random.nextInt(1500)] = (byte) "0129.,\"sn{}ax\n".charAt(random.nextInt(14));
      }
      Path unused = Files.write(file, mutated);
      try {
        Predictor predictor = Predictor.load(file, PredictorTest::network);
        assertTrue(predictor.preprocessor().width() > 0);
        loaded++;
      } catch (UnreadableFileException e) {
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e::toString);
      } catch (IllegalArgumentException e) { // of another network, by its name or its sizes
        assertTrue(String.valueOf(e.getMessage()).startsWith(file + ": "), e::toString);
      }
    }
    assertTrue(loaded > 5 && loaded < 480, "loaded " + loaded);
  }
}
