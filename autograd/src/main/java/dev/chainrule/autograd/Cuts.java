package dev.chainrule.autograd;

import dev.chainrule.autograd.op.Operation;
import java.util.BitSet;

/**
 * Where a choice cut the way from the result: there, what got no cotangent sends none, even if the
 * derivative is infinite or NaN. Where no choice did, 0 times infinity is NaN, and honestly so.
 *
 * <p>All this costs time. A sweep at first goes without, and goes again with it if NaN came out and
 * there is a choice: where every derivative is finite, it makes no difference.
 */
final class Cuts {
  private final BitSet below = new BitSet();

  /** Follows a contribution that an operation sends from a place to another one. */
  void follow(int from, int to, Operation operation) {
    if (operation.isChoice() || below.get(from)) {
      below.set(to);
    }
  }

  boolean isBelow(int place) {
    return below.get(place);
  }
}
