package dev.chainrule.autograd.graph;

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
   * Operations that come again and again, each time on the same inputs, on others of the same
   * shapes, or on what the round before made: layers, time steps, rows.
   *
   * @param times how often they come, 2 at least
   * @param body the first round
   * @param round the same, each operation by itself
   * @param next the second round, in the same order: by it can be seen what changes
   */
  record Repeat(int times, List<Part> body, List<Node> round, List<Node> next) implements Part {}
}
