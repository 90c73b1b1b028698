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
   * Does what {@link Value#derivatives(List)} does in its first sweep: NaN is left as it is. For
   * the rule of an operation that is a choice, so that the sweep around runs again.
   */
  public static List<Value> unseen(Value result, List<Value> wanted) {
    return RecordedSweep.derivatives(result, result.filled(1), wanted, /* isOnce= */ true);
  }

  /** Does what {@link Jvp#along} does in its first sweep: NaN is left as it is. */
  public static Value unseen(Value result, List<Value> inputs, List<Value> directions) {
    return ForwardSweep.tangent(result, inputs, directions, /* isOnce= */ true);
  }

  /** Does what {@link Value#derivatives(List)} does, with cuts known from the first sweep on. */
  public static List<Derivative> derivatives(Value result, List<Value> wanted) {
    return RecordedSweep.carefully(result, result.filled(1), wanted).stream()
        .map(Derivative::of)
        .toList();
  }

  /**
   * Does what {@link Jvp#along} does, with cuts known from the first sweep on, along directions of
   * which a choice cut off some elements.
   *
   * @param masks for each input 0 where its direction was cut off, 1 elsewhere; shaped like the
   *     input and of its precision
   */
  public static Derivative along(
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
