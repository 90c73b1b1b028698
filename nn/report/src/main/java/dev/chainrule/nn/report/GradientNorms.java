package dev.chainrule.nn.report;

import com.google.common.math.StatsAccumulator;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notes how large the gradients of each layer are while a trainer works: their Euclidean norm, as
 * the mean over the batches of an epoch. Of an epoch that was resumed, only the batches that came
 * then are counted. Noting them reads each gradient once and changes nothing.
 *
 * <pre>{@code
 * GradientNorms norms = GradientNorms.of();
 * History history = trainer.listener(norms).fit(batches);
 * norms.chart().write(Path.of("gradients.svg"));
 * }</pre>
 *
 * <p>A layer's parameters are those whose names begin alike up to the last dot: {@code hidden1} has
 * {@code hidden1.weight} and {@code hidden1.bias}.
 */
public final class GradientNorms implements Listener {
  private final List<Means> epochs = new ArrayList<>();
  private final Map<String, StatsAccumulator> current = new LinkedHashMap<>();

  /**
   * Holds the mean norm of each layer's gradient in an epoch.
   *
   * @param epoch from 1 on
   * @param norms by the layer's name, in the order of the model
   */
  private record Means(int epoch, Map<String, Double> norms) {}

  private GradientNorms() {}

  /** Begins with nothing noted. */
  public static GradientNorms of() {
    return new GradientNorms();
  }

  @Override
  public void gradientsFound(int epoch, int batch, Map<String, Tensor> gradients) {
    Map<String, Double> norms = new LinkedHashMap<>();
    gradients.forEach(
        (name, gradient) -> {
          double norm = gradient.to(DType.FLOAT64).reshape(-1).norm2().item();
          Double unused = norms.merge(layer(name), norm, Math::hypot);
        });
    norms.forEach(
        (layer, norm) -> current.computeIfAbsent(layer, l -> new StatsAccumulator()).add(norm));
  }

  @Override
  public void epochDone(Epoch epoch) {
    Map<String, Double> means = new LinkedHashMap<>();
    current.forEach((layer, norms) -> means.put(layer, norms.mean()));
    epochs.add(new Means(epoch.number(), means));
    current.clear();
  }

  private static String layer(String parameter) {
    int dot = parameter.lastIndexOf('.');
    return dot < 0 ? parameter : parameter.substring(0, dot);
  }

  /** Lists the layers whose gradients were seen, in the order of the model. */
  public List<String> layers() {
    return epochs.stream().flatMap(means -> means.norms().keySet().stream()).distinct().toList();
  }

  /**
   * Gives the mean norm of a layer's gradient in each epoch that was noted: NaN in an epoch in
   * which it was not seen.
   */
  public List<Double> of(String layer) {
    return epochs.stream().map(means -> means.norms().getOrDefault(layer, Double.NaN)).toList();
  }

  /** Draws a curve for each layer. */
  public Chart chart() {
    List<Integer> numbers = epochs.stream().map(Means::epoch).toList();
    List<Curve> curves =
        layers().stream().map(layer -> new Curve(layer, numbers, of(layer))).toList();
    return EpochChart.of("Gradient norm of each layer", "mean norm", curves);
  }

  /** Gives the number of epochs noted, and the layers. */
  @Override
  public String toString() {
    return "GradientNorms(%d epochs, layers %s)".formatted(epochs.size(), layers());
  }
}
