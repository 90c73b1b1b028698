package dev.chainrule.autograd.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A graph in the language of Graphviz. */
final class GraphDot extends Drawing {
  private final Graph graph;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder edges = new StringBuilder();
  private final Set<Node> drawn = new HashSet<>();
  private int clusters;

  private GraphDot(Graph graph) {
    this.graph = graph;
  }

  static String of(Graph graph) {
    GraphDot drawing = new GraphDot(graph);
    drawing.text.append("digraph {\n  node [shape=box, style=rounded]\n");
    drawing.given(graph.result());
    drawing.show(graph.parts());
    return drawing.text.append(drawing.edges).append("}\n").toString();
  }

  @Override
  void operation(Node node, List<Source> inputs) {
    text.append("  n%d [label=%s]\n".formatted(node.id(), quoted(label(node))));
    for (Source source : inputs) {
      edge(source.first(), node, source.changes() ? "another each time" : null, "solid");
      if (source.carried() != null) {
        edge(source.carried(), node, "of the round before", "dashed");
      }
    }
  }

  private static String label(Node node) {
    String name = node.value().name().isPresent() ? NodeText.of(node) + "\n" : "";
    return name + NodeText.made(node);
  }

  private void edge(Node from, Node to, @Nullable String label, String style) {
    Node shown = graph.shown(from);
    given(shown);
    edges.append(
        "  n%d -> n%d [style=%s%s]\n"
            .formatted(
                shown.id(), to.id(), style, label == null ? "" : ", label=" + quoted(label)));
  }

  /** Draws a node that no operation made, once. */
  private void given(Node node) {
    if (!node.isOperation() && drawn.add(node)) {
      boolean isVariable = node.kind() == Node.Kind.VARIABLE;
      edges.append(
          "  n%d [label=%s, style=%s]\n"
              .formatted(node.id(), quoted(NodeText.of(node)), isVariable ? "bold" : "dotted"));
    }
  }

  @Override
  void begin(Part.Repeat repeat, int depth) {
    text.append(
        "  subgraph cluster%d {\n  label=%s\n".formatted(clusters++, quoted(times(repeat))));
  }

  @Override
  void end(int depth) {
    text.append("  }\n");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
