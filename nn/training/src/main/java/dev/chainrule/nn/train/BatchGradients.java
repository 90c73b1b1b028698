package dev.chainrule.nn.train;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Buffer;
import java.util.Map;

/**
 * Holds what a batch says of the next step.
 *
 * @param loss of the batch, a mean over its examples, before the step
 * @param gradients of that loss, one for each parameter of the batch, by its name
 * @param updates what buffers are to become after the step; those that are not here stay as they
 *     are
 */
public record BatchGradients(
    double loss, Map<String, Tensor> gradients, Map<Buffer, Tensor> updates) {
  /** Copies the maps. */
  public BatchGradients {
    gradients = ImmutableMap.copyOf(gradients);
    updates = ImmutableMap.copyOf(updates);
  }
}
