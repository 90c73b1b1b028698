package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A pointwise operation that has not been computed yet. Its inputs may be waiting, too; when
 * somebody looks at the result, all of them become one {@link dev.chainrule.autograd.op.Program},
 * which runs in one pass over memory. {@link Fusion} says what waits and what is remembered.
 */
final class Lazy implements Waiting {
  private final Operation operation;
  private final Tensor x;
  private final @Nullable Tensor y;
  private final int steps; // of the program that computes this
  private final int recomputeCost; // of a second pass, with all that is costly remembered
  private final boolean isOfScattered;
  private int uses;
  private boolean isForgotten;

  private Lazy(
      Operation operation,
      Tensor x,
      @Nullable Tensor y,
      int steps,
      int recomputeCost,
      boolean isOfScattered) {
    this.operation = operation;
    this.x = x;
    this.y = y;
    this.steps = steps;
    this.recomputeCost = recomputeCost;
    this.isOfScattered = isOfScattered;
  }

  /** The result of an operation on one tensor or two, computed when somebody looks at it. */
  static Tensor of(Shape shape, Operation operation, Tensor x, @Nullable Tensor y) {
    if (Fusion.isSmall(shape)) {
      return Direct.of(shape, operation, x, y);
    }
    if (Fusion.waits(operation) && x.isUniform() && (y == null || y.isUniform())) {
      return Direct.once(shape, operation, x, y);
    }
    return y == null && Fusion.isRecalled(operation)
        ? recalled(shape, operation, x)
        : waiting(shape, operation, x, y);
  }

  private static Tensor recalled(Shape shape, Operation operation, Tensor x) {
    RecentResults recent = RecentResults.ofThread();
    Tensor result = recent.find(operation, x);
    if (result == null) {
      result = waiting(shape, operation, x, null);
      recent.note(operation, x, result);
    }
    return result;
  }

  private static Tensor waiting(Shape shape, Operation operation, Tensor x, @Nullable Tensor y) {
    boolean isOfScattered = use(x);
    if (y != null && y != x) {
      isOfScattered |= use(y);
    }
    int steps = 1 + steps(x) + steps(y);
    if (Fusion.isTooLong(steps)) {
      x.compute();
      steps = 1 + steps(y);
      if (y != null && Fusion.isHalfTooLong(steps)) {
        y.compute();
        steps = 1;
      }
    }
    int cost = Fusion.isCostly(operation) ? 0 : 1 + recomputeCost(x) + recomputeCost(y);
    Lazy lazy = new Lazy(operation, x, y, steps, cost, isOfScattered);
    Tensor result = Tensor.waiting(x.dtype(), shape, lazy);
    if (!Fusion.waits(operation)) {
      result.compute();
    }
    return result;
  }

  /**
   * A long chain is not computed for each of two users, but for the second one and remembered.
   *
   * @return whether a tensor of which something is scattered still waits
   */
  private static boolean use(Tensor tensor) {
    Waiting waiting = tensor.waiting();
    if (waiting instanceof Lazy lazy) {
      if (lazy.uses > 0 && lazy.isCostlyAgain()) {
        tensor.compute();
      }
      lazy.uses++;
    }
    return waiting != null && waiting.isOfScattered();
  }

  private static int steps(@Nullable Tensor tensor) {
    Lazy lazy = tensor == null ? null : tensor.lazy();
    return lazy == null ? 0 : lazy.steps;
  }

  private static int recomputeCost(@Nullable Tensor tensor) {
    Lazy lazy = tensor == null ? null : tensor.lazy();
    return lazy == null ? 0 : lazy.recomputeCost;
  }

  Operation operation() {
    return operation;
  }

  Tensor x() {
    return x;
  }

  @Nullable Tensor y() {
    return y;
  }

  int steps() {
    return steps;
  }

  @Override
  public boolean isOfScattered() {
    return isOfScattered;
  }

  @Override
  public void compute(Tensor result) {
    Chain chain = chain(result);
    chain.addWanted(result, this);
    double[] unused = chain.run();
  }

  /** Computes the sum of all elements; they are remembered only if that is worth it. */
  double sum(Tensor result) {
    Chain chain = chain(result);
    if (isCostlyAgain()) {
      chain.addWanted(result, this);
    }
    return chain.run(chain.add(result, this))[0];
  }

  private Chain chain(Tensor result) {
    return new Chain(result.shape(), result.dtype(), 1, steps);
  }

  /**
   * Whether a result that is costly must be remembered by a pass that computes it, and with it so
   * many of its users. If those are all, it is forgotten, but only once: somebody may look at it.
   */
  boolean isNeededBeside(int users) {
    boolean isNeeded = isForgotten || users < uses;
    isForgotten = true;
    return isNeeded;
  }

  /** Whether computing this a second time costs more than memory does. */
  boolean isCostlyAgain() {
    // Since this began to wait, an input may have been remembered.
    return Fusion.isWorthRemembering(recomputeCost)
        && Fusion.isWorthRemembering(1 + recomputeCost(x) + recomputeCost(y));
  }
}
