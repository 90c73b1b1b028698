package dev.chainrule.nn.train;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.LayerState;
import java.util.Map;

/**
 * The epoch after which the loss of the held-out examples was smallest, and the model as it was
 * then.
 *
 * @param epoch from 1 on; 0 before the first
 * @param loss of the held-out examples
 * @param state of the model
 */
record Best(int epoch, double loss, Map<String, Tensor> state) {
  static final Best NONE = new Best(0, Double.POSITIVE_INFINITY, Map.of());

  /** This one, or the epoch that was just done. */
  Best or(int epoch, double loss, Layer model) {
    return loss < this.loss ? new Best(epoch, loss, LayerState.of(model)) : this;
  }
}
