package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Program;
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
    Tensor z = value.data();
    Tensor y = inputs.size() == 1 ? z : inputs.get(1).data();
    return rule.run(z.filled(1), inputs.get(0).data(), y, z);
  }

  /** Tells whether a value was made by a function of single elements. */
  static boolean isPointwise(Value value) {
    return value.operation().filter(operation -> operation.isPointwise()).isPresent();
  }
}
