package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;

/**
 * Derivatives for an operation that runs sweeps inside of its rule, as a checkpoint does. What a
 * choice cut off is 0, however steep; but to know of cuts takes time, so that a sweep begins
 * without, and is run again with them if NaN comes out. A sweep inside does as the one around it:
 * if each began again by itself, nested ones would take twice as long with every level.
 */
public final class Cuts {
  private Cuts() {}

  /**
   * Is a derivative, and what of it was not cut off.
   *
   * @param value the derivative; 0 where it was cut off
   * @param live 0 where it was cut off, 1 elsewhere; shaped like the value and of its precision
   */
  public record Derivative(Value value, Value live) {
    private static Derivative of(Guarded<Value> guarded) {
      return new Derivative(guarded.value(), guarded.liveOrOnes());
    }
  }

  /**
   * Computes the derivatives of a number by one sweep that does not know of cuts: NaN is left as it
   * is. For the rule of an operation that is a choice, so that the sweep around runs again.
   *
   * @param result a value of one element
   * @param wanted what to differentiate by
   * @return for each of these, shaped like it; zeros where the result does not depend on it
   */
  public static List<Value> plainDerivatives(Value result, List<Value> wanted) {
    return RecordedSweep.derivatives(result, result.filled(1), wanted, /* isOnce= */ true);
  }

  /**
   * Computes the derivative along directions by one sweep that does not know of cuts: NaN is left
   * as it is. For the rule of an operation that is a choice, so that the sweep around runs again.
   *
   * @param inputs what to differentiate by
   * @param directions for each input, shaped like it and of its precision
   * @return shaped like the result
   */
  public static Value plainAlong(Value result, List<Value> inputs, List<Value> directions) {
    return ForwardSweep.tangent(result, inputs, directions, /* isOnce= */ true);
  }

  /**
   * Computes the derivatives of a number by one sweep that knows what was cut off.
   *
   * @param result a value of one element
   * @param wanted what to differentiate by
   * @return for each of these, shaped like it; cut off where the result does not depend on it
   */
  public static List<Derivative> carefulDerivatives(Value result, List<Value> wanted) {
    return RecordedSweep.carefully(result, result.filled(1), wanted).stream()
        .map(Derivative::of)
        .toList();
  }

  /**
   * Computes the derivative along directions, of which a choice cut off some elements, by one sweep
   * that knows it.
   *
   * @param inputs what to differentiate by
   * @param directions for each input, shaped like it and of its precision
   * @param masks for each input 0 where its direction was cut off, 1 elsewhere; shaped like the
   *     input and of its precision
   * @return shaped like the result
   * @throws IllegalArgumentException if there is not one direction and one mask for each input
   */
  public static Derivative carefulAlong(
      Value result, List<Value> inputs, List<Value> directions, List<Value> masks) {
    checkArgument(
        inputs.size() == directions.size() && inputs.size() == masks.size(),
        "cuts: %s directions and %s masks for %s inputs",
        directions.size(),
        masks.size(),
        inputs.size());
    List<Guarded<Value>> guarded = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      guarded.add(Guarded.tangent(directions.get(i), masks.get(i)));
    }
    return Derivative.of(ForwardSweep.careful(result, inputs, guarded));
  }
}
