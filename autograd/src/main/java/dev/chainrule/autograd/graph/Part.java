package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** A part of a graph as it is shown: an operation, or several that are repeated. */
public sealed interface Part {
  /**
   * One operation.
   *
   * @param node that it makes
   */
  record Single(Node node) implements Part {}

  /**
   * Operations that come again and again: layers, time steps, rows. Each round has the same
   * operations in the same order. Each of their inputs goes by one rule in all rounds: it is the
   * same value in every round; or it is made in the same round; or it is made so many rounds
   * before, and in the first rounds taken from what was there before; or it is always taken from
   * what was there before, in an order that can be seen in the rounds.
   *
   * @param body the first round, with folded what is repeated within it
   * @param rounds the operations of each round by themselves, 2 rounds at least
   */
  record Repeat(List<Part> body, List<List<Node>> rounds) implements Part {
    /** Copies the lists. */
    public Repeat {
      body = ImmutableList.copyOf(body);
      rounds = ImmutableList.copyOf(rounds);
    }

    /** Counts the rounds. */
    public int times() {
      return rounds.size();
    }
  }
}
