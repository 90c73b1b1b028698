package dev.chainrule.nn.train;

import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Bound;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.TrainingPass;
import dev.chainrule.nn.data.Batches;
import dev.chainrule.nn.data.Examples;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tells a function of the user's, which has no name that could be compared, by what it gives for
 * the first examples and fixed numbers: neither depends on how far training is.
 */
final class FunctionProbe {
  private static final int ROWS = 8; // of a batch; a layer may look at several together
  private static final String NAMELESS = "a function";

  private final Layer model;
  private final Batches batches;

  FunctionProbe(Layer model, Batches batches) {
    this.model = model;
    this.batches = batches;
  }

  /** Describes the model: if a part of it is a function, also by its outputs. */
  String model() {
    String text = SettingText.of(Layer.describe(model));
    return isNameless(text) ? text + result(this::outputs) : text;
  }

  /** Whether a description is of something that is a function, or has one as a part. */
  static boolean isNameless(String text) {
    return text.contains(NAMELESS);
  }

  /** Describes a loss: if it is a function, also by what it gives for some outputs. */
  String loss(Loss loss) {
    String text = SettingText.of(loss);
    return text.equals(NAMELESS) ? text + result(some -> loss(loss, some)) : text;
  }

  private Tensor outputs(Examples some) {
    Map<String, Value> values = new LinkedHashMap<>();
    Bound bound = Bound.of(model);
    bound
        .parameters()
        .forEach(
            (name, tensor) ->
                values.put(
                    name,
                    fixed(
                        tensor.shape(),
                        tensor.dtype(),
                        i -> 0.3 * Math.sin(i + 1)))); // of all signs
    Value x = Value.constant(some.inputs());
    return bound.applyTraining(values, x, TrainingPass.seeded(0)).data();
  }

  private Tensor loss(Loss loss, Examples some) {
    Tensor outputs = outputs(some);
    // From 0.1 to 0.6: in the domain of most functions, such as a logarithm.
    Value fixed = fixed(outputs.shape(), outputs.dtype(), i -> 0.1 + 0.05 * (i % 11));
    return loss.of(fixed, some.targets()).data();
  }

  private static Value fixed(Shape shape, DType dtype, IntToDoubleFunction number) {
    double[] numbers = IntStream.range(0, shape.elements()).mapToDouble(number).toArray();
    return Value.constant(Tensor.of(shape, numbers).to(dtype));
  }

  /** Says what comes out, to a few digits, which are the same whatever loops compute it. */
  private String result(Function<Examples, Tensor> function) {
    try (Stream<Examples> all = batches.epoch(0)) {
      Optional<Examples> first = all.findFirst();
      return first
          .map(batch -> batch.slice(0, Math.min(ROWS, batch.count())))
          .map(some -> Recording.off(() -> function.apply(some)))
          .map(tensor -> String.format(Locale.ROOT, " (%.4g)", tensor.abs().mean().item()))
          .orElse("");
    } catch (RuntimeException e) {
      return ""; // one that can't be tried is described by its name alone
    }
  }
}
