package dev.chainrule.autograd.tensor;

import dev.chainrule.autograd.op.Operation;
import dev.chainrule.autograd.shape.Shape;

/**
 * The policy of laziness: what waits to join others in one pass over memory, and what is remembered
 * because computing it again would cost more than memory does.
 */
final class Fusion {
  /** The steps of the longest pass: few enough for their blocks to stay in the L1 cache. */
  static final int MAX_STEPS = 24;

  /** So many additions cost as much as writing a number to memory and reading it again. */
  private static final int COST_OF_MEMORY = 5;

  /** So many elements are computed in the time that it takes to note what waits. */
  private static final int FEW_ELEMENTS = 64;

  private Fusion() {}

  /** Whether a result is so small that it is computed at once. */
  static boolean isSmall(Shape shape) {
    return shape.elements() <= FEW_ELEMENTS;
  }

  /** Whether an operation waits until somebody looks at its result. */
  static boolean waits(Operation operation) {
    return operation.isPure(); // who knows what another one does, and when it should
  }

  /** Whether an operation's result is remembered by whatever pass computes it. */
  static boolean isCostly(Operation operation) {
    return operation.cost() >= COST_OF_MEMORY;
  }

  /** Whether a function's result is looked for among the last ones before it is computed again. */
  static boolean isRecalled(Operation operation) {
    return isCostly(operation) && waits(operation);
  }

  /** Whether a chain that costs so much, without what is remembered, is computed only once. */
  static boolean isWorthRemembering(int recomputeCost) {
    return recomputeCost >= COST_OF_MEMORY;
  }

  /** Whether a chain of so many steps is too long to wait for one more. */
  static boolean isTooLong(int steps) {
    return steps > MAX_STEPS;
  }

  /** Whether a chain is so long that, joined with another one, it would leave little room. */
  static boolean isHalfTooLong(int steps) {
    return steps > MAX_STEPS / 2;
  }
}
