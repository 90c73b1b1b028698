package dev.chainrule.autograd.graph;

/** A graph in the language of Graphviz. */
final class GraphDot extends Picture {
  private GraphDot(Graph graph) {
    super(graph);
  }

  static String of(Graph graph) {
    return "digraph {\n  node [shape=box, style=rounded]\n" + new GraphDot(graph).draw() + "}\n";
  }

  @Override
  String operation(String id, String label) {
    return "%s [label=%s]".formatted(id, quoted(label));
  }

  @Override
  String variable(String id, String label) {
    return "%s [label=%s, style=bold]".formatted(id, quoted(label));
  }

  @Override
  String given(String id, String label) {
    return "%s [label=%s, style=dotted]".formatted(id, quoted(label));
  }

  @Override
  String arrow(String from, String to, String label, boolean isCarried) {
    String style = isCarried ? "dashed" : "solid";
    String shown = label.isEmpty() ? "" : ", label=" + quoted(label);
    return "%s -> %s [style=%s%s]".formatted(from, to, style, shown);
  }

  @Override
  String begin(int number, String label) {
    return "subgraph cluster%d {\n  label=%s".formatted(number, quoted(label));
  }

  @Override
  String end() {
    return "}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
