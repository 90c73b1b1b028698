package dev.chainrule.autograd.transform;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Jvp;
import dev.chainrule.autograd.Order;
import dev.chainrule.autograd.Recording;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.Vmap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A function's value, and its transposed Jacobian matrix at work: a cotangent of the value, pulled
 * back to the inputs. The function runs once, however many cotangents there are.
 *
 * <pre>{@code
 * Vjp vjp = Vjp.of(x -> x.square(), Value.constant(Tensor.of(3.0, 4.0)));
 * vjp.value(); // [9, 16]
 * vjp.pullBack(Value.constant(Tensor.of(1.0, 10.0))).get(0); // [6, 80]
 * }</pre>
 */
public final class Vjp {
  private final Value value;
  private final List<Value> inputs;
  private final boolean isClosed; // depends on no variable but the inputs

  private Vjp(Value value, List<Value> inputs, boolean isClosed) {
    this.value = value;
    this.inputs = inputs;
    this.isClosed = isClosed;
  }

  /**
   * Runs a function of one value.
   *
   * @param x where
   */
  public static Vjp of(UnaryOperator<Value> function, Value x) {
    checkArgument(function != null, "vjp: the function is null");
    return of(inputs -> function.apply(inputs.get(0)), List.of(x));
  }

  /**
   * Runs a function of several values.
   *
   * @param at where
   * @throws IllegalArgumentException if there are no inputs
   */
  public static Vjp of(Function<List<Value>, Value> function, List<Value> at) {
    checkArgument(function != null, "vjp: the function is null");
    checkArgument(!at.isEmpty(), "vjp: there are no inputs to differentiate by");
    long begin = now();
    List<Value> inputs =
        Recording.on(() -> at.stream().map(Value::alias).collect(ImmutableList.toImmutableList()));
    Value value = Recording.on(() -> function.apply(inputs));
    checkArgument(value != null, "vjp: the function gave null");
    return new Vjp(value, inputs, !Recording.isOn() || leaves(value).allMatch(isSince(begin)));
  }

  /** The number of an alias of a constant that is made now. */
  static long now() {
    return Value.constant(0).alias().aliasNumber();
  }

  /**
   * Whether a value is an alias of a constant that was made since: for a derivative inside of what
   * ran since then, and nobody can differentiate by it later.
   */
  static Predicate<Value> isSince(long begin) {
    return leaf -> leaf.aliasNumber() > begin;
  }

  /** What gradients flow into that was not computed. */
  static Stream<Value> leaves(Value value) {
    return Order.leaves(value).stream();
  }

  /** Gives the function's value. */
  public Value value() {
    return isClosed ? value.unrecorded() : value;
  }

  /**
   * Multiplies a cotangent by the function's Jacobian matrix.
   *
   * @param cotangent shaped like the function's value, and of its precision
   * @return for each input, shaped like it; zeros where the value does not depend on it
   * @throws IllegalArgumentException if the cotangent has another shape or precision
   */
  public List<Value> pullBack(Value cotangent) {
    return isClosed && !cotangent.isConnected()
        ? Recording.off(() -> value.derivatives(cotangent, inputs))
        : value.derivatives(cotangent, inputs);
  }

  /** Multiplies the function's Jacobian matrix, of one input, by a direction. */
  Value pushForward(Value direction) {
    return unrecordedIfClosed(d -> Jvp.along(value, inputs, List.of(d)), direction);
  }

  /** Does the same for many directions, along their first axis. */
  Value pushForwardEach(Value directions) {
    return unrecordedIfClosed(all -> Vmap.of(this::pushForward, all), directions);
  }

  /** Pulls back many cotangents of a function of one input, along their first axis. */
  Value pullBackEach(Value cotangents) {
    return unrecordedIfClosed(
        all -> Vmap.of(c -> value.derivatives(c, inputs).get(0), all), cotangents);
  }

  /** Nobody can differentiate later by what only a closed function depends on. */
  private Value unrecordedIfClosed(UnaryOperator<Value> rule, Value vectors) {
    return isClosed && !vectors.isConnected()
        ? Recording.off(() -> rule.apply(vectors))
        : rule.apply(vectors);
  }
}
