package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that computes with numbers and records nothing. Scalars among the values get by without
 * an object for each cotangent: theirs are kept, and computed, as plain numbers.
 */
final class NumericSweep extends Sweep<Tensor> {
  private final double[] numbers;
  private @Nullable Tensor[] tensors = new Tensor[0];

  private NumericSweep(Order order) {
    super(order);
    this.numbers = new double[order.size()];
  }

  /**
   * Sweeps from a connected result on.
   *
   * @param receiver is given each variable that the result depends on, and each wanted value, with
   *     its cotangent
   */
  static void run(
      Value result, Tensor seed, List<Value> wanted, BiConsumer<Value, Tensor> receiver) {
    try (Order order = new Order(result)) {
      NumericSweep sweep = new NumericSweep(order);
      sweep.run(seed, wanted);
      if (!sweep.isSuspicious()) {
        sweep.deliver(receiver);
        return;
      }
    }
    CarefulSweep.run(result, seed, wanted, Value::data, receiver);
  }

  @Override
  boolean isNaN(int place) {
    Tensor tensor = tensors.length == 0 ? null : tensors[place];
    return tensor == null ? Double.isNaN(numbers[place]) : order.hasChoice() && tensor.hasNaN();
  }

  @Override
  Tensor view(Value value) {
    return value.data();
  }

  @Override
  void add(int place, Tensor contribution) {
    if (contribution.shape().rank() == 0 && contribution.dtype() == DType.FLOAT64) {
      numbers[place] += contribution.item();
      return;
    }
    if (tensors.length == 0) {
      tensors = new Tensor[numbers.length];
    }
    Tensor before = tensors[place];
    tensors[place] = before == null ? contribution : before.add(contribution);
  }

  @Override
  Tensor cotangent(int place, Value value) {
    Tensor tensor = tensors.length == 0 ? null : tensors[place];
    if (tensor != null) {
      return tensor;
    }
    return value.isScalar() ? Tensor.of(numbers[place]) : value.data().filled(0);
  }

  @Override
  void release(int place) {
    if (tensors.length > 0) {
      tensors[place] = null;
    }
  }

  @Override
  void handOn(int place, Value made, Operation operation) {
    if (!made.isScalar() || !operation.isPointwise()) {
      super.handOn(place, made, operation);
      return;
    }
    Value x = made.input(0);
    Value y = made.y;
    double z = made.item();
    double second = y == null ? z : y.item(); // of one input: its result
    if (x.isConnected() && !operation.isFlat(0)) {
      send(x, operation.rule(0), numbers[place], x.item(), second, z);
    }
    if (y != null && y.isConnected() && !operation.isFlat(1)) {
      send(y, operation.rule(1), numbers[place], x.item(), second, z);
    }
  }

  private void send(Value input, Program rule, double cotangent, double x, double y, double z) {
    int to = order.place(input);
    numbers[to] += rule.run(cotangent, x, y, z);
    order.served(to);
  }
}
