package dev.chainrule.nn;

import dev.chainrule.autograd.Value;
import java.util.Map;

/** A function of a batch with parameters to learn; a lambda is a layer without any. */
@FunctionalInterface
public interface Layer {
  /**
   * Computes the layer's result for predictions.
   *
   * @param x a batch, one example a row: shape [batch, features], unless a layer says otherwise
   * @return one row an example
   */
  Value apply(Value x);

  /**
   * Computes the layer's result while it learns: what {@link #apply} gives, unless a layer says
   * otherwise. A layer made of others hands the pass on to them.
   *
   * @param x as for {@link #apply}
   * @param pass where random numbers come from, and where updates of buffers go
   * @return as for {@link #apply}
   */
  default Value applyTraining(Value x, TrainingPass pass) {
    return apply(x);
  }

  /** Gives the parameters by name, in a stable order; one may have several names. */
  default Map<String, Parameter> parameters() {
    return Map.of();
  }

  /** Gives what is kept beside the parameters and not learned by gradients, by name. */
  default Map<String, Buffer> buffers() {
    return Map.of();
  }

  /** Freezes every parameter; see {@link Parameter#freeze}. Make optimisers after that. */
  default void freeze() {
    freeze("");
  }

  /**
   * Freezes the parameters of a name, or whose names begin so: {@code network.freeze("encoder")}.
   * Make optimisers after that: one that has been made before refuses to step.
   *
   * @param name as for {@link Parameter#under}
   * @throws IllegalArgumentException if there is no such parameter
   */
  default void freeze(String name) {
    Parameter.under(name, parameters()).values().forEach(Parameter::freeze);
  }

  /** Lets every parameter learn again. */
  default void unfreeze() {
    unfreeze("");
  }

  /**
   * Lets the parameters of a name, or whose names begin so, learn again.
   *
   * @param name as for {@link Parameter#under}
   * @throws IllegalArgumentException if there is no such parameter
   */
  default void unfreeze(String name) {
    Parameter.under(name, parameters()).values().forEach(Parameter::unfreeze);
  }

  /**
   * Says in a line what a layer is: by its own {@code toString}, or by the name of its class if it
   * has none, or that it is a function if it is a lambda.
   */
  static String describe(Layer layer) {
    Class<?> type = layer.getClass();
    if (type.isHidden() || type.isSynthetic()) {
      return "a function";
    }
    String text = layer.toString();
    String unsaid = type.getName() + "@" + Integer.toHexString(layer.hashCode());
    return !text.equals(unsaid) ? text : type.isAnonymousClass() ? "a layer" : type.getSimpleName();
  }
}
