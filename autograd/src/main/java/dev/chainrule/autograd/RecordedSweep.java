package dev.chainrule.autograd;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A sweep that computes with values, so that its results can be differentiated again. */
final class RecordedSweep extends Sweep<Value> {
  private final @Nullable Value[] cotangents;

  private RecordedSweep(Order order) {
    super(order);
    this.cotangents = new Value[order.size()];
  }

  /** The derivatives of a result with respect to some values; zeros where it does not depend on. */
  static List<Value> derivatives(Value result, Value seed, List<Value> wanted) {
    IdentityHashMap<Value, Value> found = new IdentityHashMap<>();
    if (result.isConnected()) {
      run(result, seed, wanted, found::put);
    }
    return wanted.stream()
        .map(wish -> found.containsKey(wish) ? found.get(wish) : zero(wish))
        .toList();
  }

  private static void run(
      Value result, Value seed, List<Value> wanted, BiConsumer<Value, Value> receiver) {
    try (Order order = new Order(result)) {
      RecordedSweep sweep = new RecordedSweep(order);
      sweep.run(seed, wanted);
      if (!sweep.isSuspicious()) {
        sweep.deliver(receiver);
        return;
      }
    }
    CarefulSweep.run(result, seed, wanted, value -> value, receiver);
  }

  @Override
  boolean isNaN(int place) {
    Value cotangent = cotangents[place];
    return cotangent != null && order.hasChoice() && cotangent.data().hasNaN();
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
  void release(int place, Value value) {
    Arrays.fill(cotangents, place, place + value.places(), null);
  }
}
