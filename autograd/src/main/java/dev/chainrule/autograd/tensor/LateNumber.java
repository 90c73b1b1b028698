package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.op.Unary;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A number that has not been computed yet: the sum of a tensor whose elements wait, or what
 * pointwise operations make of such sums. A sweep that begins at it needs the same elements, and
 * then computes both in one pass over memory.
 */
final class LateNumber {
  /**
   * So many operations on one another wait: what waits holds memory, and is computed on a stack.
   */
  private static final int DEEPEST = 8;

  private final boolean isSum;
  private final Tensor x; // whose elements are added up, or the operand
  private final @Nullable Tensor y;
  private final int depth;
  private final DoubleSupplier calculation;

  private LateNumber(boolean isSum, Tensor x, @Nullable Tensor y, DoubleSupplier calculation) {
    this.isSum = isSum;
    this.x = x;
    this.y = y;
    this.depth = 1 + Math.max(depth(x), depth(y));
    this.calculation = calculation;
  }

  private static int depth(@Nullable Tensor tensor) {
    LateNumber late = tensor == null ? null : tensor.lateNumber();
    return late == null ? 0 : late.depth;
  }

  /** The sum of all elements of a tensor that waits. */
  static Tensor ofSum(Tensor summed) {
    return waiting(new LateNumber(true, summed, null, () -> sum(summed)));
  }

  private static double sum(Tensor summed) {
    Lazy lazy = summed.lazy();
    return lazy == null ? summed.sum().item() : lazy.sum(summed);
  }

  /** What an operation makes of a number. */
  static Tensor of(Unary operation, Tensor x) {
    return of(operation, new LateNumber(false, x, null, () -> operation.value(x.item())));
  }

  /** What an operation makes of two numbers. */
  static Tensor of(Binary operation, Tensor x, Tensor y) {
    return of(operation, new LateNumber(false, x, y, () -> operation.value(x.item(), y.item())));
  }

  private static Tensor of(Operation operation, LateNumber late) {
    Tensor number = waiting(late);
    if (late.depth > DEEPEST || !Fusion.waits(operation)) {
      double unused = number.item();
    }
    return number;
  }

  private static Tensor waiting(LateNumber late) {
    return Tensor.waiting(late.x.dtype(), late);
  }

  double compute() {
    return calculation.getAsDouble();
  }

  /** Finds the sums that are to be computed for a number, each with what is to be added up. */
  static void forEachSum(@Nullable Tensor number, BiConsumer<Tensor, Tensor> receiver) {
    LateNumber late = number == null ? null : number.lateNumber();
    if (number != null && late != null && late.isSum) {
      receiver.accept(number, late.x);
    } else if (late != null) {
      forEachSum(late.x, receiver);
      forEachSum(late.y, receiver);
    }
  }
}
