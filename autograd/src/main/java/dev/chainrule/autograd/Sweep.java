package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Link;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import java.util.ArrayList;
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
  final Value root;
  private Value value; // where the sweep stands

  Sweep(Order order, Value result) {
    this.order = order;
    this.root = result;
    this.value = result;
  }

  /** What the rules see of a value. */
  abstract T view(Value value);

  /** Adds to the cotangent of a value; at first it is zero. */
  abstract void add(Value value, T contribution);

  /** The cotangent of a value, complete by now. */
  abstract T cotangent(Value value);

  /** Lets the cotangent of a value go. */
  abstract void release(Value value);

  /**
   * Sweeps from the result on.
   *
   * @param seed the result's own cotangent
   * @return the cotangents of the values that the order keeps
   */
  final List<T> run(T seed) {
    if (order.isEmpty()) {
      order.done();
      return List.of();
    }
    add(root, seed);
    for (Value next = order.next(); next != null; next = order.next()) {
      value = next;
      if (next.operation != null) {
        handOn(next, next.operation);
      }
    }
    swept();
    List<T> kept = new ArrayList<>(order.kept().size());
    for (Value keeper : order.kept()) {
      kept.add(cotangent(keeper));
      release(keeper);
    }
    order.done();
    return kept;
  }

  /** Is told that every value has handed its cotangent on. */
  void swept() {}

  private void releaseUnlessKept(Value handedOn) {
    if (!order.keeps(handedOn)) {
      release(handedOn);
    }
  }

  /** Hands a cotangent on, and lets it go: one link of the chain rule. */
  void handOn(Value made, Operation operation) {
    if (made.x instanceof Joint joint) { // one of several results: its cotangent waits for theirs
      if (order.leads(joint)) {
        order.served(joint);
      }
      return;
    }
    operation.pullBack(this);
    if (made instanceof Joint joint) {
      joint.results().forEach(this::releaseUnlessKept);
    } else {
      releaseUnlessKept(made);
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
    order.served(to);
  }

  @Override
  public final void send(int input, T part, Unary scatter) {
    Value to = value.input(input);
    arrive(input, to, part, scatter);
    order.served(to);
  }

  /** What was cut out comes back to where it was. */
  void arrive(int input, Value to, T part, Unary scatter) {
    arrive(input, to, part.apply(scatter));
  }

  private void arrive(int input, Value to, T contribution) {
    add(to, contribution);
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
    return cotangent(value);
  }

  @Override
  public final List<T> cotangents() {
    List<Value> results = value.results();
    List<T> cotangents = new ArrayList<>(results.size());
    for (Value result : results) {
      cotangents.add(cotangent(result));
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

  /** Hands out each kept value with its cotangent. */
  static <T> void deliver(List<Value> kept, List<T> cotangents, BiConsumer<Value, T> receiver) {
    for (int i = 0; i < cotangents.size(); i++) {
      receiver.accept(kept.get(i), cotangents.get(i));
    }
  }

  @Override
  public final boolean wants(int input) {
    return value.wants(input) && order.leads(value.input(input));
  }
}
