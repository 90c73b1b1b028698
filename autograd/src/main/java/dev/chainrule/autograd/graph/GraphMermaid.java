package dev.chainrule.autograd.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A graph in the language of Mermaid. */
final class GraphMermaid extends Drawing {
  private final Graph graph;
  private final StringBuilder text = new StringBuilder("graph TD\n");
  private final StringBuilder edges = new StringBuilder();
  private final Set<Node> drawn = new HashSet<>();
  private int subgraphs;

  private GraphMermaid(Graph graph) {
    this.graph = graph;
  }

  static String of(Graph graph) {
    GraphMermaid drawing = new GraphMermaid(graph);
    drawing.given(graph.result());
    drawing.show(graph.parts());
    return drawing.text.append(drawing.edges).toString();
  }

  @Override
  void operation(Node node, List<Source> inputs) {
    String name = node.value().name().isPresent() ? escaped(NodeText.of(node)) + "<br/>" : "";
    text.append("  n%d(\"%s%s\")\n".formatted(node.id(), name, escaped(NodeText.made(node))));
    for (Source source : inputs) {
      edge(source.first(), source.changes() ? "-- another each time -->" : "-->", node);
      if (source.carried() != null) {
        edge(source.carried(), "-. of the round before .->", node);
      }
    }
  }

  private void edge(Node from, String arrow, Node to) {
    Node shown = graph.shown(from);
    given(shown);
    edges.append("  n%d %s n%d\n".formatted(shown.id(), arrow, to.id()));
  }

  /** Draws a node that no operation made, once. */
  private void given(Node node) {
    if (!node.isOperation() && drawn.add(node)) {
      String shape = node.kind() == Node.Kind.VARIABLE ? "[[\"%s\"]]" : "[\"%s\"]";
      edges.append("  n%d%s\n".formatted(node.id(), shape.formatted(escaped(NodeText.of(node)))));
    }
  }

  @Override
  void begin(Part.Repeat repeat, int depth) {
    text.append("  subgraph s%d [\"%s\"]\n".formatted(subgraphs++, times(repeat)));
  }

  @Override
  void end(int depth) {
    text.append("  end\n");
  }

  /** Writes every character that Mermaid or a web page might take for its own by its number. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c) || " ._-+=,".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append('#').append(c).append(';');
              }
            });
    return escaped.toString();
  }
}
