package dev.chainrule.nn;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableMap;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Something that is learned. It holds a variable; an update puts a new variable in its place, so
 * that an expression built before keeps the numbers that it was built from. Compared by identity:
 * one that stands in a network under two names is tied, and learned once.
 *
 * <p>A frozen parameter holds a constant instead: no gradient is computed for it, and optimisers
 * that are made then leave it alone. Its numbers are saved, loaded and updated as any others are.
 */
public final class Parameter {
  private volatile Value now; // a variable; while it is frozen, a constant
  private volatile boolean isFrozen;

  private Parameter(Tensor initial) {
    this.now = Value.of(initial);
  }

  /** Makes a parameter that begins with these numbers, of any shape and precision. */
  public static Parameter of(Tensor initial) {
    return new Parameter(initial);
  }

  /** Makes a parameter that is one number, in float64. */
  public static Parameter of(double initial) {
    return new Parameter(Tensor.of(initial));
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

  /**
   * Chooses parameters by a name, or by the beginning of their names up to a point: {@code encoder}
   * stands for {@code encoder.weight} and {@code encoder.0.bias}, and not for {@code
   * encoder2.weight}; nothing at all, {@code ""}, stands for every one.
   *
   * @param parameters by name, as {@link Layer#parameters()} gives them
   * @return those chosen, in the same order
   * @throws IllegalArgumentException if there is none of such a name
   */
  public static Map<String, Parameter> under(String name, Map<String, Parameter> parameters) {
    ImmutableMap.Builder<String, Parameter> chosen = ImmutableMap.builder();
    parameters.forEach(
        (full, parameter) -> {
          if (name.isEmpty() || full.equals(name) || full.startsWith(name + ".")) {
            chosen.put(full, parameter);
          }
        });
    Map<String, Parameter> found = chosen.buildOrThrow();
    checkArgument(
        !found.isEmpty(),
        "under: no parameter is called %s, or %s. and then more; there are %s",
        name,
        name,
        parameters.keySet());
    return found;
  }

  /**
   * Gives the variable that stands here now, a constant if it is frozen, or what a {@link Bound}
   * puts in its place.
   */
  public Value value() {
    Value substitute = Substitution.of(this);
    return substitute == null ? now : substitute;
  }

  /**
   * Gives the values that stand here a name, for graphs and explanations. Networks, sequences and
   * optimisers name their parameters so, by the names in {@link Layer#parameters()}; the last name
   * counts.
   *
   * @return this parameter
   * @throws IllegalArgumentException if the name is empty
   */
  @CanIgnoreReturnValue
  public Parameter named(String name) {
    now.named(name);
    return this;
  }

  /** Names parameters as they are called in a map, those with several names by the first. */
  public static void name(Map<String, Parameter> parameters) {
    distinct(parameters)
        .forEach(
            (name, parameter) -> {
              if (!name.isEmpty()) {
                parameter.named(name);
              }
            });
  }

  /** Takes it out of learning: no gradient flows into it until {@link #unfreeze}. */
  public void freeze() {
    now = Value.constant(now.data()).replacing(now);
    isFrozen = true;
  }

  /** Lets it learn again. */
  public void unfreeze() {
    now = Value.of(now.data()).replacing(now);
    isFrozen = false;
  }

  /** Tells whether it is taken out of learning. */
  public boolean isFrozen() {
    return isFrozen;
  }

  /**
   * Puts new numbers here.
   *
   * @param numbers in the parameter's shape and precision
   * @throws IllegalArgumentException if they are of another shape or precision
   */
  public void update(Tensor numbers) {
    now = next(numbers);
  }

  /** Makes what is to stand here, and changes nothing. */
  Value next(Tensor numbers) {
    checkArgument(
        numbers.shape().equals(now.shape()),
        "update: shape %s for a parameter of shape %s",
        numbers.shape(),
        now.shape());
    checkArgument(
        numbers.dtype() == now.dtype(),
        "update: %s for a parameter of %s",
        numbers.dtype(),
        now.dtype());
    Tensor own = numbers.copy();
    Value next = isFrozen ? Value.constant(own) : Value.of(own);
    return next.replacing(now);
  }

  /** Puts here what {@link #next} has made. */
  void replace(Value next) {
    now = next;
  }

  /** Gives the shape, and the numbers as a tensor prints them. */
  @Override
  public String toString() {
    return "Parameter" + now.shape() + (isFrozen ? ", frozen: " : ": ") + now.data();
  }
}
