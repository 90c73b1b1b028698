package dev.chainrule.autograd;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Link;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A backward sweep along a single path: the chain rule without its sums over paths. The cotangents
 * that arrive at a value along all of its paths add up to its gradient.
 */
public final class PathSweep {
  private PathSweep() {}

  /**
   * Sends a cotangent from a value to one of its inputs, from there to one of that one's, and so
   * on, each time by the operation's derivative rule.
   *
   * @param from where the path begins
   * @param cotangent of that value, shaped like it
   * @param inputs at each step, which input the path goes on with; a gradient must flow into it
   * @return the cotangent at each value on the path, the first one's too
   * @throws IllegalArgumentException if the cotangent has another shape or precision, the path ends
   *     earlier, or the value belongs to forward mode
   */
  public static List<Tensor> along(Value from, Tensor cotangent, List<Integer> inputs) {
    checkArgument(from.level() == 0, "along: a value inside of forward mode has no backward paths");
    Cotangents.check("along", from, cotangent);
    List<Tensor> plain =
        cotangents(from, cotangent, inputs, Value::data, value -> value.data().filled(0));
    if (!plain.get(inputs.size()).hasNaN()) {
      return plain;
    }
    // As in every sweep: only where NaN comes out need it be known what a choice cut off.
    return cotangents(
            from,
            Guarded.cotangent(cotangent),
            inputs,
            value -> Guarded.plain(value.data()),
            value -> Guarded.cut(value.data()))
        .stream()
        .map(Guarded::value)
        .collect(ImmutableList.toImmutableList());
  }

  private static <T extends Numeric<T>> List<T> cotangents(
      Value from,
      T seed,
      List<Integer> inputs,
      Function<Value, T> view,
      Function<Value, T> nothing) {
    List<T> cotangents = new ArrayList<>(inputs.size() + 1);
    Value value = from;
    T cotangent = seed;
    cotangents.add(cotangent);
    for (int input : inputs) {
      OneLink<T> link = new OneLink<>(value, cotangent, input, view, nothing);
      cotangent = link.pullBack();
      value = link.to();
      cotangents.add(cotangent);
    }
    return cotangents;
  }

  /** One link of the chain rule, from one result of an operation to one of its inputs. */
  private static final class OneLink<T extends Numeric<T>> implements Link<T> {
    private final Value made; // an operation's only result
    private final Value operand; // what the operation was applied to: that result, or its joint
    private final T cotangent;
    private final int wanted;
    private final Function<Value, T> view;
    private final Function<Value, T> nothing; // the cotangent of what the path does not touch
    private @Nullable T sent;

    OneLink(
        Value made, T cotangent, int wanted, Function<Value, T> view, Function<Value, T> nothing) {
      this.made = made;
      this.operand = made.x instanceof Joint joint ? joint : made;
      this.cotangent = cotangent;
      this.wanted = wanted;
      this.view = view;
      this.nothing = nothing;
      checkArgument(
          wanted >= 0 && wanted < operand.operands().size() && operand.wants(wanted),
          "along: no gradient flows into input %s of %s",
          wanted,
          made.operation == null ? "a variable or a constant" : made.operation);
    }

    Value to() {
      return operand.input(wanted);
    }

    T pullBack() {
      Operation operation = requireNonNull(operand.operation);
      operation.pullBack(this);
      T arrived = requireNonNull(sent);
      return arrived.shape().equals(to().shape()) ? arrived : arrived.sumTo(to().shape());
    }

    @Override
    public T cotangent() {
      return cotangent;
    }

    /** Those of other results of the operation are zero: the path does not go through them. */
    @Override
    public List<T> cotangents() {
      return operand.results().stream()
          .map(result -> result == made ? cotangent : nothing.apply(result))
          .collect(ImmutableList.toImmutableList());
    }

    @Override
    public T input(int index) {
      return view.apply(operand.input(index));
    }

    @Override
    public List<T> inputs() {
      return operand.operands().stream().map(view).collect(ImmutableList.toImmutableList());
    }

    @Override
    public T result() {
      return view.apply(made);
    }

    @Override
    public List<T> results() {
      return operand.results().stream().map(view).collect(ImmutableList.toImmutableList());
    }

    @Override
    public boolean wants(int input) {
      return input == wanted;
    }

    @Override
    public void send(int input, T arrived) {
      sent = arrived;
    }
  }
}
