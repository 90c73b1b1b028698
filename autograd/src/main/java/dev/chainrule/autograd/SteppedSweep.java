package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A sweep that keeps everything and notes each step, for whoever wants to look at it. */
final class SteppedSweep<T extends Numeric<T>> extends Sweep<T> {
  private final Function<Value, T> view;
  private final List<@Nullable T> cotangents;
  private final ImmutableList.Builder<SweepStep<T>> steps = ImmutableList.builder();
  private int from;

  private SteppedSweep(Order order, Function<Value, T> view) {
    super(order);
    this.view = view;
    this.cotangents = new ArrayList<>(Collections.nCopies(order.size(), null));
  }

  static <T extends Numeric<T>> List<SweepStep<T>> run(
      Value result, T seed, Function<Value, T> view) {
    try (Order order = new Order(result)) {
      SteppedSweep<T> sweep = new SteppedSweep<>(order, view);
      sweep.run(seed, ImmutableList.of());
      return sweep.steps.build();
    }
  }

  @Override
  void handOn(int place, Value made, Operation operation) {
    from = place;
    super.handOn(place, made, operation);
  }

  @Override
  void handedOn(int input, Value to, T contribution) {
    List<T> given = new ArrayList<>();
    List<Value> results = order.value(from).results();
    for (int i = 0; i < results.size(); i++) {
      given.add(cotangent(from + i, results.get(i)));
    }
    T sum = cotangent(order.place(to), to);
    steps.add(new SweepStep<>(results, input, to, ImmutableList.copyOf(given), contribution, sum));
  }

  @Override
  T view(Value value) {
    return view.apply(value);
  }

  @Override
  void add(int place, T contribution) {
    T before = cotangents.get(place);
    T unused = cotangents.set(place, before == null ? contribution : before.add(contribution));
  }

  @Override
  T cotangent(int place, Value value) {
    T cotangent = cotangents.get(place);
    return cotangent == null ? view.apply(value).filled(0) : cotangent;
  }

  @Override
  void release(int place, Value value) {} // a step may still be looked at
}
