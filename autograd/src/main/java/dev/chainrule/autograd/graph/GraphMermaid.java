package dev.chainrule.autograd.graph;

/** A graph in the language of Mermaid. */
final class GraphMermaid extends Picture {
  private GraphMermaid(Graph graph) {
    super(graph);
  }

  static String of(Graph graph) {
    return "graph TD\n" + new GraphMermaid(graph).draw();
  }

  @Override
  String operation(String id, String label) {
    return "%s(\"%s\")".formatted(id, escaped(label));
  }

  @Override
  String variable(String id, String label) {
    return "%s[[\"%s\"]]".formatted(id, escaped(label));
  }

  @Override
  String given(String id, String label) {
    return "%s[\"%s\"]".formatted(id, escaped(label));
  }

  @Override
  String arrow(String from, String to, String label, boolean isCarried) {
    String shown = label.isEmpty() ? "" : "|\"" + escaped(label) + "\"|";
    return "%s %s%s %s".formatted(from, isCarried ? "-.->" : "-->", shown, to);
  }

  @Override
  String begin(int number, String label) {
    return "subgraph s%d [\"%s\"]".formatted(number, escaped(label));
  }

  @Override
  String end() {
    return "end";
  }

  /** Writes every character that Mermaid or a web page might take for its own by its number. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                escaped.append("<br/>");
              } else if (Character.isLetterOrDigit(c) || " ._-+=,".indexOf(c) >= 0) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append('#').append(c).append(';');
              }
            });
    return escaped.toString();
  }
}
