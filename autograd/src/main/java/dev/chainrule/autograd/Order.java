package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a sweep: every value that a result depends on, each after all values that use it.
 * First all uses are counted; then those values are ready whose uses have all been served. Nothing
 * recurses.
 */
public final class Order implements AutoCloseable {
  private final Asked asked;
  private final boolean keepsComputed;
  private final List<Value> kept = new ArrayList<>();
  private boolean hasChoice;
  private int left = 1; // values that have not been ready yet; there is the result at least
  private boolean isDone;

  private Value[] ready = new Value[16]; // a stack
  private int readyCount;

  // Where notes are: in values that are at home where the result is, unless another sweep has taken
  // that home; or else in the map.
  private final @Nullable Home home;
  private @Nullable IdentityHashMap<Value, Notes> notesHere;

  /** Reaches every connected value that a connected result depends on. */
  Order(Value result) {
    this(result, ImmutableList.of());
  }

  /** Reaches what lies between a connected result and some values; if there are none, all. */
  Order(Value result, List<Value> wanted) {
    asked = Asked.of(wanted);
    keepsComputed = asked.hasComputed();
    home = result.home.take() ? result.home : null;
    boolean isReached = false;
    try {
      if (asked.isForAll()) {
        reach(result);
      } else {
        reachAsked(result);
      }
      isReached = true;
    } finally {
      if (!isReached) {
        close();
      }
    }
  }

  private void reach(Value result) {
    // Depth first, as values were made and as the sweep will go: what is near is still in the
    // cache.
    found(result);
    push(result);
    while (readyCount > 0) {
      ready[--readyCount].useInputs(this);
    }
    push(result);
  }

  /** Notes one use of a value. */
  void use(Value input) {
    if (input.isConnected() && notes(input).usesLeft++ == 0) {
      left++;
      found(input);
      push(input);
    }
  }

  private void reachAsked(Value result) {
    List<Value> reached = new AskedPaths(this).from(result);
    reached.forEach(this::found);
    left = reached.size();
    if (left > 0) {
      push(result);
    }
  }

  private void found(Value value) {
    if (keeps(value)) {
      kept.add(value);
    }
    hasChoice |= value.choosesAmongComputed();
  }

  /**
   * Lists every value that a result depends on and into which gradients flow, the result first,
   * each after all values that were made of it.
   */
  public static List<Value> of(Value result) {
    if (!result.isConnected()) {
      return ImmutableList.of(result);
    }
    try (Order order = new Order(result)) {
      List<Value> values = order.rest();
      order.done();
      return values.stream()
          .filter(value -> !(value instanceof Joint))
          .collect(ImmutableList.toImmutableList());
    }
  }

  /**
   * Lists those of the values of {@link #of} that no operation made: what gradients end in.
   *
   * @return the result itself if no gradient flows into it and nothing made it
   */
  public static List<Value> leaves(Value result) {
    if (!result.isConnected()) {
      return ImmutableList.of(result);
    }
    try (Order order = new Order(result)) {
      List<Value> leaves = ImmutableList.copyOf(order.kept());
      order.serveAll();
      order.done();
      return leaves;
    }
  }

  /** Serves all that are left, which leaves no notes. */
  private void serveAll() {
    for (Value value = next(); value != null; value = next()) {
      serveInputs(value);
    }
  }

  private void serveInputs(Value value) {
    for (int i = 0; i < value.inputCount(); i++) {
      if (value.wants(i) && leads(value.input(i))) {
        served(value.input(i));
      }
    }
  }

  /** Lists all that are left, each after all values that were made of it; leaves no notes. */
  List<Value> rest() {
    List<Value> rest = new ArrayList<>(left);
    for (Value value = next(); value != null; value = next()) {
      rest.add(value);
      serveInputs(value);
    }
    return rest;
  }

  /** Whether an operation on the way chooses among inputs that were computed, too. */
  boolean hasChoice() {
    return hasChoice;
  }

  /** Whether the result leads to nothing that is asked for. */
  boolean isEmpty() {
    return left == 0 && readyCount == 0;
  }

  /** Whether a value leads to something that is asked for. */
  boolean leads(Value value) {
    return asked.isForAll() || notes(value).usesLeft > 0;
  }

  /** The values whose cotangents are kept: variables, or what is asked for. */
  List<Value> kept() {
    return kept;
  }

  /** Whether the cotangent of a value is kept. */
  boolean keeps(Value value) {
    // Most often variables are asked for; then nothing that was computed need be looked up.
    return (value.operation == null || keepsComputed) && asked.isAsked(value);
  }

  /** The next value whose uses have all been served; none at the end. */
  @Nullable Value next() {
    if (readyCount == 0) {
      return null;
    }
    left--;
    return ready[--readyCount];
  }

  /** Notes that one of a value's uses has been served. */
  void served(Value value) {
    served(value, notes(value));
  }

  /** Does the same for whoever has the notes at hand. */
  void served(Value value, Notes notes) {
    int usesLeft = --notes.usesLeft;
    if (usesLeft == 0) {
      push(value);
    }
    checkState(usesLeft >= 0, "a value was served more often than it is used");
  }

  private void push(Value value) {
    if (readyCount == ready.length) {
      ready = Arrays.copyOf(ready, 2 * readyCount);
    }
    ready[readyCount++] = value;
  }

  /** What this sweep notes of a value. */
  Notes notes(Value value) {
    return value.home == home ? value : notesHere(value);
  }

  private Notes notesHere(Value value) {
    if (notesHere == null) {
      notesHere = new IdentityHashMap<>();
    }
    return notesHere.computeIfAbsent(value, absent -> new Notes(absent.home));
  }

  /** Notes that the sweep has come to its end, and has left no notes. */
  void done() {
    isDone = left == 0;
  }

  /** Lets other sweeps keep their notes in the values, if this one has left none there. */
  @Override
  public void close() {
    if (home != null && isDone) {
      home.leave();
    } else if (home != null) {
      home.abandon();
    }
  }
}
