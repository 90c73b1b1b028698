package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.SourceLines;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.NotFinite;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Gives the loss of the held-out examples and then each metric, by name; nothing if none are.
   *
   * @param epoch to be named
   * @throws NotFiniteException if the loss is not finite: then nothing can be compared with it
   */
  static Map<String, Double> of(Layer model, Loss loss, Validation validation, int epoch) {
    Examples heldOut = validation.heldOut();
    if (heldOut == null) {
      return Map.of();
    }
    Tensor outputs = outputs(model, heldOut.inputs());
    double found = loss.of(Value.constant(outputs), heldOut.targets()).item();
    if (!Double.isFinite(found)) {
      throw new NotFiniteException(
          "epoch %d: the loss of the held-out examples is %s: %s"
              .formatted(epoch, found, origin(model, loss, heldOut, outputs)));
    }
    ImmutableMap.Builder<String, Double> numbers = ImmutableMap.builder();
    numbers.put(Epoch.LOSS, found);
    validation
        .metrics()
        .forEach((name, metric) -> numbers.put(name, metric.of(outputs, heldOut.targets())));
    return numbers.buildOrThrow();
  }

  /** Says where a number first was not finite: in the model, or else in the loss. */
  private static String origin(Layer model, Loss loss, Examples heldOut, Tensor outputs) {
    int rows = heldOut.count();
    for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
      Examples some = heldOut.slice(from, Math.min(from + ROWS_AT_ONCE, rows));
      // A variable, so that it is recorded what is made of it.
      Value again = SourceLines.recorded(() -> model.apply(Value.of(some.inputs())));
      Optional<String> inModel = NotFinite.forward(again, leaf -> leaf(model, leaf));
      if (inModel.isPresent()) {
        return inModel.get();
      }
    }
    Value again = SourceLines.recorded(() -> loss.of(Value.of(outputs), heldOut.targets()));
    return NotFinite.forward(again, leaf -> leaf(model, leaf))
        .orElse("every value on the way to it is finite");
  }

  private static String leaf(Layer model, Value leaf) {
    return model.parameters().entrySet().stream()
        .filter(entry -> entry.getValue().value() == leaf)
        .findFirst()
        .map(entry -> "parameter " + entry.getKey() + " holds one already")
        .orElse("they hold one themselves: look at inputs and targets");
  }
}
