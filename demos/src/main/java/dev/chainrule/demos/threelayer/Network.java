package dev.chainrule.demos.threelayer;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Parameter;
import java.util.Map;
import java.util.Random;

/** Inputs, a hidden layer of sigmoids, outputs that are sigmoids: two matrices of weights. */
final class Network {
  final Parameter toHidden;
  final Parameter toOutput;

  /** With weights drawn uniformly from -1 to 1. */
  Network(int inputs, int hidden, int outputs, long seed) {
    Random random = new Random(seed);
    this.toHidden = Parameter.of(uniform(inputs, hidden, random));
    this.toOutput = Parameter.of(uniform(hidden, outputs, random));
  }

  /** Both matrices, by name. */
  Map<String, Parameter> parameters() {
    return ImmutableMap.of("toHidden", toHidden, "toOutput", toOutput);
  }

  private static Tensor uniform(int rows, int columns, Random random) {
    return Tensor.of(
        Shape.of(rows, columns), random.doubles((long) rows * columns, -1, 1).toArray());
  }

  /** The hidden layer: shape [batch, inputs] to shape [batch, hidden]. */
  Value hidden(Value inputs) {
    return inputs.matMul(toHidden.value()).sigmoid();
  }

  /** The outputs: shape [batch, hidden] to shape [batch, outputs]. */
  Value output(Value hidden) {
    return hidden.matMul(toOutput.value()).sigmoid();
  }
}
