package dev.chainrule.autograd.graph;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation takes an input from: in the first round of a repetition, and in later ones.
 *
 * @param first the input, in the first round if there are several
 * @param carried the operation whose result of the round before is taken in later rounds; null if
 *     there is none
 * @param changes whether each round takes another one of those that were given
 */
record Source(Node first, @Nullable Node carried, boolean changes) {

  /**
   * Looks at an input of an operation.
   *
   * @param around the repetitions that the operation stands in, the innermost last
   */
  static Source of(Node operation, int input, List<Part.Repeat> around) {
    Node first = operation.inputs().get(input);
    for (int i = around.size() - 1; i >= 0; i--) {
      Part.Repeat repeat = around.get(i);
      int place = repeat.round().indexOf(operation);
      Node next = repeat.next().get(place).inputs().get(input);
      if (next != first) {
        boolean isBefore = next.id() < repeat.next().get(0).id();
        return new Source(first, next.isOperation() && isBefore ? next : null, !next.isOperation());
      }
    }
    return new Source(first, null, false);
  }
}
