package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Collections.singletonList;

import com.google.common.math.LongMath;
import dev.chainrule.autograd.Value;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A part of a calculation that is computed again in the backward sweep, instead of being
 * remembered: less memory for more time. Derivatives are those that the function has without: what
 * a choice outside cut off is 0 inside, too, whatever the slope. But a derivative of second or
 * third order that is infinite without may be NaN.
 *
 * <pre>{@code
 * Value y = Checkpoint.of(v -> v.mul(2).sin().exp(), x); // remembers x and y, and nothing between
 * Value end = Checkpoint.chain(v -> v.add(v.sin().mul(dt)), 10_000, x); // 8 states
 * }</pre>
 *
 * <p>The function is run several times: it must do the same each time, so it must not draw new
 * random numbers. What gradients flow into must be an input: of a layer, {@code Bound} makes the
 * parameters inputs. Inside of {@link dev.chainrule.autograd.Jvp#of} and {@link
 * dev.chainrule.autograd.Vmap}, everything is remembered, and nothing computed again; {@link
 * Hessian#times} and {@code Jvp.along}, which follow a record, need as little memory as gradients.
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
    checkArgument(function != null, "checkpoint: the function is null");
    return of(inputs -> function.apply(inputs.get(0)), singletonList(x));
  }

  /**
   * Runs a function of several values, and remembers only what goes in and what comes out.
   *
   * @param inputs of one precision, which is also that of the result
   * @throws IllegalArgumentException if there are none, precisions differ, or the function uses a
   *     value that gradients flow into and that is not among them
   */
  public static Value of(Function<List<Value>, Value> function, List<Value> inputs) {
    checkArgument(function != null, "checkpoint: the function is null");
    return Segment.run("checkpoint", in -> singletonList(function.apply(in)), null, inputs).get(0);
  }

  /**
   * Repeats a step in memory that grows with the logarithm of the number of steps, and so does the
   * time of each: with so few states remembered that a step is computed again about as often as
   * there are of them.
   *
   * @param step from one state to the next, of the same shape
   * @param steps how many, from 0
   * @param x the state at the beginning
   * @throws IllegalArgumentException if the number of steps is negative, and as for {@link
   *     #of(Function, List)}
   */
  public static Value chain(UnaryOperator<Value> step, int steps, Value x) {
    return chain(step, steps, states(steps), x);
  }

  /**
   * Repeats a step from several values to as many, of the same shapes. What a step needs beside the
   * state, such as the weights of a recurrent network, is such a value, which the step gives back
   * as it is.
   *
   * <pre>{@code
   * Checkpoint.chain(in -> List.of(in.get(0).matMul(in.get(1)).tanh(), in.get(1)), 200,
   *     List.of(state, weights)).get(0);
   * }</pre>
   *
   * @param step from one list of values to the next
   * @param steps how many, from 0
   * @param inputs the values at the beginning, of one precision
   * @return the values at the end
   * @throws IllegalArgumentException if the number of steps is negative, and as for {@link
   *     #of(Function, List)}
   */
  public static List<Value> chain(UnaryOperator<List<Value>> step, int steps, List<Value> inputs) {
    return chain(step, steps, states(steps), inputs);
  }

  private static int states(int steps) {
    int states = 1;
    while (most(states, states) < steps) {
      states++;
    }
    return states;
  }

  /**
   * Repeats a step, and remembers so many states on the way. With s of them, no step is computed
   * more than r times again for as many as (s + r)! / (s! r!) steps, and no schedule needs fewer
   * (A. Griewank, A. Walther, Algorithm 799: revolve, ACM Transactions on Mathematical Software 26,
   * 2000).
   *
   * @param step from one state to the next, of the same shape
   * @param steps how many, from 0
   * @param states to remember beside the first one, at least 1; with 1, time grows with the square
   *     of the number of steps
   * @param x the state at the beginning
   * @throws IllegalArgumentException if the number of steps is negative, or that of states is not
   *     positive, and as for {@link #of(Function, List)}
   */
  public static Value chain(UnaryOperator<Value> step, int steps, int states, Value x) {
    checkArgument(step != null, "checkpoint: the step is null");
    return chain(in -> singletonList(step.apply(in.get(0))), steps, states, singletonList(x))
        .get(0);
  }

  private static List<Value> chain(
      UnaryOperator<List<Value>> step, int steps, int states, List<Value> inputs) {
    checkArgument(step != null, "checkpoint: the step is null");
    checkArgument(steps >= 0, "checkpoint: %s steps", steps);
    checkArgument(states > 0, "checkpoint: %s states; give 1 or more", states);
    return scheduled(step, steps, states, inputs);
  }

  private static List<Value> scheduled(
      UnaryOperator<List<Value>> step, int steps, int states, List<Value> inputs) {
    if (steps < 2) {
      return steps == 0 ? inputs : step.apply(inputs);
    }
    int again = 1;
    while (most(states, again) < steps) {
      again++;
    }
    // As few as leave not too many for one state less, and as many as can come again once less.
    long first = Math.max(steps - most(states - 1, again), most(states, again - 2));
    int before = (int) Math.max(1, first);
    List<Value> next =
        Segment.run("checkpoint", in -> scheduled(step, before, states, in), null, inputs);
    return scheduled(step, steps - before, states - 1, next);
  }

  /** So many steps need no more than these states, where none comes again more often. */
  private static long most(int states, int again) {
    return again < 0 ? 0 : LongMath.binomial(states + again, again);
  }
}
