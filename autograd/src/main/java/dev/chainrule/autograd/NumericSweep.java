package dev.chainrule.autograd;

import static java.util.Objects.requireNonNull;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Program;
import dev.chainrule.autograd.op.Unary;
import dev.chainrule.autograd.tensor.RunningSum;
import dev.chainrule.autograd.tensor.ScatteredSum;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A sweep that computes with numbers and records nothing. Scalars among the values get by without
 * an object for each cotangent: theirs are kept, and computed, as plain numbers.
 */
final class NumericSweep extends Sweep<Tensor> {
  private double[] registers = new double[16]; // for the rules of scalars
  private @Nullable LateSums lateSums;

  private NumericSweep(Order order, Value result) {
    super(order, result);
  }

  /**
   * Sweeps from a connected result on.
   *
   * @param wanted the values to differentiate with respect to; none of them stands for every
   *     variable that the result depends on
   * @param receiver is given each of these that the result depends on, with its cotangent
   */
  static void run(
      Value result, Tensor seed, List<Value> wanted, BiConsumer<Value, Tensor> receiver) {
    run(result, seed, wanted, /* isOnce= */ false, receiver);
  }

  /**
   * Does the same.
   *
   * @param isOnce whether NaN is left to the sweep around, which then sweeps once more
   */
  static void run(
      Value result,
      Tensor seed,
      List<Value> wanted,
      boolean isOnce,
      BiConsumer<Value, Tensor> receiver) {
    try (Order order = new Order(result, wanted)) {
      List<Tensor> cotangents = new NumericSweep(order, result).run(seed);
      if (isOnce || !order.hasChoice() || cotangents.stream().noneMatch(Tensor::hasNaN)) {
        deliver(order.kept(), cotangents, receiver);
        return;
      }
    }
    CarefulSweep.run(result, seed, wanted, Value::data, receiver);
  }

  @Override
  Tensor view(Value value) {
    return value.numbers();
  }

  @Override
  void add(Value value, Tensor contribution) {
    Notes notes = order.notes(value);
    if (value.isNumber()) {
      notes.sum += contribution.item();
    } else if (notes.cotangent instanceof RunningSum sum) {
      sum.add(contribution);
    } else {
      Tensor before = known(notes);
      notes.cotangent = before == null ? contribution : sum(before, contribution, notes.usesLeft);
    }
  }

  /** A sum to which more is to come, or not: this is the last use that was left. */
  private static Object sum(Tensor before, Tensor contribution, int usesLeft) {
    return usesLeft > 1 && RunningSum.isFor(contribution)
        ? new RunningSum(before, contribution)
        : before.add(contribution);
  }

  private static @Nullable Tensor known(Notes notes) {
    if (notes.cotangent instanceof RunningSum sum) {
      return sum.total();
    }
    return notes.cotangent instanceof ScatteredSum sum ? sum.total() : (Tensor) notes.cotangent;
  }

  /** Adds parts to one array, as long as nothing else arrives. */
  @Override
  void arrive(int input, Value to, Tensor part, Unary scatter) {
    Notes notes = order.notes(to);
    if (notes.cotangent == null && to.shape().rank() > 0) {
      notes.cotangent = new ScatteredSum(to.shape(), to.dtype());
    }
    if (notes.cotangent instanceof ScatteredSum sum) {
      sum.add(part, scatter);
    } else {
      super.arrive(input, to, part, scatter);
    }
  }

  /** Lets sums for variables of rank 0 wait: nobody asks for these before the end. */
  @Override
  void arriveAsSum(int input, Value to, Tensor cotangent) {
    if (to.operation != null || to.shape().rank() > 0) {
      super.arriveAsSum(input, to, cotangent);
      return;
    }
    lateSums().add(to, cotangent);
  }

  /** Computes the cotangents that are kept and wait, and late sums; the result, if it can join. */
  @Override
  void swept() {
    if (lateSums == null && root.isScalar()) {
      return;
    }
    LateSums late = lateSums();
    for (Value keeper : order.kept()) {
      Notes notes = order.notes(keeper);
      Tensor known = known(notes);
      if (known != null) {
        notes.cotangent = known;
        late.with(known);
      }
    }
    late.withCompanion(root.numbers());
    late.compute();
  }

  private LateSums lateSums() {
    if (lateSums == null) {
      lateSums = new LateSums(this::add);
    }
    return lateSums;
  }

  @Override
  Tensor cotangent(Value value) {
    Notes notes = order.notes(value);
    if (value.isNumber()) {
      return Tensor.of(notes.sum);
    }
    Tensor known = known(notes);
    return known == null ? value.data().filled(0) : known;
  }

  @Override
  void release(Value value) {
    Notes notes = order.notes(value);
    notes.sum = 0;
    notes.cotangent = null;
  }

  @Override
  void handOn(Value made, Operation operation) {
    if (!made.isScalar() || !operation.isPointwise()) {
      super.handOn(made, operation);
      return;
    }
    Value x = requireNonNull(made.x);
    Value y = made.y;
    Notes notes = order.notes(made);
    double g = notes.sum;
    if (!order.keeps(made)) {
      notes.sum = 0;
    }
    double z = made.item();
    double second = y == null ? z : y.item(); // of one input: its result
    if (x.isConnected() && !operation.isFlat(0)) {
      send(x, operation, 0, g, x.item(), second, z);
    }
    if (y != null && y.isConnected() && !operation.isFlat(1)) {
      send(y, operation, 1, g, x.item(), second, z);
    }
  }

  private void send(
      Value to, Operation operation, int input, double g, double x, double y, double z) {
    Notes notes = order.notes(to);
    if (notes.usesLeft > 0) { // or else it leads to nothing that was asked for
      Program rule = operation.rule(input);
      if (registers.length < rule.registers()) {
        registers = new double[2 * rule.registers()];
      }
      notes.sum += rule.run(registers, g, x, y, z);
      order.served(to, notes);
    }
  }
}
