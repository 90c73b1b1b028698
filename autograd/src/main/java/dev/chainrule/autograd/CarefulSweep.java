package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Numeric;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A sweep that knows at each element whether a choice cut the way from the result. All this costs
 * time. So every sweep at first goes without, and only if NaN comes out, and there is a choice,
 * once more with it: where every derivative is finite, it makes no difference.
 */
final class CarefulSweep<T extends Numeric<T>> extends Sweep<Guarded<T>> {
  private final Function<Value, T> view;
  private final IdentityHashMap<Value, Guarded<T>> cotangents = new IdentityHashMap<>();

  private CarefulSweep(Order order, Value result, Function<Value, T> view) {
    super(order, result);
    this.view = view;
  }

  /**
   * Sweeps from a connected result on.
   *
   * @param view what the rules see of a value
   * @param receiver is given each value whose cotangent is kept, with that
   */
  static <T extends Numeric<T>> void run(
      Value result,
      T seed,
      List<Value> wanted,
      Function<Value, T> view,
      BiConsumer<Value, T> receiver) {
    sweep(result, seed, wanted, view, (value, known) -> receiver.accept(value, known.value()));
  }

  /** Does the same, and tells of each cotangent what was cut off. */
  static <T extends Numeric<T>> void sweep(
      Value result,
      T seed,
      List<Value> wanted,
      Function<Value, T> view,
      BiConsumer<Value, Guarded<T>> receiver) {
    try (Order order = new Order(result, wanted)) {
      CarefulSweep<T> sweep = new CarefulSweep<>(order, result, view);
      deliver(order.kept(), sweep.run(Guarded.cotangent(seed)), receiver);
    }
  }

  @Override
  Guarded<T> view(Value value) {
    return Guarded.plain(view.apply(value));
  }

  @Override
  void add(Value value, Guarded<T> contribution) {
    Guarded<T> unused = cotangents.merge(value, contribution, Guarded::add);
  }

  @Override
  Guarded<T> cotangent(Value value) {
    Guarded<T> known = cotangents.get(value);
    return known == null ? Guarded.cut(view.apply(value)) : known;
  }

  @Override
  void release(Value value) {
    Guarded<T> unused = cotangents.remove(value);
  }
}
