package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.List;

/**
 * Derivatives that know from the first sweep on what a choice cut off: nothing flows there, however
 * steep. All others begin without, as this takes time, and sweep again if NaN comes out; so they
 * give the same numbers. An operation that runs sweeps inside of its rule, as a checkpoint does,
 * uses these where it was itself cut off in part.
 */
public final class Cuts {
  private Cuts() {}

  /** Does what {@link Value#derivatives(List)} does. */
  public static List<Value> derivatives(Value result, List<Value> wanted) {
    return RecordedSweep.carefully(result, result.filled(1), wanted);
  }

  /**
   * Does what {@link Jvp#along} does, along directions of which a choice cut off some elements.
   *
   * @param masks for each input 0 where its direction was cut off, 1 elsewhere; shaped like the
   *     input and of its precision
   */
  public static Value along(
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
    return ForwardSweep.careful(result, inputs, guarded).value();
  }
}
