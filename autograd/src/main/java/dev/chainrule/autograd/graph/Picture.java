package dev.chainrule.autograd.graph;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folded graph as boxes and arrows, in some language for pictures. */
abstract class Picture extends Drawing {
  private final StringBuilder boxes = new StringBuilder();
  private final StringBuilder arrows = new StringBuilder();
  private final Set<Node> drawn = new HashSet<>();
  private final Map<List<Node>, String> lists = new LinkedHashMap<>(); // to the names of boxes
  private int repeats;

  Picture(Graph graph) {
    super(graph);
  }

  /** Writes the box of an operation. */
  abstract String operation(String id, String label);

  /** Writes the box of a variable. */
  abstract String variable(String id, String label);

  /** Writes the box of a constant, or of a list of values. */
  abstract String given(String id, String label);

  /** Writes an arrow; the label may be empty. */
  abstract String arrow(String from, String to, String label, boolean isCarried);

  /** Writes the begin of a box around others. */
  abstract String begin(int number, String label);

  /** Writes the end of a box around others. */
  abstract String end();

  /** Draws all: what operations make, then what was given, lists, and arrows. */
  final String draw() {
    given(graph.result());
    show(graph.parts());
    lists.forEach((all, id) -> line(given(id, listings.text(all))));
    result();
    return boxes.append(arrows).toString();
  }

  /** Says where the result is, if it is one of a later round. */
  private void result() {
    Address address = graph.folding().address(graph.result());
    if (!address.rounds().isEmpty()) {
      line(given("result", "result"));
      line(arrow(id(address.shown()), "result", address.text().strip(), false));
    }
  }

  private void line(String line) {
    arrows.append("  ").append(line).append('\n');
  }

  private static String id(Node node) {
    return "n" + node.id();
  }

  @Override
  final void operation(Node node, List<Source> inputs) {
    String label = names.of(node) + "\n" + NodeText.made(node);
    boxes.append("  ").append(operation(id(node), label)).append('\n');
    for (Arrow arrow : Arrow.of(inputs)) {
      String from = "";
      if (arrow.list() != null) {
        String unused = listings.name(arrow.list());
        from = lists.computeIfAbsent(arrow.list().all(), all -> "list" + lists.size());
      } else if (arrow.from() != null) {
        given(arrow.from());
        from = id(arrow.from());
      }
      line(arrow(from, id(node), arrow.label(), arrow.isCarried()));
    }
  }

  /** Draws a node that no operation made, once. */
  private void given(Node node) {
    if (!node.isOperation() && drawn.add(node)) {
      String name = names.of(node);
      line(node.kind() == Node.Kind.VARIABLE ? variable(id(node), name) : given(id(node), name));
    }
  }

  @Override
  final void begin(Part.Repeat repeat, int depth) {
    boxes.append("  ").append(begin(repeats++, times(repeat))).append('\n');
  }

  @Override
  final void end(int depth) {
    boxes.append("  ").append(end()).append('\n');
  }
}
