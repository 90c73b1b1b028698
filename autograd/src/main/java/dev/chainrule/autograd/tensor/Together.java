package dev.chainrule.autograd.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.Iterables;
import dev.chainrule.autograd.kernel.NdArray;
import dev.chainrule.autograd.op.Binary;
import dev.chainrule.autograd.op.Unary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results that are asked for together. Those of one shape that wait are computed in one pass over
 * memory, so that what they share is read, or computed, once. Nothing but time depends on it.
 */
public final class Together {
  /**
   * The steps of a pass, counted for each result by itself: a loss and its gradients, for whom this
   * is, share most of them.
   */
  private static final int MAX_STEPS = 3 * Fusion.MAX_STEPS;

  private final List<Result> results = new ArrayList<>();
  private final List<Result> companions = new ArrayList<>();
  private final List<Tensor> scattered = new ArrayList<>(); // whose parts are among the results
  private final List<Borrowed> borrowed = new ArrayList<>();

  /** Begins with nothing asked for. */
  public Together() {}

  /** A tensor whose elements are to be there, or are to be added up. */
  private record Result(Tensor tensor, @Nullable Tensor sum, @Nullable Borrowed memory) {
    Result(Tensor tensor, @Nullable Tensor sum) {
      this(tensor, sum, null);
    }
  }

  /**
   * Asks for the elements of a tensor, of any shape and precision; of one of rank 0, for its
   * number.
   *
   * @throws IllegalArgumentException if it is null
   */
  public void add(Tensor tensor) {
    checkArgument(tensor != null, "add: the tensor is null");
    if (tensor.lazy() != null) {
      results.add(new Result(tensor, null));
    }
    if (tensor.isLateNumber()) {
      LateNumber.forEachSum(tensor, (sum, summed) -> results.add(new Result(summed, sum)));
    }
    Scattered parts = tensor.scattered();
    if (parts != null) {
      parts.askFor(this);
      scattered.add(tensor);
    }
  }

  /** Asks for the elements of a tensor, which {@link #elements} gives until all is computed. */
  void addForAMoment(Tensor part) {
    boolean isBorrowed = part.lazy() != null && borrowed.size() < Borrowed.MOST;
    Borrowed memory = isBorrowed ? Borrowed.of(part) : null;
    if (memory == null) {
      add(part);
    } else {
      borrowed.add(memory);
      results.add(new Result(part, null, memory));
    }
  }

  /** The elements of a tensor that was asked for; they may be in memory that is given back. */
  NdArray elements(Tensor part) {
    for (Borrowed memory : borrowed) {
      if (memory.holds(part)) {
        return memory.elements();
      }
    }
    return part.array();
  }

  /** Has a number that waits computed, too, if that takes no pass of its own; else it waits on. */
  public void addCompanion(Tensor number) {
    LateNumber.forEachSum(number, (sum, summed) -> companions.add(new Result(summed, sum)));
  }

  /**
   * Applies an operation as {@link Tensor#apply(Unary)} does; a number may wait: the sum of
   * elements that wait, and what is made of such sums. As long as it waits it holds the elements.
   */
  public static Tensor apply(Unary operation, Tensor x) {
    return x.applyLate(operation);
  }

  /** Applies an operation to two tensors; a number may wait. */
  public static Tensor apply(Binary operation, Tensor x, Tensor y) {
    return x.applyLate(operation, y);
  }

  /** Adds up all elements of a tensor; the sum waits if they do. */
  public static Tensor sum(Tensor x) {
    return x.lazy() == null ? x.sum() : LateNumber.ofSum(x);
  }

  /** Computes a number that waits; gives any other tensor as it is. */
  public static Tensor settled(Tensor x) {
    return x.settled();
  }

  /** Tells whether a tensor is a number that has not been computed yet. */
  public static boolean isLateNumber(Tensor tensor) {
    return tensor.isLateNumber();
  }

  /** Computes all that was asked for, and forgets it. */
  public void compute() {
    while (!results.isEmpty()) {
      computeSome();
    }
    for (Tensor sum : scattered) {
      Scattered parts = sum.scattered();
      if (parts != null) { // or else it is computed by now
        parts.compute(sum, this);
      }
    }
    scattered.clear();
    borrowed.forEach(Borrowed::giveBack);
    borrowed.clear();
    companions.clear();
  }

  /** Computes the first of those that are left, and all that go with it in one pass. */
  private void computeSome() {
    Tensor first = results.get(0).tensor;
    List<Result> some = new ArrayList<>();
    int steps = 0;
    for (Result result : Iterables.concat(results, companions)) {
      Lazy lazy = result.tensor.lazy();
      int more = lazy == null ? 0 : lazy.steps();
      if (some.isEmpty() || (steps + more <= MAX_STEPS && isAlike(result.tensor, first))) {
        some.add(result);
        steps += more;
      }
    }
    results.removeAll(some);
    companions.removeAll(some);
    compute(new Chain(first.shape(), first.dtype(), some.size(), steps), some);
  }

  private static boolean isAlike(Tensor x, Tensor y) {
    return x.dtype() == y.dtype() && x.shape().equals(y.shape());
  }

  private static void compute(Chain chain, List<Result> some) {
    List<Tensor> sums = new ArrayList<>();
    int[] registers = new int[some.size()];
    for (Result result : some) {
      Lazy lazy = result.tensor.lazy();
      if (lazy != null && result.sum != null) { // or else it is computed by now
        registers[sums.size()] = chain.add(result.tensor, lazy);
        sums.add(result.sum);
      } else if (lazy != null && result.memory != null) {
        chain.addBorrowed(result.tensor, lazy, result.memory);
      } else if (lazy != null) {
        chain.addWanted(result.tensor, lazy);
      }
    }
    chain.forget();
    double[] numbers = chain.run(Arrays.copyOf(registers, sums.size()));
    for (int i = 0; i < numbers.length; i++) {
      sums.get(i).remember(numbers[i]);
    }
  }
}
