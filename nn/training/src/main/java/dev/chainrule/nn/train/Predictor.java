package dev.chainrule.nn.train;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.data.Preprocessor;
import dev.chainrule.nn.data.Table;
import dev.chainrule.nn.file.AtomicFile;
import dev.chainrule.nn.file.FileText;
import dev.chainrule.nn.file.Safetensors;
import dev.chainrule.nn.file.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Predicts from the rows of a table, by a trained network and the preprocessor that made its
 * inputs: what belongs together is saved and loaded together, in one file.
 *
 * <pre>{@code
 * Predictor.of(preprocessor, network).save(Path.of("prices.model"));
 *
 * Predictor predictor =
 *     Predictor.load(Path.of("prices.model"), p -> Mlp.of(Activation.RELU, p.width(), 32, 1));
 * Tensor prices = predictor.numbers(CsvFile.at(Path.of("new.csv")).table());
 * }</pre>
 */
public final class Predictor {
  private static final String FORMAT = "format";
  private static final String FORMAT_NAME = "chainrule predictor 1";
  private static final String NETWORK = "network";
  private static final String PREPROCESSOR = "preprocessor";

  private final Preprocessor preprocessor;
  private final Layer network;

  private Predictor(Preprocessor preprocessor, Layer network) {
    this.preprocessor = preprocessor;
    this.network = network;
  }

  /** Puts a network and the preprocessor that made the inputs that it learned from together. */
  public static Predictor of(Preprocessor preprocessor, Layer network) {
    return new Predictor(preprocessor, network);
  }

  /** Gives the preprocessor. */
  public Preprocessor preprocessor() {
    return preprocessor;
  }

  /** Gives the network. */
  public Layer network() {
    return network;
  }

  /**
   * Predicts numbers, in the units of the table that was learned from.
   *
   * @param rows at least one; what is to be predicted need not be there
   * @return shape [rows, numbers], in float64
   * @throws IllegalArgumentException as {@link Preprocessor#inputs}
   * @throws IllegalStateException if classes are predicted
   */
  public Tensor numbers(Table rows) {
    return preprocessor.numbers(outputs(rows));
  }

  /**
   * Predicts the class of each row: the most probable one.
   *
   * @param rows at least one; what is to be predicted need not be there
   * @throws IllegalArgumentException as {@link Preprocessor#inputs}
   * @throws IllegalStateException if numbers are predicted
   */
  public List<String> classes(Table rows) {
    return preprocessor.classes(outputs(rows));
  }

  /**
   * Predicts how probable each class is.
   *
   * @param rows at least one; what is to be predicted need not be there
   * @return shape [rows, classes], in the order of {@link Preprocessor#classes()}, in float64
   * @throws IllegalArgumentException as {@link Preprocessor#inputs}
   * @throws IllegalStateException if numbers are predicted
   */
  public Tensor probabilities(Table rows) {
    return preprocessor.probabilities(outputs(rows));
  }

  private Tensor outputs(Table rows) {
    checkArgument(rows.count() > 0, "Predictor: there are no rows to predict from");
    DType dtype =
        network.parameters().values().stream()
            .findFirst()
            .map(parameter -> parameter.value().dtype())
            .orElse(DType.FLOAT64);
    return Evaluation.outputs(network, preprocessor.inputs(rows).to(dtype));
  }

  /**
   * Saves the preprocessor, the network's parameters and buffers, and a line that describes the
   * network, in a safetensors file, which is replaced as a whole or not at all; see {@link
   * AtomicFile#write}.
   *
   * @throws IOException if that fails
   */
  public void save(Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    LayerState.of(network).forEach((name, tensor) -> tensors.put(NETWORK + "." + name, tensor));
    preprocessor
        .tensors()
        .forEach((name, tensor) -> tensors.put(PREPROCESSOR + "." + name, tensor));
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(FORMAT, FORMAT_NAME);
    texts.put(NETWORK, Layer.describe(network));
    preprocessor.texts().forEach((name, text) -> texts.put(PREPROCESSOR + "." + name, text));
    Safetensors.write(file, tensors, texts);
  }

  /**
   * Loads what was saved.
   *
   * @param network builds the network anew, for this preprocessor; its weights are then those of
   *     the file
   * @throws UnreadableFileException if the file can't be read, or is no saved predictor
   * @throws IllegalArgumentException if the network is not like the saved one: its line of
   *     description, or the names, shapes or precision of its numbers are others
   */
  public static Predictor load(Path file, Function<Preprocessor, Layer> network) {
    Safetensors saved = Safetensors.read(file);
    String format = saved.metadata().getOrDefault(FORMAT, "");
    if (!format.equals(FORMAT_NAME)) {
      throw UnreadableFileException.of(
          file, "is no saved predictor: its format is '%s', not '%s'", format, FORMAT_NAME);
    }
    Preprocessor preprocessor = preprocessor(file, saved);
    Layer layer = network.apply(preprocessor);
    FileText.naming(file, () -> restore(layer, saved));
    return of(preprocessor, layer);
  }

  private static Preprocessor preprocessor(Path file, Safetensors saved) {
    try {
      return Preprocessor.of(
          within(PREPROCESSOR, saved.tensors()), within(PREPROCESSOR, saved.metadata()));
    } catch (IllegalArgumentException e) {
      throw UnreadableFileException.of(
          file, "its preprocessor is not understood: %s", String.valueOf(e.getMessage()));
    }
  }

  private static void restore(Layer layer, Safetensors saved) {
    String described = saved.metadata().getOrDefault(NETWORK, "");
    checkArgument(
        Layer.describe(layer).equals(described),
        "load: the saved network is %s; the one to load it into is %s",
        described,
        Layer.describe(layer));
    LayerState.restore(layer, within(NETWORK, saved.tensors()));
  }

  private static <V> Map<String, V> within(String prefix, Map<String, V> all) {
    ImmutableMap.Builder<String, V> some = ImmutableMap.builder();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix + ".")) {
            some.put(name.substring(prefix.length() + 1), value);
          }
        });
    return some.buildOrThrow();
  }

  /** Gives the preprocessor and the network, in a line. */
  @Override
  public String toString() {
    return "Predictor(" + preprocessor + ", " + Layer.describe(network) + ")";
  }
}
