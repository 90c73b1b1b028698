package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Link;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The backward sweep: reverse-mode differentiation of one result. From the result on, each value
 * whose uses have all been seen hands its cotangent on to its inputs, by its operation's rule. So a
 * value is visited once, after all its uses, and a cotangent is let go once it was used.
 *
 * @param <T> what the rules compute with: tensors, or values that record
 */
abstract class Sweep<T extends Numeric<T>> implements Link<T> {
  final Order order;
  private final @Nullable Cuts cuts; // only if a NaN has to be looked into
  private final BitSet kept = new BitSet();
  private int place; // where the sweep stands
  private Value value;

  Sweep(Order order, @Nullable Cuts cuts) {
    this.order = order;
    this.cuts = cuts;
    this.value = order.value(0);
  }

  /** What the rules see of a value. */
  abstract T view(Value value);

  /** Adds to the cotangent at a place; at first it is zero. */
  abstract void add(int place, T contribution);

  /** The cotangent of a value at a place, complete by now. */
  abstract T cotangent(int place, Value value);

  /** Lets the cotangent at a place go. */
  abstract void release(int place);

  /**
   * Sweeps from the result on.
   *
   * @param seed the result's own cotangent
   * @param wanted intermediate values whose cotangents are kept; those of variables always are
   */
  final void run(T seed, List<Value> wanted) {
    for (Value wish : wanted) {
      if (order.reaches(wish)) {
        kept.set(order.place(wish));
      }
    }
    add(0, seed);
    for (place = order.next(); place >= 0; place = order.next()) {
      value = order.value(place);
      if (value.operation == null) {
        kept.set(place);
      } else {
        handOn(place, value, value.operation);
      }
      if (!kept.get(place)) {
        release(place);
      }
    }
  }

  /** The places whose cotangents are kept. */
  final BitSet kept() {
    return kept;
  }

  /** Hands a cotangent on: one link of the chain rule. */
  void handOn(int from, Value made, Operation operation) {
    if (made.x instanceof Joint joint) { // one of several results: its cotangent waits for theirs
      int place = order.place(joint) + joint.results().indexOf(made);
      add(place, cotangent());
      handedOn(from, order.place(joint), operation);
    } else if (isCut(from)) {
      operation.pullBack(new GuardedLink<>(this));
    } else {
      operation.pullBack(this);
    }
  }

  @Override
  public final void send(int input, T cotangent) {
    Value to = value.input(input);
    checkState(
        cotangent.dtype() == to.dtype(),
        "%s: its derivative rule gave %s for an input of %s",
        value.operation,
        cotangent.dtype(),
        to.dtype());
    add(order.place(to), fitted(cotangent, to));
    handedOn(place, order.place(to), value.operation);
  }

  /** What broadcasting sent out many times comes back as a sum. */
  private T fitted(T cotangent, Value to) {
    if (cotangent.shape().equals(to.shape())) {
      return cotangent;
    }
    checkState(
        cotangent.shape().equals(value.shape()) && to.shape().broadcastsTo(value.shape()),
        "%s: its derivative rule gave shape %s for an input of shape %s",
        value.operation,
        cotangent.shape(),
        to.shape());
    return cotangent.sumTo(to.shape());
  }

  /** Notes that a contribution has arrived. */
  final void handedOn(int from, int to, @Nullable Operation operation) {
    if (cuts != null && operation != null) {
      cuts.follow(from, to, operation);
    }
    order.served(to);
  }

  /** Whether a choice has cut the way from the result to a place, so that zeros stay zeros. */
  final boolean isCut(int place) {
    return cuts != null && cuts.isBelow(place);
  }

  @Override
  public final T cotangent() {
    return cotangent(place, value);
  }

  @Override
  public final List<T> cotangents() {
    List<Value> results = value.results();
    List<T> cotangents = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      cotangents.add(cotangent(place + i, results.get(i)));
    }
    return cotangents;
  }

  @Override
  public final T input(int index) {
    return view(value.input(index));
  }

  @Override
  public final List<T> inputs() {
    return value.operands().stream().map(this::view).collect(ImmutableList.toImmutableList());
  }

  @Override
  public final T result() {
    return view(value);
  }

  @Override
  public final List<T> results() {
    return value.results().stream().map(this::view).collect(ImmutableList.toImmutableList());
  }

  @Override
  public final boolean wants(int input) {
    return value.input(input).isConnected();
  }
}
