package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A layer as a function of its parameters as well as of its input. A layer reads its own
 * parameters; bound, it is evaluated with whatever values are given in their place, so that all
 * that takes a function can take it: gradients of any order with respect to parameters, gradient
 * checks, one gradient for each example.
 *
 * <pre>{@code
 * Bound bound = Bound.of(mlp);
 * GradCheck.assertGradients(p -> bound.apply(p, x).square().sum(), bound.parameters());
 * }</pre>
 *
 * <p>The layer itself stays as it is. Several threads may evaluate it at once, each with values of
 * its own, and a layer may evaluate another bound one inside itself. The values stand in on the
 * thread that calls {@code apply}: a layer that hands work to other threads must not read its
 * parameters there.
 */
public final class Bound {
  private final Layer layer;
  private final ImmutableMap<String, Parameter> parameters;

  private Bound(Layer layer) {
    this.layer = layer;
    this.parameters = ImmutableMap.copyOf(Parameter.distinct(layer.parameters()));
  }

  /** Binds a layer; a parameter with several names goes by the first of them. */
  public static Bound of(Layer layer) {
    return new Bound(layer);
  }

  /** Gives the layer's present numbers by name: what to evaluate it with, or to start from. */
  public Map<String, Tensor> parameters() {
    return ImmutableMap.copyOf(
        Maps.transformValues(parameters, parameter -> parameter.value().data()));
  }

  /**
   * Evaluates the layer as for predictions, with these values in place of its parameters.
   *
   * @param values one for each name of {@link #parameters()}, of the same shape
   * @param x as for {@link Layer#apply}
   * @return as for {@link Layer#apply}
   * @throws IllegalArgumentException if a name is missing, or is not one of the layer's, or a shape
   *     is another
   */
  public Value apply(Map<String, Value> values, Value x) {
    return evaluate("apply", values, () -> layer.apply(x));
  }

  /**
   * Evaluates the layer as while it learns, with these values in place of its parameters.
   *
   * @param values one for each name of {@link #parameters()}, of the same shape
   * @param x as for {@link Layer#applyTraining}
   * @return as for {@link Layer#applyTraining}
   * @throws IllegalArgumentException if a name is missing, or is not one of the layer's, or a shape
   *     is another
   */
  public Value applyTraining(Map<String, Value> values, Value x, TrainingPass pass) {
    return evaluate("applyTraining", values, () -> layer.applyTraining(x, pass));
  }

  private Value evaluate(String method, Map<String, Value> values, Supplier<Value> calculation) {
    checkArgument(
        values.keySet().equals(parameters.keySet()),
        "%s: the names must be those of the layer's parameters: missing are %s, and unknown are %s",
        method,
        Sets.difference(parameters.keySet(), values.keySet()),
        Sets.difference(values.keySet(), parameters.keySet()));
    ImmutableMap.Builder<Parameter, Value> substitutes = ImmutableMap.builder();
    values.forEach((name, value) -> substitutes.put(checked(method, name, value), value));
    return Substitution.during(substitutes.buildOrThrow(), calculation);
  }

  /** The parameter of this name, for which the value has the right shape. */
  private Parameter checked(String method, String name, Value value) {
    Parameter parameter = parameters.get(name);
    checkArgument(parameter != null, "%s: there is no parameter %s", method, name);
    checkArgument(
        value.shape().equals(parameter.value().shape()),
        "%s: %s has shape %s; the layer's has %s",
        method,
        name,
        value.shape(),
        parameter.value().shape());
    return parameter;
  }

  /** Gives the layer, and its parameters with their shapes, in a line. */
  @Override
  public String toString() {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue().value().shape())
        .collect(Collectors.joining(", ", "Bound(" + Layer.describe(layer) + "; ", ")"));
  }
}
