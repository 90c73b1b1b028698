package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static java.util.Objects.requireNonNull;

import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.PointwiseBinary;
import dev.chainrule.autograd.op.PointwiseUnary;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The backward sweep: reverse-mode differentiation of one result. First every value that the result
 * depends on gets a place, and its uses are counted. Then, from the result on, each value whose
 * uses have all been seen hands its cotangent on to its inputs, by its operation's rule. So a value
 * is visited once, after all its uses; nothing recurses; and a cotangent is let go once it was
 * used.
 *
 * @param <T> what the rules compute with: tensors, or values that record
 */
abstract class Sweep<T extends Numeric<T>> {
  private Value[] values = new Value[64];
  private int[] usesLeft = new int[64];
  private int count;
  private int[] ready = new int[16]; // a stack
  private int readyCount;
  private final BitSet kept = new BitSet();

  /** What the rules see of a value. */
  abstract T view(Value value);

  /** A contribution as {@link dev.chainrule.autograd.op.ChainRule#LINK} leaves it. */
  abstract T link(T contribution, T cotangent);

  /** Makes room for cotangents at places below {@code capacity}. */
  abstract void grow(int capacity);

  /** Adds to the cotangent at a place; at first it is zero. */
  abstract void add(int place, T contribution);

  /** The cotangent at a place, complete by now. */
  abstract T cotangent(int place);

  /** Lets the cotangent at a place go. */
  abstract void release(int place);

  /**
   * Sweeps from a result.
   *
   * @param seed the result's own cotangent
   * @param wanted intermediate values whose cotangents are kept; those of variables always are
   * @param receiver is given each variable that the result depends on, and each wanted value, with
   *     its cotangent
   */
  final void run(Value result, T seed, List<Value> wanted, BiConsumer<Value, T> receiver) {
    boolean claimed = PLACES_CLAIMED.compareAndSet(false, true);
    placesHere = claimed ? null : new IdentityHashMap<>();
    try {
      discover(result);
      wanted.forEach(this::keep);
      add(0, seed);
      pushReady(0);
      while (readyCount > 0) {
        int place = ready[--readyCount];
        if (values[place].operation != null) {
          handOn(place, values[place]);
        }
        if (!kept.get(place)) {
          release(place);
        }
      }
      for (int place = kept.nextSetBit(0); place >= 0; place = kept.nextSetBit(place + 1)) {
        receiver.accept(values[place], cotangent(place));
      }
    } finally {
      if (claimed) {
        PLACES_CLAIMED.set(false);
      }
    }
  }

  /** Refuses a cotangent that is not shaped like the result. */
  static void checkCotangent(Value result, Numeric<?> cotangent) {
    checkArgument(
        cotangent.shape().equals(result.shape()),
        "cotangent: shape %s for a result of shape %s",
        cotangent.shape(),
        result.shape());
  }

  private void discover(Value result) {
    // Depth first, as values were made and as the sweep will go: what is near is still in the
    // cache.
    register(result);
    pushReady(0);
    while (readyCount > 0) {
      int place = ready[--readyCount];
      Value value = values[place];
      if (value.operation == null) {
        kept.set(place);
      }
      countUse(value.x);
      countUse(value.y);
    }
  }

  private void countUse(@Nullable Value input) {
    if (input != null && input.isConnected()) {
      if (!isReached(input)) {
        register(input);
        pushReady(count - 1);
      }
      usesLeft[placeOf(input)]++;
    }
  }

  private void keep(Value value) {
    if (isReached(value)) {
      kept.set(placeOf(value));
    }
  }

  /** One link of the chain rule. */
  void handOn(int place, Value value) {
    T cotangent = cotangent(place);
    Value x = requireNonNull(value.x);
    if (value.operation instanceof Unary operation) {
      send(value, x, cotangent, operation.cotangent(cotangent, view(x), view(value)));
    } else if (value.operation instanceof Binary operation) {
      Value y = requireNonNull(value.y);
      if (x.isConnected()) {
        send(value, x, cotangent, operation.cotangentX(cotangent, view(x), view(y), view(value)));
      }
      if (y.isConnected()) {
        send(value, y, cotangent, operation.cotangentY(cotangent, view(x), view(y), view(value)));
      }
    }
  }

  private void send(Value from, Value input, T cotangent, T given) {
    Shape shape = input.shape();
    T contribution =
        given != cotangent
                && (from.operation instanceof PointwiseUnary
                    || from.operation instanceof PointwiseBinary)
            ? link(given, cotangent)
            : given;
    if (shape.equals(contribution.shape())) {
      add(placeOf(input), contribution);
    } else { // broadcasting repeated the input: what went out many times comes back as a sum
      checkState(
          shape.broadcastsTo(contribution.shape()),
          "%s: its derivative rule gave shape %s for an input of shape %s",
          from.operation,
          contribution.shape(),
          shape);
      add(placeOf(input), contribution.sumTo(shape));
    }
    used(placeOf(input));
  }

  /** One of a value's uses has sent its contribution. */
  final void used(int place) {
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
  private @Nullable IdentityHashMap<Value, Integer> placesHere;

  private void register(Value value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
      usesLeft = Arrays.copyOf(usesLeft, 2 * count);
    }
    grow(values.length);
    values[count] = value;
    if (placesHere == null) {
      value.place = count;
    } else {
      placesHere.put(value, count);
    }
    count++;
  }

  private boolean isReached(Value value) {
    int place = placeOf(value);
    return place < count && values[place] == value;
  }

  /** Where a value stands, if the sweep has reached it. */
  final int placeOf(Value value) {
    return placesHere == null ? value.place : placesHere.getOrDefault(value, 0);
  }
}
