package dev.chainrule.nn.file;

import com.google.common.collect.HashBiMap;
import com.google.common.collect.Maps;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import dev.chainrule.nn.Parameter;
import dev.chainrule.nn.layer.Activation;
import dev.chainrule.nn.layer.Mlp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the parameters and buffers of a layer in a safetensors file, under their names and in the
 * shapes that PyTorch gives them: what one saves, the other loads.
 *
 * <pre>{@code
 * Weights.save(mlp, Path.of("mlp.safetensors"));
 * Weights.load(mlp, Path.of("mlp.safetensors"));
 *
 * Weights.save(Map.of("start", start, "decay", decay), Path.of("curve.safetensors"));
 * }</pre>
 */
public final class Weights {
  private static final String COUNT = "num_batches_tracked";
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})\\.(\\w+)");

  private Weights() {}

  /**
   * Saves a layer; see {@link AtomicFile#write}.
   *
   * @throws IOException if that fails
   */
  public static void save(Layer layer, Path file) throws IOException {
    Safetensors.write(file, LayerState.of(layer), Map.of());
  }

  /**
   * Saves parameters of your own under their names; see {@link AtomicFile#write}.
   *
   * @throws IOException if that fails
   */
  public static void save(Map<String, Parameter> parameters, Path file) throws IOException {
    save(holding(parameters), file);
  }

  /**
   * Loads parameters of your own, as {@link #load(Layer, Path)} does those of a layer.
   *
   * @throws UnreadableFileException if it can't be read, or is no safetensors file
   * @throws IllegalArgumentException if a name is missing, or is none of these, or a shape is
   *     another, or digits would be lost; nothing has changed then
   */
  public static void load(Map<String, Parameter> parameters, Path file) {
    load(holding(parameters), file);
  }

  private static Layer holding(Map<String, Parameter> parameters) {
    return new Layer() {
      @Override
      public Value apply(Value x) {
        return x;
      }

      @Override
      public Map<String, Parameter> parameters() {
        return parameters;
      }
    };
  }

  /**
   * Saves an MLP under the names that it would have as PyTorch's {@code nn.Sequential} of linear
   * layers and activations, where each of both has a number; {@link Activation#IDENTITY} is none.
   *
   * @throws IOException if that fails
   */
  public static void saveAsSequential(Mlp mlp, Path file) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    int number = 0;
    for (Mlp.Stage stage : mlp.stages()) {
      tensors.put(number + ".weight", stage.linear().weight().value().data());
      tensors.put(number + ".bias", stage.linear().bias().value().data());
      number += stage.activation() == Activation.IDENTITY ? 1 : 2;
    }
    Safetensors.write(file, tensors, Map.of());
  }

  /**
   * Loads a layer. If the file's names are not the layer's, but those of PyTorch's {@code
   * nn.Sequential}, {@code 0.weight}, {@code 0.bias}, {@code 2.weight} and so on, they are taken in
   * the order of their numbers. A float32 file loads into a float64 layer, for no digit is lost.
   * What PyTorch's normalisation counts beside its numbers, {@code num_batches_tracked}, is left
   * out: nothing here depends on it. Frozen parameters are loaded, too, and stay frozen.
   *
   * @throws UnreadableFileException if it can't be read, or is no safetensors file
   * @throws IllegalArgumentException if a name is missing, or is not one of this layer, or a shape
   *     is another, or digits would be lost; nothing has changed then
   */
  public static void load(Layer layer, Path file) {
    Map<String, Tensor> present = LayerState.of(layer);
    Map<String, Tensor> found = withoutCounts(present, Safetensors.read(file).tensors());
    Map<String, Tensor> named = isNumbered(present, found) ? inOrder(present, found) : found;
    Map<String, Tensor> converted = new LinkedHashMap<>();
    named.forEach((name, tensor) -> converted.put(name, widened(present.get(name), tensor)));
    FileText.naming(file, () -> LayerState.restore(layer, converted));
  }

  private static Map<String, Tensor> withoutCounts(
      Map<String, Tensor> present, Map<String, Tensor> found) {
    return Maps.filterKeys(
        found,
        name ->
            present.containsKey(name)
                || !name.endsWith(COUNT)
                || !found.containsKey(name.replace(COUNT, "running_mean")));
  }

  private static Tensor widened(@Nullable Tensor present, Tensor found) {
    return present != null && present.dtype() == DType.FLOAT64 ? found.to(DType.FLOAT64) : found;
  }

  private static boolean isNumbered(Map<String, Tensor> present, Map<String, Tensor> found) {
    return !present.keySet().equals(found.keySet())
        && found.keySet().stream().allMatch(name -> NUMBERED.matcher(name).matches());
  }

  /**
   * Renames: what the file has under its first number is what the layer has under its first name,
   * and so on.
   */
  private static Map<String, Tensor> inOrder(
      Map<String, Tensor> present, Map<String, Tensor> found) {
    Map<String, String> names = new LinkedHashMap<>(); // the layer's for the file's
    Iterator<String> numbers =
        found.keySet().stream()
            .map(Weights::prefix)
            .distinct()
            .sorted(Comparator.comparing(Integer::valueOf))
            .iterator();
    for (String name : present.keySet()) {
      String unused =
          names.computeIfAbsent(prefix(name), p -> numbers.hasNext() ? numbers.next() : p);
    }
    Map<String, Tensor> named = new LinkedHashMap<>();
    Map<String, String> back = HashBiMap.create(names).inverse();
    found.forEach(
        (name, tensor) -> {
          String ours = back.get(prefix(name));
          named.put(ours == null ? name : ours + name.substring(prefix(name).length()), tensor);
        });
    return named;
  }

  /** Gives what stands before the last point. */
  private static String prefix(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
