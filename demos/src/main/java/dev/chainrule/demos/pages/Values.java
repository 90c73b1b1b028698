package dev.chainrule.demos.pages;

import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.graph.Graph;

/** Finds values in the graph of a result. */
final class Values {
  private Values() {}

  /** Finds the value of a name, which must be there, among all that a result is made of. */
  static Value named(String name, Value result) {
    return Graph.of(result).nodes().stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
