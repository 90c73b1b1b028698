package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.Gradient;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Evaluations of a function of a vector with one result, and of its gradient. */
final class Scalars {
  /** A function and where to evaluate it. */
  record At(UnaryOperator<Value> function, Value x) {}

  private Scalars() {}

  static Map<String, Function<Input, Task<?>>> of(Function<Input, At> reader) {
    return Map.of(
        "primal",
        input -> {
          At at = reader.apply(input);
          return Task.of(() -> at.function().apply(at.x()).item());
        },
        "gradient",
        input -> {
          At at = reader.apply(input);
          return Task.of(() -> Gradient.of(at.function(), at.x()).data().toArray());
        });
  }
}
