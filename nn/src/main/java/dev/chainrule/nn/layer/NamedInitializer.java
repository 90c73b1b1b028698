package dev.chainrule.nn.layer;

import dev.chainrule.autograd.tensor.Tensor;
import java.util.random.RandomGenerator;

/** An initializer that prints as what it is called. */
record NamedInitializer(String name, Initializer initializer) implements Initializer {
  @Override
  public Tensor weights(int inputs, int outputs, RandomGenerator random) {
    return initializer.weights(inputs, outputs, random);
  }

  @Override
  public String toString() {
    return name;
  }
}
