package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/** A sweep that keeps everything and notes each step, for whoever wants to look at it. */
final class SteppedSweep<T extends Numeric<T>> extends Sweep<T> {
  private final Function<Value, T> view;
  private final IdentityHashMap<Value, T> cotangents = new IdentityHashMap<>();
  private final ImmutableList.Builder<SweepStep<T>> steps = ImmutableList.builder();
  private Value from;

  private SteppedSweep(Order order, Value result, Function<Value, T> view) {
    super(order, result);
    this.view = view;
    this.from = result;
  }

  static <T extends Numeric<T>> List<SweepStep<T>> run(
      Value result, T seed, Function<Value, T> view) {
    try (Order order = new Order(result)) {
      SteppedSweep<T> sweep = new SteppedSweep<>(order, result, view);
      List<T> unused = sweep.run(seed);
      return sweep.steps.build();
    }
  }

  @Override
  void handOn(Value made, Operation operation) {
    from = made;
    super.handOn(made, operation);
  }

  @Override
  void handedOn(int input, Value to, T contribution) {
    List<Value> results = from.results();
    List<T> given = results.stream().map(this::cotangent).toList();
    steps.add(new SweepStep<>(results, input, to, given, contribution, cotangent(to)));
  }

  @Override
  T view(Value value) {
    return view.apply(value);
  }

  @Override
  void add(Value value, T contribution) {
    T unused = cotangents.merge(value, contribution, (before, more) -> before.add(more));
  }

  @Override
  T cotangent(Value value) {
    T known = cotangents.get(value);
    return known == null ? view.apply(value).filled(0) : known;
  }

  @Override
  void release(Value value) {} // a step may still be looked at
}
