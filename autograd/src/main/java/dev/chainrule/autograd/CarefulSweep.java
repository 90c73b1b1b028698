package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Numeric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that knows at each element whether a choice cut the way from the result. All this costs
 * time. So every sweep at first goes without, and only if NaN comes out, and there is a choice,
 * once more with it: where every derivative is finite, it makes no difference.
 */
final class CarefulSweep<T extends Numeric<T>> extends Sweep<Guarded<T>> {
  private final Function<Value, T> view;
  private final List<@Nullable Guarded<T>> cotangents;

  private CarefulSweep(Order order, Function<Value, T> view) {
    super(order);
    this.view = view;
    this.cotangents = new ArrayList<>(Collections.nCopies(order.size(), null));
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
    try (Order order = new Order(result)) {
      CarefulSweep<T> sweep = new CarefulSweep<>(order, view);
      sweep.run(Guarded.cotangent(seed), wanted);
      sweep.deliver((value, cotangent) -> receiver.accept(value, cotangent.value()));
    }
  }

  @Override
  Guarded<T> view(Value value) {
    return Guarded.plain(view.apply(value));
  }

  @Override
  void add(int place, Guarded<T> contribution) {
    Guarded<T> before = cotangents.get(place);
    Guarded<T> unused =
        cotangents.set(place, before == null ? contribution : before.add(contribution));
  }

  @Override
  Guarded<T> cotangent(int place, Value value) {
    Guarded<T> cotangent = cotangents.get(place);
    return cotangent == null ? Guarded.cotangent(view.apply(value).filled(0)) : cotangent;
  }

  @Override
  void release(int place, Value value) {
    Collections.fill(cotangents.subList(place, place + value.places()), null);
  }
}
