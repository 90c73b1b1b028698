package dev.chainrule.autograd;

import static java.util.Objects.requireNonNull;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.Arrays;
import java.util.BitSet;
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
  private @Nullable LateSums
      lateSums; // for variables of rank 0: nobody asks for them before the end

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
  void arriveAsSum(int input, Value to, Tensor cotangent) {
    if (to.operation != null || to.shape().rank() > 0) {
      super.arriveAsSum(input, to, cotangent);
      return;
    }
    if (lateSums == null) {
      lateSums = new LateSums(this::add);
    }
    lateSums.add(order.place(to), cotangent);
  }

  /** Computes the cotangents that are kept and wait, and late sums, together. */
  @Override
  void swept(BitSet places) {
    if (lateSums != null) {
      for (int at = places.nextSetBit(0);
          at >= 0 && at < tensors.length;
          at = places.nextSetBit(at + 1)) {
        Tensor tensor = tensors[at];
        if (tensor != null) {
          lateSums.with(tensor);
        }
      }
      lateSums.compute();
    }
  }

  @Override
  void release(int place, Value value) {
    if (tensors.length > 0) {
      Arrays.fill(tensors, place, place + value.places(), null);
    }
  }

  @Override
  void handOn(int place, Value made, Operation operation) {
    if (!made.isScalar() || !operation.isPointwise()) {
      super.handOn(place, made, operation);
      return;
    }
    Value x = requireNonNull(made.x);
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
