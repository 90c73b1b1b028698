package dev.chainrule.demos.gradbench;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A function of an evaluation, made ready for its input: what is timed, and what is written of its
 * result.
 *
 * @param run computes all numbers of the result
 * @param output what of it goes into the answer: numbers, texts, lists, arrays and maps of these
 * @param <R> the result
 */
record Task<R>(Supplier<R> run, Function<R, Object> output) {
  /** Writes the result as it is. */
  static Task<Object> of(Supplier<Object> run) {
    return new Task<>(run, result -> result);
  }
}
