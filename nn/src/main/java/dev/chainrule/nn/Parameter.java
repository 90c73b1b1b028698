package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Something that is learned. It holds a variable; an update puts a new variable in its place, so
 * that an expression built before keeps the numbers that it was built from. Compared by identity:
 * one that stands in a network under two names is tied, and learned once.
 */
public final class Parameter {
  private volatile Value variable;

  private Parameter(Tensor initial) {
    this.variable = Value.of(initial);
  }

  /** Makes a parameter that begins with these numbers, of any shape and precision. */
  public static Parameter of(Tensor initial) {
    return new Parameter(initial);
  }

  /**
   * Drops every name of a parameter but its first.
   *
   * @param parameters by name, as {@link Layer#parameters()} gives them
   * @return each parameter once, in the same order
   */
  public static Map<String, Parameter> distinct(Map<String, Parameter> parameters) {
    Set<Parameter> seen = new HashSet<>();
    ImmutableMap.Builder<String, Parameter> distinct = ImmutableMap.builder();
    parameters.forEach(
        (name, parameter) -> {
          if (seen.add(parameter)) {
            distinct.put(name, parameter);
          }
        });
    return distinct.buildOrThrow();
  }

  /** Gives the variable that stands here now, or what a {@link Bound} puts in its place. */
  public Value value() {
    Value substitute = Substitution.of(this);
    return substitute == null ? variable : substitute;
  }

  /**
   * Puts new numbers here.
   *
   * @param numbers in the parameter's shape and precision
   * @throws IllegalArgumentException if they are of another shape or precision
   */
  public void update(Tensor numbers) {
    checkArgument(
        numbers.shape().equals(variable.shape()),
        "update: shape %s for a parameter of shape %s",
        numbers.shape(),
        variable.shape());
    checkArgument(
        numbers.dtype() == variable.dtype(),
        "update: %s for a parameter of %s",
        numbers.dtype(),
        variable.dtype());
    variable = Value.of(numbers.copy());
  }

  /** Gives the shape, and the numbers as a tensor prints them. */
  @Override
  public String toString() {
    return "Parameter" + variable.shape() + ": " + variable.data();
  }
}
