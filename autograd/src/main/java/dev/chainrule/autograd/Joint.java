package dev.chainrule.autograd;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Nary;
import java.util.List;
import java.util.stream.Stream;

/**
 * What several values have in common that one operation on any number of inputs made: they have
 * this as their input, and this has the operation's. Users never see it.
 */
final class Joint extends Value {
  private final ImmutableList<Value> inputs;
  private ImmutableList<Value> results = ImmutableList.of();

  Joint(Nary operation, List<Value> inputs) {
    super(Double.NaN, null, operation, null, null);
    this.inputs = ImmutableList.copyOf(inputs);
  }

  /** Joins the results. */
  ImmutableList<Value> join(Stream<Value> made) {
    results = made.collect(ImmutableList.toImmutableList());
    return results;
  }

  @Override
  ImmutableList<Value> results() {
    return results;
  }

  @Override
  ImmutableList<Value> operands() {
    return inputs;
  }

  @Override
  Value input(int index) {
    return inputs.get(index);
  }

  @Override
  int inputCount() {
    return inputs.size();
  }

  /** What an operation on many inputs chooses among may be computed inside of it. */
  @Override
  boolean isOfComputed() {
    return true;
  }

  @Override
  void useInputs(Order order) {
    for (int i = 0; i < inputs.size(); i++) {
      order.use(inputs.get(i));
    }
  }
}
