package dev.chainrule.nn;

import dev.chainrule.autograd.Value;
import java.util.Map;

/** A function of a batch with parameters to learn; a lambda is a layer without any. */
@FunctionalInterface
public interface Layer {
  /**
   * The layer's result, for predictions.
   *
   * @param x a batch, one example a row: shape [batch, features]
   */
  Value apply(Value x);

  /**
   * The layer's result while it learns; the same as for predictions unless a layer says otherwise.
   * A layer made of others hands the training on to them.
   *
   * @param x as for {@link #apply}
   */
  default Value applyTraining(Value x, TrainingPass training) {
    return apply(x);
  }

  /** The parameters by name, in a stable order. */
  default Map<String, Parameter> parameters() {
    return Map.of();
  }

  /** What is kept beside the parameters and not learned by gradients, by name. */
  default Map<String, Buffer> buffers() {
    return Map.of();
  }
}
