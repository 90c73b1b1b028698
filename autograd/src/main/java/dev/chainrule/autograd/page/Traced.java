package dev.chainrule.autograd.page;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Nary;
import dev.chainrule.autograd.op.Numeric;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.shape.Shape;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A number in a derivative rule that writes down what the rule does with it: numbers, and the
 * register of a {@link Tape} in which they stand.
 */
record Traced(Tape tape, Tensor data, int register) implements Numeric<Traced> {
  @Override
  public Traced self() {
    return this;
  }

  @Override
  public Shape shape() {
    return data.shape();
  }

  @Override
  public DType dtype() {
    return data.dtype();
  }

  @Override
  public Traced literal(double number) {
    return tape.constant(data.literal(number));
  }

  @Override
  public Traced apply(Unary operation) {
    return made(data.apply(operation), operation, ImmutableList.of(this));
  }

  @Override
  public Traced apply(Binary operation, Traced other) {
    return made(data.apply(operation, other.data), operation, ImmutableList.of(this, other));
  }

  @Override
  public List<Traced> apply(Nary operation, List<Traced> others) {
    List<Tensor> results = data.apply(operation, others.stream().map(Traced::data).toList());
    List<Traced> inputs = ImmutableList.<Traced>builder().add(this).addAll(others).build();
    List<Traced> traced = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      traced.add(tape.result(results.get(i), operation, inputs, i));
    }
    return traced;
  }

  private Traced made(Tensor result, Operation operation, List<Traced> inputs) {
    return tape.result(result, operation, inputs, 0);
  }
}
