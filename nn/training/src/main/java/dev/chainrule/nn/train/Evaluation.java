package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applies a model to examples that it does not learn from, however many there are. */
public final class Evaluation {
  private static final int ROWS_AT_ONCE =
      1024; // at a time: so much is in memory of what is in between

  private Evaluation() {}

  /**
   * Gives the model's outputs; nothing is recorded.
   *
   * @param inputs one example a row, at least one
   * @return one row an example
   */
  public static Tensor outputs(Layer model, Tensor inputs) {
    int count = inputs.shape().size(0);
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < count; from += ROWS_AT_ONCE) {
      Tensor some = inputs.slice(0, from, Math.min(from + ROWS_AT_ONCE, count));
      parts.add(Recording.off(() -> model.apply(Value.constant(some))).data());
    }
    return parts.get(0).concat(0, parts.subList(1, parts.size()));
  }

  /** Gives the loss of the held-out examples and then each metric, by name; nothing if none are. */
  static Map<String, Double> of(Layer model, Loss loss, Validation validation) {
    Examples heldOut = validation.heldOut();
    if (heldOut == null) {
      return Map.of();
    }
    Tensor outputs = outputs(model, heldOut.inputs());
    ImmutableMap.Builder<String, Double> numbers = ImmutableMap.builder();
    numbers.put(Epoch.LOSS, loss.of(Value.constant(outputs), heldOut.targets()).item());
    validation
        .metrics()
        .forEach((name, metric) -> numbers.put(name, metric.of(outputs, heldOut.targets())));
    return numbers.buildOrThrow();
  }
}
