package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Numeric;
import java.util.List;
import java.util.function.Function;

/**
 * Is one step of a backward sweep: an operation sends its cotangent on to one of its inputs, by its
 * derivative rule, and there it is added to what arrived before.
 *
 * @param results of the operation; one, for most
 * @param input which of the operation's inputs it is
 * @param to that input
 * @param cotangents of the results, complete
 * @param contribution what the input is sent
 * @param sum of all that the input was sent so far
 * @param <T> the kind of number that the rules compute with
 */
public record SweepStep<T extends Numeric<T>>(
    List<Value> results, int input, Value to, List<T> cotangents, T contribution, T sum) {

  /**
   * Sweeps backwards from a result, and lists every step in order.
   *
   * @param result a connected value
   * @param seed its own cotangent
   * @param view what the derivative rules see of a value
   * @param <T> the kind of number that the rules compute with
   */
  public static <T extends Numeric<T>> List<SweepStep<T>> of(
      Value result, T seed, Function<Value, T> view) {
    return SteppedSweep.run(result, seed, view);
  }

  /**
   * Does the same, and knows at each element whether a choice cut the way from the result: what was
   * cut off is 0, whatever it is multiplied by. A sweep whose result is NaN is run again this way.
   *
   * @param result a connected value
   * @param seed its own cotangent
   * @param view what the derivative rules see of a value
   * @param <T> the kind of number that the rules compute with
   */
  public static <T extends Numeric<T>> List<SweepStep<T>> carefully(
      Value result, T seed, Function<Value, T> view) {
    List<SweepStep<Guarded<T>>> steps =
        SteppedSweep.run(
            result, Guarded.cotangent(seed), value -> Guarded.plain(view.apply(value)));
    ImmutableList.Builder<SweepStep<T>> plain = ImmutableList.builder();
    for (SweepStep<Guarded<T>> step : steps) {
      plain.add(
          new SweepStep<>(
              step.results,
              step.input,
              step.to,
              step.cotangents.stream().map(Guarded::value).toList(),
              step.contribution.value(),
              step.sum.value()));
    }
    return plain.build();
  }

  /** Tells whether an operation on the way chooses among what was computed. */
  public static boolean hasChoice(Value result) {
    return Order.of(result).stream().anyMatch(Value::choosesAmongComputed);
  }
}
