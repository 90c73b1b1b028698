package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Operation;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The order of a sweep: every value that a result depends on, each after all values that use it.
 * First every value gets a place, and its uses are counted; then those are ready whose uses have
 * all been served. Nothing recurses.
 */
public final class Order implements AutoCloseable {
  private Value[] values = new Value[64];
  private int[] usesLeft = new int[64];
  private int size;
  private int[] ready = new int[16]; // a stack
  private int readyCount;
  private @Nullable Boolean hasChoice;

  /** Reaches every connected value that the result depends on. */
  Order(Value result) {
    boolean claimed = PLACES_CLAIMED.compareAndSet(false, true);
    boolean reached = false;
    try {
      placesHere = claimed ? null : new IdentityHashMap<>();
      reach(result);
      reached = true;
    } finally {
      if (claimed && !reached) {
        PLACES_CLAIMED.set(false);
      }
    }
  }

  private void reach(Value result) {
    // Depth first, as values were made and as the sweep will go: what is near is still in the
    // cache.
    register(result);
    pushReady(0);
    while (readyCount > 0) {
      values[ready[--readyCount]].useInputs(this);
    }
    pushReady(0);
  }

  /**
   * Lists every value that a result depends on and into which gradients flow, the result first,
   * each after all values that were made of it.
   */
  public static List<Value> of(Value result) {
    if (!result.isConnected()) {
      return ImmutableList.of(result);
    }
    ImmutableList.Builder<Value> order = ImmutableList.builder();
    try (Order places = new Order(result)) {
      for (int place = places.next(); place >= 0; place = places.next()) {
        Value value = places.value(place);
        if (!(value instanceof Joint)) {
          order.add(value);
        }
        for (int i = 0; i < value.operands().size(); i++) {
          if (value.wants(i)) {
            places.served(places.place(value.input(i)));
          }
        }
      }
    }
    return order.build();
  }

  /** Notes one use of a value; it is reached by now. */
  void use(Value input) {
    if (input.isConnected()) {
      int place = place(input);
      if (place >= size || values[place] != input) { // it is not reached yet
        place = size;
        pushReady(place);
        register(input);
      }
      usesLeft[place]++;
    }
  }

  /** How many places there are. */
  int size() {
    return size;
  }

  /** Whether the result depends on a value. */
  boolean reaches(Value value) {
    int place = place(value);
    return place < size && values[place] == value;
  }

  /** The value at a place. */
  Value value(int place) {
    return values[place];
  }

  /** Whether an operation on the way chooses among inputs that were computed, too. */
  boolean hasChoice() {
    if (hasChoice == null) {
      boolean found = false;
      for (int place = 0; place < size && !found; place++) {
        Operation operation = values[place].operation;
        found = operation != null && operation.isChoice() && isComputed(values[place].operands());
      }
      hasChoice = found;
    }
    return hasChoice;
  }

  private static boolean isComputed(List<Value> inputs) {
    return inputs.stream().anyMatch(input -> input.operation != null);
  }

  /** The next value whose uses have all been served, by its place; -1 at the end. */
  int next() {
    return readyCount == 0 ? -1 : ready[--readyCount];
  }

  /** Notes that one of a value's uses has been served. */
  void served(int place) {
    if (--usesLeft[place] == 0) {
      pushReady(place);
    }
  }

  private void pushReady(int place) {
    if (readyCount == ready.length) {
      ready = Arrays.copyOf(ready, 2 * readyCount);
    }
    ready[readyCount++] = place;
  }

  // Places. Looking one up in a hash map costs more than a scalar operation does, so a sweep keeps
  // its places in the values themselves; but only one sweep at a time may. Any other that runs
  // meanwhile, in another thread or inside a derivative rule, has a map of its own. A place that an
  // earlier sweep left behind gives itself away: another value, or none, stands there.

  private static final AtomicBoolean PLACES_CLAIMED = new AtomicBoolean();
  private final @Nullable IdentityHashMap<Value, Integer> placesHere;

  /** Gives a value its place, and places of their own to all results of one operation. */
  private void register(Value value) {
    int places = value.places();
    if (size + places > values.length) {
      int capacity = Math.max(2 * size, size + places);
      values = Arrays.copyOf(values, capacity);
      usesLeft = Arrays.copyOf(usesLeft, capacity);
    }
    Arrays.fill(values, size, size + places, value);
    if (placesHere == null) {
      value.place = size;
    } else {
      placesHere.put(value, size);
    }
    size += places;
  }

  /** Where a value stands, if it is reached. */
  int place(Value value) {
    return placesHere == null ? value.place : placesHere.getOrDefault(value, 0);
  }

  /** Lets another sweep keep its places in the values. */
  @Override
  public void close() {
    if (placesHere == null) {
      PLACES_CLAIMED.set(false);
    }
  }
}
