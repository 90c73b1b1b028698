package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import java.util.Map;

/**
 * Keeps the epoch after which the loss of the held-out examples was smallest, and the model as it
 * was then.
 *
 * @param epoch from 1 on; 0 before the first
 * @param loss of the held-out examples
 * @param state of the model
 */
record BestEpoch(int epoch, double loss, Map<String, Tensor> state) {
  static final BestEpoch NONE = new BestEpoch(0, Double.POSITIVE_INFINITY, Map.of());

  /** Chooses between this one and the epoch that was just done. */
  BestEpoch or(int epoch, double loss, Layer model) {
    return loss < this.loss ? new BestEpoch(epoch, loss, LayerState.of(model)) : this;
  }
}
