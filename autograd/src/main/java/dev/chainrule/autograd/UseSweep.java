package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A backward sweep that keeps apart what the uses of one value send to it: their sum is the value's
 * cotangent. What a choice cut off is 0, as it is in every sweep.
 */
public final class UseSweep extends CarefulSweep<Tensor> {
  private final Value value;
  private final List<Use> uses = new ArrayList<>();
  private Value user;

  /**
   * One use of a value.
   *
   * @param user the value that an operation made of it; of several results, the first
   * @param cotangent that the operation's derivative rule sends, shaped like the value that is used
   */
  public record Use(Value user, Tensor cotangent) {}

  private UseSweep(Order order, Value value) {
    super(order, Value::data);
    this.value = value;
    this.user = order.value(0);
  }

  /**
   * Lists the uses of a value on the way to a result, an operation that takes it twice twice.
   *
   * @param result a connected value
   * @param cotangent of the result, shaped like it
   * @throws IllegalArgumentException if the cotangent has another shape or precision
   */
  public static List<Use> of(Value result, Tensor cotangent, Value value) {
    Cotangents.check("of", result, cotangent);
    try (Order order = new Order(result)) {
      UseSweep sweep = new UseSweep(order, value);
      sweep.run(Guarded.cotangent(cotangent), List.of());
      return List.copyOf(sweep.uses);
    }
  }

  @Override
  void handOn(int from, Value made, Operation operation) {
    user = made.results().get(0);
    super.handOn(from, made, operation);
  }

  @Override
  void add(int place, Guarded<Tensor> contribution) {
    if (order.value(place) == value && user != value) {
      uses.add(new Use(user, contribution.value()));
    }
    super.add(place, contribution);
  }
}
