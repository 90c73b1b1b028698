package dev.chainrule.autograd.graph;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A graph for a terminal: an operation a line, as one would write it in a program. */
final class GraphText extends Drawing {
  private static final int MOST_VARIABLES = 12; // that are listed

  private final StringBuilder text = new StringBuilder();
  private String indent = "";
  private boolean hasCarried;
  private boolean hasCarriedOn;

  private GraphText(Graph graph) {
    super(graph);
  }

  static String of(Graph graph) {
    GraphText drawing = new GraphText(graph);
    drawing.heading();
    drawing.show(graph.parts());
    drawing.legend();
    return drawing.text.toString();
  }

  private void heading() {
    List<Node> variables =
        graph.nodes().stream().filter(node -> node.kind() == Node.Kind.VARIABLE).toList();
    long operations = graph.nodes().stream().filter(Node::isOperation).count();
    long constants = graph.nodes().size() - operations - variables.size();
    line(
        "%s: %s on %s and %s"
            .formatted(
                names.ofAny(graph.result()),
                counted(operations, "operation"),
                counted(variables.size(), "variable"),
                counted(constants, "constant")),
        null);
    String listed =
        variables.stream()
            .limit(MOST_VARIABLES)
            .map(this::variable)
            .collect(Collectors.joining(", "));
    int more = variables.size() - MOST_VARIABLES;
    if (!variables.isEmpty()) {
      line("variables: " + listed + (more > 0 ? " and " + more + " more" : ""), null);
    }
  }

  private String variable(Node node) {
    boolean isNamed = node.value().name().isPresent();
    return (isNamed ? names.of(node) : node.name()) + " " + node.shape();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  @Override
  void operation(Node node, List<Source> inputs) {
    String arguments = inputs.stream().map(this::shown).collect(Collectors.joining(", "));
    String number =
        NodeText.isNumber(node)
            ? " = " + NodeText.number(node.value().item())
            : ": " + node.shape();
    line(
        "%s = %s(%s)%s".formatted(names.of(node), NodeText.cut(node.made()), arguments, number),
        node.line().orElse(null));
  }

  private String shown(Source source) {
    if (source instanceof Source.Each each) {
      return listings.name(each) + each.whose();
    }
    if (source instanceof Source.Before before) {
      String first = before.first().stream().map(this::shown).collect(Collectors.joining(", "));
      String then = names.of(before.then());
      hasCarried |= before.lag() == 1;
      hasCarriedOn |= before.lag() > 1;
      return before.lag() == 1
          ? first + " > " + then
          : "(%s) > %s of %d rounds before".formatted(first, then, before.lag());
    }
    return names.of(((Source.At) source).address());
  }

  private void line(String line, @Nullable String origin) {
    text.append(indent).append(line);
    text.append(origin == null ? "" : "  // " + origin).append('\n');
  }

  @Override
  void begin(Part.Repeat repeat, int depth) {
    line(times(repeat) + ":", null);
    indent = "  ".repeat(depth + 1);
  }

  @Override
  void end(int depth) {
    indent = "  ".repeat(depth);
  }

  private void legend() {
    if (hasCarried) {
      line("a > b: a in the first round, then b of the round before", null);
    }
    if (hasCarriedOn) {
      line("(a, b) > c: a and b in the first two rounds, then c", null);
    }
    listings.all().forEach(all -> line(listings.text(all), null));
  }
}
