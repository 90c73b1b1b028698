package dev.chainrule.autograd;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Notes on which line of a program each value is made, where that was asked for: for graphs, and to
 * find where a calculation went wrong. Outside of such scopes it costs nothing; inside, every
 * operation looks through the stack, which takes about a microsecond.
 *
 * <pre>{@code
 * Value loss = SourceLines.recorded(() -> network.apply(x).log().sum());
 * NotFinite.forward(loss); // names the line, too
 * }</pre>
 */
public final class SourceLines {
  private static final ThreadLocal<Boolean> ON = ThreadLocal.withInitial(() -> false);
  private static final AtomicInteger SCOPES = new AtomicInteger(); // in any thread
  private static final StackWalker STACK = StackWalker.getInstance();

  private SourceLines() {}

  /** Runs a calculation on this thread, and notes the line of each value that is made in it. */
  public static <R> R recorded(Supplier<R> calculation) {
    boolean before = ON.get();
    SCOPES.getAndIncrement();
    try {
      ON.set(true);
      return calculation.get();
    } finally {
      ON.set(before);
      SCOPES.getAndDecrement();
    }
  }

  /**
   * Gives the line on which a value was made: the innermost one that is not this library's own;
   * none if that was not noted.
   */
  public static Optional<StackTraceElement> of(Value value) {
    return Optional.ofNullable(Labels.line(value));
  }

  static <V extends Value> V noted(V made) {
    if (SCOPES.getPlain() != 0 && ON.get()) {
      STACK
          .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName())).findFirst())
          .ifPresent(frame -> Labels.line(made, frame.toStackTraceElement()));
    }
    return made;
  }

  private static boolean isOurs(String type) {
    return type.startsWith("dev.chainrule.autograd.")
        || type.startsWith("dev.chainrule.nn.")
        || type.startsWith("java.")
        || type.startsWith("com.google.common.");
  }
}
