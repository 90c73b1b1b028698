package dev.chainrule.autograd.graph;

import org.jspecify.annotations.Nullable;

/**
 * Where a repetition stands among a graph's operations in order.
 *
 * @param outer the repetition whose first round this stands in; null if there is none
 * @param start the place of its first operation
 * @param size the operations of a round
 * @param times the rounds
 */
record Loop(@Nullable Loop outer, int start, int size, int times) {

  /** The place after its last operation. */
  int end() {
    return start + size * times;
  }
}
