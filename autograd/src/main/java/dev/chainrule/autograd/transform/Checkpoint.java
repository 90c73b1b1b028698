package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A part of a calculation that is computed again in the backward sweep, instead of being
 * remembered: less memory for more time. Gradients are those that the function has without, but
 * that a cotangent of exactly 0 counts as cut off by a choice: nothing flows there, whatever the
 * slope.
 *
 * <pre>{@code
 * Value y = Checkpoint.of(v -> v.mul(2).sin().exp(), x); // remembers x and y, and nothing between
 * Value end = Checkpoint.chain(v -> v.add(v.sin().mul(dt)), 10_000, x); // some 14 states
 * }</pre>
 *
 * <p>The function is run several times: it must do the same each time, so it must not draw new
 * random numbers. What gradients flow into must be an input: of a layer, {@code Bound} makes the
 * parameters inputs. Inside of {@link dev.chainrule.autograd.Jvp} and {@link
 * dev.chainrule.autograd.Vmap}, everything is remembered, and nothing computed again.
 */
public final class Checkpoint {
  private Checkpoint() {}

  /**
   * Runs a function of one value, and remembers only what goes in and what comes out.
   *
   * @param x the input
   * @throws IllegalArgumentException as for {@link #of(Function, List)}
   */
  public static Value of(UnaryOperator<Value> function, Value x) {
    return of(inputs -> function.apply(inputs.get(0)), List.of(x));
  }

  /**
   * Runs a function of several values, and remembers only what goes in and what comes out.
   *
   * @param inputs of one precision, which is also that of the result
   * @throws IllegalArgumentException if there are none, precisions differ, or the function uses a
   *     value that gradients flow into and that is not among them
   */
  public static Value of(Function<List<Value>, Value> function, List<Value> inputs) {
    return Segment.run("checkpoint", in -> List.of(function.apply(in)), null, inputs).get(0);
  }

  /**
   * Repeats a step in memory that grows with the logarithm of the number of steps, while the time
   * grows by that factor at most: the steps are halved, and each half is a checkpoint in which its
   * own halves are.
   *
   * @param step from one state to the next, of the same shape
   * @param steps how many, from 0
   * @param x the state at the beginning
   * @throws IllegalArgumentException if the number of steps is negative, and as for {@link
   *     #of(Function, List)}
   */
  public static Value chain(UnaryOperator<Value> step, int steps, Value x) {
    checkArgument(steps >= 0, "checkpoint: %s steps", steps);
    if (steps < 2) {
      return steps == 0 ? x : step.apply(x);
    }
    int half = steps / 2;
    Value middle = of(v -> chain(step, half, v), x);
    return of(v -> chain(step, steps - half, v), middle);
  }
}
