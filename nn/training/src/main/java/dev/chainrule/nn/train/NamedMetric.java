package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;

/** Gives a metric a name to be printed by. */
record NamedMetric(String name, Metric metric) implements Metric {
  @Override
  public double of(Tensor outputs, Tensor targets) {
    return metric.of(outputs, targets);
  }

  @Override
  public String toString() {
    return name;
  }
}
