package dev.chainrule.autograd.graph;

import com.google.common.collect.Lists;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says where a node is to be found in a folded graph.
 *
 * @param shown the node that is shown in its place: itself, or the same operation in the first
 *     round
 * @param rounds the round that it stands in, of each repetition that the shown one stands in, the
 *     innermost last; perhaps without the outermost ones, where these need not be said
 */
record Address(Node shown, List<Round> rounds) {

  /**
   * A round.
   *
   * @param number from 1
   * @param times the rounds that there are
   */
  record Round(int number, int times) {
    @Override
    public String toString() {
      return " of round " + number + " of " + times;
    }
  }

  /** The same, without the rounds of the outermost repetitions. */
  Address within(int outermost) {
    return new Address(shown, rounds.subList(outermost, rounds.size()));
  }

  /** Says the rounds, the innermost first, such as {@code " of round 2 of 4"}. */
  String text() {
    return Lists.reverse(rounds).stream().map(Round::toString).collect(Collectors.joining());
  }
}
