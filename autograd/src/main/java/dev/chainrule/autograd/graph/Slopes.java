package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;

/** Computes derivatives of single operations at the point where they were applied. */
final class Slopes {
  private Slopes() {}

  /**
   * Computes the derivative of a pointwise operation by one of its inputs, at each element of the
   * result.
   */
  static Tensor of(Value value, int input) {
    Program rule = value.operation().orElseThrow().rule(input);
    List<Value> inputs = value.inputs();
    if (isNumber(value)) { // quick, for there may be very many of these
      double result = value.item();
      double second = inputs.size() == 1 ? result : inputs.get(1).item();
      return Tensor.of(rule.run(1, inputs.get(0).item(), second, result));
    }
    Tensor z = value.data();
    Tensor y = inputs.size() == 1 ? z : inputs.get(1).data();
    return rule.run(z.filled(1), inputs.get(0).data(), y, z);
  }

  private static boolean isNumber(Value value) {
    return value.shape().rank() == 0 && value.dtype() == DType.FLOAT64;
  }

  /** Tells whether a value was made by a function of single elements. */
  static boolean isPointwise(Value value) {
    return value.operation().filter(operation -> operation.isPointwise()).isPresent();
  }
}
