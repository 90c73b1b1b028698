package dev.chainrule.autograd.graph;

import com.google.common.base.Joiner;
import com.google.common.collect.Lists;
import com.google.common.primitives.Ints;
import dev.chainrule.autograd.notation.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph as data for other programs: every node, and what is repeated, as the nodes of each round.
 * Repetitions within a round are those of the first round.
 */
final class GraphJson {
  private final List<String> repeats = new ArrayList<>();

  private GraphJson() {}

  static String of(Graph graph) {
    GraphJson json = new GraphJson();
    json.addRepeats(graph.parts());
    StringBuilder text = new StringBuilder("{\n\"nodes\": [\n");
    Joiner.on(",\n").appendTo(text, Lists.transform(graph.nodes(), GraphJson::node));
    text.append("\n],\n\"repeats\": [\n");
    Joiner.on(",\n").appendTo(text, json.repeats);
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
    text.append(", \"inputs\": ").append(ids(node.inputs()));
    node.line().ifPresent(line -> text.append(", \"line\": ").append(Json.quoted(line)));
    return text.append('}').toString();
  }

  private void addRepeats(List<Part> parts) {
    for (Part part : parts) {
      if (part instanceof Part.Repeat repeat) { // not deeper than the logarithm of the graph
        repeats.add(
            "{\"times\": %d, \"rounds\": [%s]}"
                .formatted(
                    repeat.times(),
                    Joiner.on(", ").join(Lists.transform(repeat.rounds(), GraphJson::ids))));
        addRepeats(repeat.body());
      }
    }
  }

  private static String ids(List<Node> nodes) {
    return "[" + Joiner.on(", ").join(Lists.transform(nodes, Node::id)) + "]";
  }
}
