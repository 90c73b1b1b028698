package dev.chainrule.autograd;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Whether operations are recorded on this thread. They are, but for scopes that say otherwise. */
public final class Recording {
  private static final ThreadLocal<Boolean> OFF = ThreadLocal.withInitial(() -> false);

  // The scopes that are open in any thread: while there are none, nobody has to look further.
  private static final AtomicInteger SCOPES = new AtomicInteger();

  private Recording() {}

  /**
   * Runs a calculation of which nothing is recorded: its results are constants. Other threads go on
   * recording. Scopes may be nested.
   */
  public static <R> R off(Supplier<R> calculation) {
    return set(true, calculation);
  }

  /** Runs a calculation that is recorded, whatever scope this is in. */
  public static <R> R on(Supplier<R> calculation) {
    return isOn() ? calculation.get() : set(false, calculation);
  }

  private static <R> R set(boolean off, Supplier<R> calculation) {
    boolean before = OFF.get();
    SCOPES.getAndIncrement();
    try {
      OFF.set(off);
      return calculation.get();
    } finally {
      OFF.set(before);
      SCOPES.getAndDecrement();
    }
  }

  /** Tells whether operations are recorded on this thread. */
  public static boolean isOn() {
    return SCOPES.getPlain() == 0 || !OFF.get();
  }
}
