package dev.chainrule.autograd.graph;

import java.util.List;

/** Shows a folded graph part by part, in order: what text and pictures of it have in common. */
abstract class Drawing {
  final Graph graph;
  final NodeNames names;
  final Listings listings;
  private int depth;

  Drawing(Graph graph) {
    this.graph = graph;
    this.names = new NodeNames(graph);
    this.listings = new Listings(graph, names);
  }

  /** Shows an operation, and where its inputs come from. */
  abstract void operation(Node node, List<Source> inputs);

  /** Begins what is repeated; {@code depth} repetitions are around it. */
  abstract void begin(Part.Repeat repeat, int depth);

  /** Ends what is repeated. */
  abstract void end(int depth);

  final void show(List<Part> parts) {
    for (Part part : parts) {
      if (part instanceof Part.Repeat repeat) { // not deeper than the logarithm of the graph
        begin(repeat, depth++);
        show(repeat.body());
        end(--depth);
      } else if (part instanceof Part.Single single) {
        operation(single.node(), Sources.of(graph.folding(), single.node()));
      }
    }
  }

  /** Says how often something comes. */
  static String times(Part.Repeat repeat) {
    return repeat.times() + " times";
  }
}
