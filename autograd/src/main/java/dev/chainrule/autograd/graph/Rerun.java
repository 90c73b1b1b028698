package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Runs the operation that made a value once more, on other numbers, to see what depends on what.
 */
final class Rerun {
  private Rerun() {}

  /**
   * Gives all numbers of the result, in row-major order; nothing if the operation refuses these
   * inputs, or it is not known which of its results the value was.
   *
   * @param value that an operation made
   * @param inputs instead of those that it was applied to
   */
  static Optional<double[]> of(Value value, List<Tensor> inputs) {
    Operation operation = Ancestors.operation(value).orElseThrow();
    try {
      return result(value, operation.results(inputs));
    } catch (RuntimeException e) { // a user's own operation may throw anything
      return Optional.empty();
    }
  }

  private static Optional<double[]> result(Value value, List<Tensor> results) {
    boolean isKnown = results.size() == 1 || value.siblings().size() == results.size();
    return isKnown
        ? Optional.of(
            results.get(results.size() == 1 ? 0 : value.siblings().indexOf(value)).toArray())
        : Optional.empty();
  }

  /** Makes a tensor of numbers in row-major order. */
  static Tensor tensor(double[] numbers, Shape shape, DType dtype) {
    return Tensor.of(numbers).reshape(shape).to(dtype);
  }
}
