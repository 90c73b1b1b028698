package dev.chainrule.autograd.graph;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.List;

/** A graph as data for other programs: every node, and what is repeated. */
final class GraphJson extends Drawing {
  private final List<String> repeats = new ArrayList<>();

  private GraphJson() {}

  static String of(Graph graph) {
    GraphJson drawing = new GraphJson();
    drawing.show(graph.parts());
    StringBuilder text = new StringBuilder("{\n\"nodes\": [\n");
    Joiner.on(",\n").appendTo(text, Lists.transform(graph.nodes(), GraphJson::node));
    text.append("\n],\n\"repeats\": [\n");
    Joiner.on(",\n").appendTo(text, drawing.repeats);
    return text.append("\n]\n}\n").toString();
  }

  private static String node(Node node) {
    StringBuilder text = new StringBuilder();
    text.append("{\"id\": ").append(node.id());
    text.append(", \"name\": ").append(Json.quoted(node.name()));
    text.append(", \"kind\": \"").append(node.kind()).append('"');
    text.append(", \"made\": ").append(Json.quoted(node.made()));
    text.append(", \"shape\": [").append(Ints.join(", ", node.shape().toArray())).append(']');
    text.append(", \"precision\": \"").append(node.dtype()).append('"');
    text.append(", \"inputs\": [");
    Joiner.on(", ").appendTo(text, Lists.transform(node.inputs(), Node::id));
    text.append(']');
    node.line().ifPresent(line -> text.append(", \"line\": ").append(Json.quoted(line)));
    return text.append('}').toString();
  }

  @Override
  void operation(Node node, List<Source> inputs) {}

  @Override
  void begin(Part.Repeat repeat, int depth) {
    repeats.add(
        "{\"times\": %d, \"round\": [%s]}"
            .formatted(
                repeat.times(), Joiner.on(", ").join(Lists.transform(repeat.round(), Node::id))));
  }

  @Override
  void end(int depth) {}
}
