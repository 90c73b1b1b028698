package dev.chainrule.nn;

import dev.chainrule.autograd.Value;
import java.util.Map;

/** A function of a batch with parameters to learn; a lambda is a layer without any. */
@FunctionalInterface
public interface Layer {
  /**
   * The layer's result.
   *
   * @param x a batch, one example a row: shape [batch, features]
   */
  Value apply(Value x);

  /** The parameters by name, in a stable order. */
  default Map<String, Parameter> parameters() {
    return Map.of();
  }
}
