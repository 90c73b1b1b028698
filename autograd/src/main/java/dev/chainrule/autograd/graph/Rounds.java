package dev.chainrule.autograd.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds rounds of operations that can be shown as one: the same operations in the same order, and
 * each input by one rule in all rounds, as {@link Part.Repeat} lists them.
 */
final class Rounds {
  /** A longer round is not looked for, so that the time grows with the graph and no faster. */
  static final int LONGEST = 2048;

  private static final int LONGEST_LAG = 8; // rounds, if the first ones take unlike values
  private static final int LEAST = 4; // operations; fewer are as well shown as they are

  private final List<Node> operations;
  private final Keys keys; // of each operation
  private final int[] places; // of a node among the operations, by its id; -1 for what was given
  private final UnaryOperator<Node> shown; // what stands for a node, of those before the rounds

  Rounds(List<Node> operations, Keys keys, int[] places, UnaryOperator<Node> shown) {
    this.operations = operations;
    this.keys = keys;
    this.places = places;
    this.shown = shown;
  }

  /**
   * The repetition that covers most of a stretch of operations from its beginning, of several the
   * one with the shortest round.
   *
   * @param outer the repetition around it, if there is one
   * @return one that comes once if nothing is repeated
   */
  Loop longest(@Nullable Loop outer, int from, int to) {
    int best = 1;
    int most = LEAST - 1;
    List<Loop> tried = new ArrayList<>();
    for (int period = 1; period <= Math.min(LONGEST, (to - from) / 2); period++) {
      if (keys.areRepeated(from, period) && !isCovered(period, tried)) {
        int times = run(from, period, to) / period;
        if (times > 1) {
          tried.add(new Loop(outer, from, period, times));
        }
        if (times > 1 && times * period > most) {
          best = period;
          most = times * period;
        }
      }
    }
    return new Loop(outer, from, best, most < LEAST ? 1 : most / best);
  }

  /**
   * Whether a period is a multiple of another that goes on for longer than this one takes: that one
   * is taken. Without this look, long runs would take their square.
   */
  private static boolean isCovered(int period, List<Loop> tried) {
    for (Loop loop : tried) { // no stream: this is asked most
      if (period % loop.size() == 0 && period <= loop.size() * loop.times()) {
        return true;
      }
    }
    return false;
  }

  /** How many operations from a place on are rounds of some length, the last one perhaps begun. */
  private int run(int from, int period, int to) {
    int at = from + period;
    while (at < to && matches(from, period, at)) {
      at++;
    }
    return at - from;
  }

  private boolean matches(int from, int period, int at) {
    if (!keys.areEqual(at, at - period)) {
      return false;
    }
    for (int input = 0; input < operations.get(at).inputs().size(); input++) {
      if (!isByOneRule(from, period, at, input)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the rule that an input has followed up to the round before holds in this one, too. */
  private boolean isByOneRule(int from, int period, int at, int input) {
    int firstUser = from + (at - from) % period;
    Node first = input(firstUser, input);
    Node before = input(at - period, input);
    Node now = input(at, input);
    boolean isAsFarBack = place(before) >= 0 && place(now) - place(before) == period;
    if (place(first) >= from) { // made in the first round: it is the same, or each round's own
      boolean isSecond = at - period == firstUser;
      return before == first ? now == first || (isSecond && isAsFarBack) : isAsFarBack;
    }
    if (place(before) >= from) { // carried from round to round
      return isAsFarBack;
    }
    if (place(now) >= from) { // the first to be carried: that of the first round
      return place(now) < from + period;
    }
    return now == before || isListed(before, now) || isSoonCarried(from, period, at, input);
  }

  /** Whether one of the next rounds takes what the first one made, as later rounds then do. */
  private boolean isSoonCarried(int from, int period, int at, int input) {
    int end = Math.min(operations.size(), at + LONGEST_LAG * period);
    for (int next = at + period; next < end && keys.areEqual(next, at); next += period) {
      int place = place(input(next, input));
      if (place >= from) {
        return place < from + period;
      }
    }
    return false;
  }

  /** Whether two nodes from before the rounds may be given to them in turn. */
  private boolean isListed(Node some, Node other) {
    return some.kind() == other.kind()
        && (!some.isOperation() || shown.apply(some) == shown.apply(other));
  }

  private Node input(int place, int input) {
    return operations.get(place).inputs().get(input);
  }

  private int place(Node node) {
    return places[node.id()];
  }
}
