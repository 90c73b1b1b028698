package dev.chainrule.nn;

import dev.chainrule.autograd.Value;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Values that stand in for parameters on one thread while a calculation runs there. Scopes may be
 * nested: the innermost that knows a parameter counts.
 */
final class Substitution {
  private static final ThreadLocal<@Nullable Substitution> INNERMOST = new ThreadLocal<>();

  // The scopes that are open in any thread: while there are none, nobody has to look further.
  private static final AtomicInteger SCOPES = new AtomicInteger();

  private final Map<Parameter, Value> values;
  private final @Nullable Substitution outer;

  private Substitution(Map<Parameter, Value> values, @Nullable Substitution outer) {
    this.values = values;
    this.outer = outer;
  }

  /** Runs a calculation with values in place of parameters; others stay what they are. */
  static <R> R during(Map<Parameter, Value> values, Supplier<R> calculation) {
    Substitution outer = INNERMOST.get();
    Substitution scope = new Substitution(values, outer);
    SCOPES.getAndIncrement();
    try { // from here on, for setting it may fail, too, where memory or the stack is at its end
      INNERMOST.set(scope);
      return calculation.get();
    } finally {
      SCOPES.getAndDecrement();
      if (outer == null) {
        INNERMOST.remove();
      } else {
        INNERMOST.set(outer);
      }
    }
  }

  /** Gives what stands in for a parameter on this thread, if anything does. */
  static @Nullable Value of(Parameter parameter) {
    return SCOPES.getPlain() == 0 ? null : found(parameter);
  }

  private static @Nullable Value found(Parameter parameter) {
    for (Substitution scope = INNERMOST.get(); scope != null; scope = scope.outer) {
      Value value = scope.values.get(parameter);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
