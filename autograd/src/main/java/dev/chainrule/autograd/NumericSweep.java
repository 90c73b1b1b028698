package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
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

  private NumericSweep(Order order, @Nullable Cuts cuts) {
    super(order, cuts);
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
    if (!run(result, seed, wanted, null, receiver)) {
      boolean unused = run(result, seed, wanted, new Cuts(), receiver);
    }
  }

  /** Gives up, and returns false, if a NaN has to be looked into. */
  private static boolean run(
      Value result,
      Tensor seed,
      List<Value> wanted,
      @Nullable Cuts cuts,
      BiConsumer<Value, Tensor> receiver) {
    try (Order order = new Order(result)) {
      NumericSweep sweep = new NumericSweep(order, cuts);
      sweep.run(seed, wanted);
      BitSet kept = sweep.kept();
      boolean isClean = cuts != null || kept.stream().noneMatch(sweep::isSuspicious);
      if (isClean) {
        kept.stream()
            .forEach(
                place -> {
                  Value value = order.value(place);
                  receiver.accept(value, sweep.cotangent(place, value));
                });
      }
      return isClean;
    }
  }

  /** Whether a cotangent holds NaN, and a choice may be the reason. */
  private boolean isSuspicious(int place) {
    Tensor tensor = place < tensors.length ? tensors[place] : null;
    return tensor == null
        ? Double.isNaN(numbers[place]) && order.hasChoice()
        : order.hasChoice() && tensor.hasNaN();
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
    if (made.isScalar() && operation.isPointwise()) {
      Value x = made.input(0);
      Value y = made.y;
      double second = y == null ? made.item() : y.item(); // of one input: its result
      if (x.isConnected()) {
        send(place, x, operation.rule(0), x.item(), second, made.item(), operation);
      }
      if (y != null && y.isConnected()) {
        send(place, y, operation.rule(1), x.item(), second, made.item(), operation);
      }
    } else {
      super.handOn(place, made, operation);
    }
  }

  private void send(
      int from, Value input, Program rule, double x, double y, double z, Operation operation) {
    int to = order.place(input);
    double cotangent = numbers[from];
    if (cotangent != 0 || !isCut(from)) {
      numbers[to] += rule.run(cotangent, x, y, z);
    }
    handedOn(from, to, operation);
  }
}
