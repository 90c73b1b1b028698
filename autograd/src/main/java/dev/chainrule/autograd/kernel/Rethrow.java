package dev.chainrule.autograd.kernel;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Throws again what was thrown on another thread. That may be a checked exception, for languages
 * other than Java let functions throw them without a declaration; so this throws without one, too.
 */
final class Rethrow {
  private static final Thrower THROWER = thrower();

  private Rethrow() {}

  /** Throws anything. */
  @FunctionalInterface
  private interface Thrower {
    void raise(@Nullable Throwable thrown);
  }

  /** Throws what was thrown, if anything was. */
  static void ifAny(@Nullable Throwable thrown) {
    THROWER.raise(thrown);
  }

  /** What the interface is linked to, by name. */
  static void declared(@Nullable Throwable thrown) throws Throwable {
    if (thrown != null) {
      throw thrown;
    }
  }

  /** Links the interface to the method. Only the compiler compares what the two declare. */
  private static Thrower thrower() {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType type = MethodType.methodType(void.class, Throwable.class);
    try {
      return (Thrower)
          LambdaMetafactory.metafactory(
                  lookup,
                  "raise",
                  MethodType.methodType(Thrower.class),
                  type,
                  lookup.findStatic(Rethrow.class, "declared", type),
                  type)
              .getTarget()
              .invokeExact();
    } catch (Throwable e) {
      throw new LinkageError("no function that throws", e);
    }
  }
}
