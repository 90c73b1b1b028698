package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.ConstantOrigin.Kind;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notes on which line of a program each value is made, and what constants are made of, where that
 * was asked for: for graphs, and to find where a calculation went wrong. Outside of such scopes it
 * costs nothing; inside, every operation looks through the stack, which takes about a microsecond,
 * and a constant keeps the values that it was made of in memory.
 *
 * <pre>{@code
 * Value loss = SourceLines.recorded(() -> network.apply(x).log().sum());
 * NotFinite.forwardOrigin(loss); // names the line, too
 * NoGradient.of(loss, w); // sees what was detached, too
 * }</pre>
 */
public final class SourceLines {
  private static final ThreadLocal<Optional<Scope>> OPEN = ThreadLocal.withInitial(Optional::empty);
  private static final AtomicInteger SCOPES = new AtomicInteger(); // in any thread
  private static final StackWalker STACK = StackWalker.getInstance();
  private static final ImmutableList<String> NOT_THE_USERS =
      ImmutableList.of(
          "dev.chainrule.autograd.",
          "dev.chainrule.nn.",
          "java.",
          "jdk.internal.",
          "com.google.common.");

  private SourceLines() {}

  /**
   * What is held while a scope is open: which value an operation computed a tensor for. Nobody else
   * has such a tensor, unless they asked for the value's {@link Value#data}; a tensor that a leaf
   * was given may have been given to others, too.
   */
  private static final class Scope {
    private final IdentityHashMap<Tensor, Value> madeOf = new IdentityHashMap<>();

    void note(Value made) {
      Optional<ConstantOrigin> origin = origin(made);
      boolean isComputed =
          made.operation != null || origin.flatMap(ConstantOrigin::operation).isPresent();
      List<Value> inputs = origin.map(ConstantOrigin::madeOf).orElseGet(made::inputs);
      Tensor numbers = made.data();
      // A reshape to the same shape, for example, gives its input's own tensor.
      if (isComputed && inputs.stream().noneMatch(input -> input.data() == numbers)) {
        Value unused = madeOf.putIfAbsent(numbers, made);
      }
    }
  }

  /**
   * Runs a calculation on this thread, and notes the line of each value that is made in it. Other
   * threads go on without. Scopes may be nested. What operations make in a scope stays in memory
   * until the outermost scope ends, so that a constant made of their {@link Value#data} is known
   * again; so put a scope around one calculation, not around a whole training.
   */
  public static <R> R recorded(Supplier<R> calculation) {
    Optional<Scope> before = OPEN.get();
    SCOPES.getAndIncrement();
    try {
      OPEN.set(Optional.of(before.orElseGet(Scope::new)));
      return calculation.get();
    } finally {
      OPEN.set(before);
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

  /** Tells how a constant came about; nothing if that was not noted, or it is none. */
  public static Optional<ConstantOrigin> origin(Value value) {
    return value instanceof NotedConstant noted ? Optional.of(noted.origin) : Optional.empty();
  }

  static boolean isOn() {
    return SCOPES.getPlain() != 0 && OPEN.get().isPresent();
  }

  /** Notes the line of a variable, or of a value that is recorded. */
  static <V extends Value> V noted(V made) {
    if (isOn()) {
      note(made);
    }
    return made;
  }

  // Each of these gives back the constant or, in a scope, one like it that knows its origin.

  /** Notes that a user made a constant of numbers. */
  static Value given(Value made) {
    if (isOn()) {
      Value source = made.isScalar() ? null : scope().madeOf.get(made.data());
      return noted(made, new ConstantOrigin(Kind.GIVEN, Optional.empty(), list(source, null)));
    }
    return made;
  }

  /** Notes that a constant has the numbers of a value. */
  static Value detached(Value made, Value from) {
    return isOn()
        ? noted(made, new ConstantOrigin(Kind.DETACHED, Optional.empty(), List.of(from)))
        : made;
  }

  /** Notes that an operation made a constant of one value, or of two. */
  static Value unrecorded(Value made, Operation operation, Value x, @Nullable Value y) {
    return isOn() ? unrecorded(made, operation, list(x, y)) : made;
  }

  /** Notes that an operation made a constant. */
  static Value unrecorded(Value made, Operation operation, List<Value> inputs) {
    if (isOn()) {
      boolean isCut = inputs.stream().anyMatch(Value::isConnected);
      Kind kind = isCut ? Kind.RECORDING_OFF : Kind.COMPUTED;
      return noted(made, new ConstantOrigin(kind, Optional.of(operation), inputs));
    }
    return made;
  }

  private static List<Value> list(@Nullable Value x, @Nullable Value y) {
    if (x == null) {
      return List.of();
    }
    return y == null ? List.of(x) : List.of(x, y);
  }

  private static Value noted(Value made, ConstantOrigin origin) {
    Value constant = new NotedConstant(made, origin);
    note(constant);
    return constant;
  }

  private static Scope scope() {
    return OPEN.get().orElseThrow();
  }

  private static void note(Value made) {
    STACK
        .walk(frames -> frames.filter(frame -> !isOurs(frame.getClassName())).findFirst())
        .ifPresent(frame -> Labels.line(made, frame.toStackTraceElement()));
    if (!made.isScalar()) {
      scope().note(made);
    }
  }

  private static boolean isOurs(String type) {
    return NOT_THE_USERS.stream().anyMatch(type::startsWith);
  }
}
