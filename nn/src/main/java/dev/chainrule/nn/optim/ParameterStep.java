package dev.chainrule.nn.optim;

import dev.chainrule.autograd.tensor.Tensor;

/**
 * What the rule of an optimiser sees of one step and one parameter. Nothing of it changes the
 * parameter, or what was kept before: all parameters change together, once all is computed.
 *
 * @param name the parameter's
 * @param now its present numbers
 * @param gradient of the loss, shaped like it
 * @param rate the learning rate of this step
 * @param number of the step, from 1 on
 * @param before what was kept until now
 * @param after what is kept from now on
 */
record ParameterStep(
    String name,
    Tensor now,
    Tensor gradient,
    double rate,
    long number,
    Memories before,
    Memories after) {
  /** Gives what was kept of a kind; zeros before the first step. */
  Tensor kept(String kind) {
    Tensor tensor = before.get(kind, name);
    return tensor == null ? now.filled(0) : tensor;
  }

  /** Keeps a tensor for the next step, and gives it back. */
  Tensor keep(String kind, Tensor tensor) {
    after.put(kind, name, tensor);
    return tensor;
  }
}
