package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Link;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The backward sweep: reverse-mode differentiation of one result. From the result on, each value
 * whose uses have all been seen hands its cotangent on to its inputs, by its operation's rule. So a
 * value is visited once, after all its uses, and a cotangent is let go once it was used.
 *
 * @param <T> what the rules compute with: tensors, or values that record
 */
abstract class Sweep<T extends Numeric<T>> implements Link<T> {
  final Order order;
  private final BitSet kept = new BitSet();
  private int place; // where the sweep stands
  private Value value;

  Sweep(Order order) {
    this.order = order;
    this.value = order.value(0);
  }

  /** What the rules see of a value. */
  abstract T view(Value value);

  /** Adds to the cotangent at a place; at first it is zero. */
  abstract void add(int place, T contribution);

  /** The cotangent of a value at a place, complete by now. */
  abstract T cotangent(int place, Value value);

  /** Lets the cotangent of a value at a place go; those of all results of one operation. */
  abstract void release(int place, Value value);

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
        release(place, value);
      }
    }
    swept(kept);
  }

  /** Is told that every value has handed its cotangent on, and whose are kept. */
  void swept(BitSet places) {}

  /** Hands out each value whose cotangent was kept, with that. */
  final void deliver(BiConsumer<Value, T> receiver) {
    for (int at = kept.nextSetBit(0); at >= 0; at = kept.nextSetBit(at + 1)) {
      receiver.accept(order.value(at), cotangent(at, order.value(at)));
    }
  }

  /** Whether a kept cotangent holds NaN, and a choice on the way may be the reason. */
  final boolean isSuspicious() {
    boolean found = false;
    for (int at = kept.nextSetBit(0); at >= 0 && !found; at = kept.nextSetBit(at + 1)) {
      found = isNaN(at);
    }
    return found && order.hasChoice();
  }

  /** Whether the cotangent at a place holds NaN; need not be asked where there is no choice. */
  boolean isNaN(int at) {
    return false;
  }

  /** Hands a cotangent on: one link of the chain rule. */
  void handOn(int from, Value made, Operation operation) {
    if (made.x instanceof Joint joint) { // one of several results: its cotangent waits for theirs
      add(order.place(joint) + joint.results().indexOf(made), cotangent());
      order.served(order.place(joint));
    } else {
      operation.pullBack(this);
    }
  }

  /** Is told what an input was sent, once that is added to its cotangent. */
  void handedOn(int input, Value to, T contribution) {}

  @Override
  public final void send(int input, T cotangent) {
    checkState(cotangent != null, "%s: its derivative rule gave null", value.operation);
    Value to = value.input(input);
    checkState(
        cotangent.dtype() == to.dtype(),
        "%s: its derivative rule gave %s for an input of %s",
        value.operation,
        cotangent.dtype(),
        to.dtype());
    if (cotangent.shape().equals(to.shape())) {
      arrive(input, to, cotangent);
    } else {
      checkBroadcast(cotangent, to);
      arriveAsSum(input, to, cotangent);
    }
    order.served(order.place(to));
  }

  private void arrive(int input, Value to, T contribution) {
    add(order.place(to), contribution);
    handedOn(input, to, contribution);
  }

  /** What broadcasting of two operands sent out many times comes back as a sum. */
  void arriveAsSum(int input, Value to, T cotangent) {
    arrive(input, to, cotangent.sumTo(to.shape()));
  }

  private void checkBroadcast(T cotangent, Value to) {
    checkState(
        value.y != null
            && cotangent.shape().equals(value.shape())
            && to.shape().broadcastsTo(value.shape()),
        "%s: its derivative rule gave shape %s for an input of shape %s",
        value.operation,
        cotangent.shape(),
        to.shape());
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
    return value.wants(input);
  }
}
