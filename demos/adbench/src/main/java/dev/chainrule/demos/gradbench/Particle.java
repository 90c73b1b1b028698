package dev.chainrule.demos.gradbench;

import dev.chainrule.autograd.Value;
import dev.chainrule.demos.gradbench.Modes.Mode;
import java.util.List;
import java.util.function.Function;

/**
 * Where to put a charge so that two of them send a particle through the origin: it flies by Euler's
 * method until it would cross the x axis, then straight on.
 */
final class Particle {
  private static final double STEP = 0.1;

  private Particle() {}

  static Function<Input, Task<?>> of(Mode outside, Mode inside) {
    return input -> {
      List<Value> start = Vectors.constants(input.number("w"));
      return Task.of(
          () ->
              GradientDescent.argMin(w -> missed(w.get(0), inside), outside, start).get(0).item());
    };
  }

  /** The square of where it crosses the axis. */
  static Value missed(Value w, Mode inside) {
    List<Value> moved = List.of(Value.constant(10), w.rsub(10));
    List<Value> fixed = Vectors.constants(10, 0);
    List<Value> position = Vectors.constants(0, 8);
    List<Value> velocity = Vectors.constants(0.75, 0);
    while (true) {
      List<Value> next = Vectors.moved(position, velocity, STEP);
      if (next.get(1).item() <= 0) {
        Value time = position.get(1).div(velocity.get(1)).neg();
        return position.get(0).add(velocity.get(0).mul(time)).square();
      }
      List<Value> slope =
          inside.gradient(x -> potential(x, moved).add(potential(x, fixed)), position);
      position = next;
      velocity = Vectors.moved(velocity, slope, -STEP); // the force is less the slope
    }
  }

  private static Value potential(List<Value> x, List<Value> charge) {
    return Vectors.squaredLength(Vectors.moved(x, charge, -1)).sqrt().reciprocal();
  }
}
