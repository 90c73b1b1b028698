package dev.chainrule.demos.regression;

import dev.chainrule.autograd.tensor.Tensor;
import dev.chainrule.nn.Layer;
import dev.chainrule.nn.data.Standardizer;
import dev.chainrule.nn.train.Evaluation;

/**
 * A network between two transforms: inputs are standardised, and its outputs brought back to the
 * units of the target.
 */
record Model(Layer network, Standardizer inputs, Standardizer targets) {
  /** In the units of the target: shape [rows, 1]. */
  Tensor predict(Tensor rows) {
    return targets.inverse(Evaluation.outputs(network, inputs.apply(rows)));
  }
}
