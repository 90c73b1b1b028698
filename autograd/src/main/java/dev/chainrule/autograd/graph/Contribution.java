package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.op.Link;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** What one use of a value adds to its cotangent: one link of a backward sweep by itself. */
final class Contribution implements Link<Tensor> {
  private final Value user;
  private final Value input;
  private final Function<Value, Tensor> cotangents;
  private final Predicate<Tensor> test;
  private boolean isFound;

  private Contribution(
      Value user, Value input, Function<Value, Tensor> cotangents, Predicate<Tensor> test) {
    this.user = user;
    this.input = input;
    this.cotangents = cotangents;
    this.test = test;
  }

  /**
   * Tells whether what an operation's derivative rule sends to an input passes a test.
   *
   * @param user that the operation made of the input
   * @param cotangents of the sweep: of a result that it did not reach, zero
   */
  static boolean anyMatch(
      Value user, Value input, Function<Value, Tensor> cotangents, Predicate<Tensor> test) {
    Contribution contribution = new Contribution(user, input, cotangents, test);
    user.operation().orElseThrow().pullBack(contribution);
    return contribution.isFound;
  }

  @Override
  public Tensor cotangent() {
    return cotangents.apply(user);
  }

  @Override
  public List<Tensor> cotangents() {
    return user.siblings().stream().map(cotangents).collect(ImmutableList.toImmutableList());
  }

  @Override
  public Tensor input(int index) {
    return user.inputs().get(index).data();
  }

  @Override
  public List<Tensor> inputs() {
    return user.inputs().stream().map(Value::data).collect(ImmutableList.toImmutableList());
  }

  @Override
  public Tensor result() {
    return user.data();
  }

  @Override
  public List<Tensor> results() {
    return user.siblings().stream().map(Value::data).collect(ImmutableList.toImmutableList());
  }

  @Override
  public boolean wants(int index) {
    return user.inputs().get(index) == input && !user.operation().orElseThrow().isFlat(index);
  }

  @Override
  public void send(int index, Tensor cotangent) {
    isFound |= test.test(cotangent);
  }
}
