package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
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
    List<Tensor> others = inputs.subList(1, inputs.size());
    try {
      if (operation instanceof Unary unary) {
        return Optional.of(inputs.get(0).apply(unary).toArray());
      }
      if (operation instanceof Binary binary) {
        return Optional.of(inputs.get(0).apply(binary, others.get(0)).toArray());
      }
      return operation instanceof Nary nary
          ? result(value, inputs.get(0).apply(nary, others))
          : Optional.empty();
    } catch (RuntimeException e) { // a user's own operation may throw anything
      return Optional.empty();
    }
  }

  private static Optional<double[]> result(Value value, List<Tensor> results) {
    boolean isKnown = value.siblings().size() == results.size();
    return isKnown
        ? Optional.of(results.get(value.siblings().indexOf(value)).toArray())
        : Optional.empty();
  }

  /** Makes a tensor of numbers in row-major order. */
  static Tensor tensor(double[] numbers, Shape shape, DType dtype) {
    return Tensor.of(numbers).reshape(shape).to(dtype);
  }
}
