package dev.chainrule.autograd;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;

/** A sweep that computes with values, so that its results can be differentiated again. */
final class RecordedSweep extends Sweep<Value> {
  private RecordedSweep(Order order, Value result) {
    super(order, result);
  }

  /** The derivatives of a result with respect to some values; zeros where it does not depend on. */
  static List<Value> derivatives(Value result, Value seed, List<Value> wanted) {
    return derivatives(result, seed, wanted, /* isOnce= */ false);
  }

  /**
   * Does the same.
   *
   * @param isOnce whether NaN is left to the sweep around, which then sweeps once more
   */
  static List<Value> derivatives(Value result, Value seed, List<Value> wanted, boolean isOnce) {
    IdentityHashMap<Value, Value> found = new IdentityHashMap<>();
    if (result.isConnected() && (Recording.isOn() || result.level() + seed.level() > 0)) {
      run(result, seed, wanted, isOnce, found::put);
    } else if (result.isConnected()) { // the same numbers, in less time
      NumericSweep.run(
          result, seed.data(), wanted, isOnce, (value, c) -> found.put(value, Value.constant(c)));
    }
    return wanted.stream()
        .map(wish -> found.containsKey(wish) ? found.get(wish) : wish.filled(0))
        .toList();
  }

  /** The same, by a sweep that knows at once what a choice cut off, and tells it. */
  static List<Guarded<Value>> carefully(Value result, Value seed, List<Value> wanted) {
    IdentityHashMap<Value, Guarded<Value>> found = new IdentityHashMap<>();
    if (result.isConnected()) {
      CarefulSweep.sweep(result, seed, wanted, value -> value, found::put);
    }
    return wanted.stream()
        .map(wish -> found.containsKey(wish) ? found.get(wish) : Guarded.cut(wish))
        .toList();
  }

  private static void run(
      Value result,
      Value seed,
      List<Value> wanted,
      boolean isOnce,
      BiConsumer<Value, Value> receiver) {
    try (Order order = new Order(result, wanted)) {
      List<Value> cotangents = new RecordedSweep(order, result).run(seed);
      if (isOnce || !order.hasChoice() || cotangents.stream().noneMatch(Value::hasNaN)) {
        deliver(order.kept(), cotangents, receiver);
        return;
      }
    }
    CarefulSweep.run(result, seed, wanted, value -> value, receiver);
  }

  @Override
  Value view(Value value) {
    return value;
  }

  @Override
  void add(Value value, Value contribution) {
    Notes notes = order.notes(value);
    Value before = (Value) notes.cotangent;
    notes.cotangent = before == null ? contribution : before.add(contribution);
  }

  @Override
  Value cotangent(Value value) {
    Value known = (Value) order.notes(value).cotangent;
    return known == null ? value.filled(0) : known;
  }

  @Override
  void release(Value value) {
    order.notes(value).cotangent = null;
  }
}
