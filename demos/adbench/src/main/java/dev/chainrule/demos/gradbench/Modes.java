package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.transform.Gradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A derivative within a derivative, each of them forward or backward. */
final class Modes {
  /** Gives the derivatives of a function of some scalars with respect to each. */
  interface Mode {
    List<Value> gradient(Function<List<Value>, Value> function, List<Value> x);
  }

  /** The function of an evaluation, for the mode outside and the one inside. */
  interface Nesting extends BiFunction<Mode, Mode, Function<Input, Task<?>>> {}

  private Modes() {}

  static Map<String, Function<Input, Task<?>>> of(Nesting nesting) {
    return Map.of(
        "ff", nesting.apply(Modes::forward, Modes::forward),
        "fr", nesting.apply(Modes::forward, Gradient::of),
        "rf", nesting.apply(Gradient::of, Modes::forward),
        "rr", nesting.apply(Gradient::of, Gradient::of));
  }

  /** One direction after the other: there are two at most. */
  static List<Value> forward(Function<List<Value>, Value> function, List<Value> x) {
    List<Value> gradient = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      List<Value> direction = new ArrayList<>();
      for (int j = 0; j < x.size(); j++) {
        direction.add(Value.constant(i == j ? 1 : 0));
      }
      gradient.add(Jvp.of(function, x, direction).tangent());
    }
    return gradient;
  }
}
