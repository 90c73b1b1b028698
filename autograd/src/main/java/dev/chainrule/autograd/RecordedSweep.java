package dev.chainrule.autograd;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A sweep that computes with values, so that its results can be differentiated again. */
final class RecordedSweep extends Sweep<Value> {
  private final @Nullable Value[] cotangents;

  private RecordedSweep(Order order, @Nullable Cuts cuts) {
    super(order, cuts);
    this.cotangents = new Value[order.size()];
  }

  static List<Value> derivatives(Value result, Value seed, List<Value> wanted) {
    if (!result.isConnected()) {
      return wanted.stream().map(RecordedSweep::zero).toList();
    }
    return derivatives(result, seed, wanted, null)
        .or(() -> derivatives(result, seed, wanted, new Cuts()))
        .orElseThrow();
  }

  /** Gives up, and returns nothing, if a NaN has to be looked into. */
  private static Optional<List<Value>> derivatives(
      Value result, Value seed, List<Value> wanted, @Nullable Cuts cuts) {
    IdentityHashMap<Value, Value> found = new IdentityHashMap<>();
    try (Order order = new Order(result)) {
      RecordedSweep sweep = new RecordedSweep(order, cuts);
      sweep.run(seed, wanted);
      for (Value wish : wanted) {
        if (order.reaches(wish)) {
          Value derivative = sweep.cotangent(order.place(wish), wish);
          if (cuts == null && order.hasChoice() && derivative.data().hasNaN()) {
            return Optional.empty();
          }
          found.put(wish, derivative);
        }
      }
    }
    return Optional.of(
        wanted.stream()
            .map(wish -> found.containsKey(wish) ? found.get(wish) : zero(wish))
            .toList());
  }

  private static Value zero(Value like) {
    return Value.constant(like.data().filled(0));
  }

  @Override
  Value view(Value value) {
    return value;
  }

  @Override
  void add(int place, Value contribution) {
    Value before = cotangents[place];
    cotangents[place] = before == null ? contribution : before.add(contribution);
  }

  @Override
  Value cotangent(int place, Value value) {
    Value cotangent = cotangents[place];
    return cotangent == null ? zero(value) : cotangent;
  }

  @Override
  void release(int place) {
    cotangents[place] = null;
  }
}
