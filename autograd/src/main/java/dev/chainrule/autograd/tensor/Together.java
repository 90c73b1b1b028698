package dev.chainrule.autograd.tensor;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Results that are asked for together. Those of one shape that wait are computed in one pass over
 * memory, so that what they share is read, or computed, once. Nothing but time depends on it.
 */
public final class Together {
  /** The steps of a pass, counted for each result by itself: they share most of them. */
  private static final int MAX_STEPS = 2 * Fusion.MAX_STEPS;

  private final List<Result> results = new ArrayList<>();

  /** Begins with nothing asked for. */
  public Together() {}

  /** Elements that are to be there, or the sum of elements. */
  private static final class Result {
    private final Tensor tensor;
    private final boolean isSum;
    private double sum;

    private Result(Tensor tensor, boolean isSum) {
      this.tensor = tensor;
      this.isSum = isSum;
    }
  }

  /**
   * Asks for the elements of a tensor, of any shape and precision.
   *
   * @throws IllegalArgumentException if it is null
   */
  public void add(Tensor tensor) {
    checkArgument(tensor != null, "add: the tensor is null");
    results.add(new Result(tensor, false));
  }

  /**
   * Asks for the sum of all elements of a tensor, of any shape and precision.
   *
   * @throws IllegalArgumentException if it is null
   */
  public void addSum(Tensor tensor) {
    checkArgument(tensor != null, "addSum: the tensor is null");
    results.add(new Result(tensor, true));
  }

  /**
   * Computes all that was asked for, and forgets it.
   *
   * @return the sums, of rank 0 and each in its tensor's precision, in the order in which they were
   *     asked for
   */
  public List<Tensor> compute() {
    List<Result> left = new ArrayList<>(results);
    while (!left.isEmpty()) {
      computeSome(left);
    }
    List<Tensor> sums = new ArrayList<>();
    for (Result result : results) {
      if (result.isSum) {
        sums.add(Tensor.scalar(result.tensor.dtype(), result.sum));
      }
    }
    results.clear();
    return sums;
  }

  /** Computes the first of those that are left, and all that go with it in one pass. */
  private static void computeSome(List<Result> left) {
    Tensor first = left.get(0).tensor;
    List<Result> some = new ArrayList<>();
    int steps = 0;
    for (Result result : left) {
      Lazy lazy = result.tensor.lazy();
      int more = lazy == null ? 0 : lazy.steps();
      if (some.isEmpty() || (steps + more <= MAX_STEPS && isAlike(result.tensor, first))) {
        some.add(result);
        steps += more;
      }
    }
    left.removeAll(some);
    compute(new Chain(first.shape(), first.dtype(), some.size(), steps), some);
  }

  private static boolean isAlike(Tensor x, Tensor y) {
    return x.dtype() == y.dtype() && x.shape().equals(y.shape());
  }

  private static void compute(Chain chain, List<Result> some) {
    List<Result> summed = new ArrayList<>();
    int[] registers = new int[some.size()];
    for (Result result : some) {
      Tensor tensor = result.tensor;
      Lazy lazy = tensor.lazy();
      if (lazy == null) { // computed by now
        result.sum = result.isSum ? tensor.sum().item() : 0;
      } else if (result.isSum) {
        registers[summed.size()] = chain.add(tensor, lazy);
        summed.add(result);
      } else {
        chain.addWanted(tensor, lazy);
      }
    }
    double[] sums = chain.run(Arrays.copyOf(registers, summed.size()));
    for (int i = 0; i < sums.length; i++) {
      summed.get(i).sum = sums[i];
    }
  }
}
