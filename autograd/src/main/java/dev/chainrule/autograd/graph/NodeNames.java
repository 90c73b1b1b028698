package dev.chainrule.autograd.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the nodes of a folded graph are called where people read it: each by another name, except
 * for numbers that were given. A name that might be taken for something else stands in quotation
 * marks.
 */
final class NodeNames {
  private static final Pattern PLAIN =
      Pattern.compile("(?!v\\d+$|NaN$|Infinity$)[\\p{L}_][\\p{L}\\p{N}_.:/'-]*");

  private final Folding folding;
  private final Map<Node, String> names = new HashMap<>();

  NodeNames(Graph graph) {
    folding = graph.folding();
    Set<String> seen = new HashSet<>();
    Set<String> shared = new HashSet<>();
    for (Node node : graph.nodes()) {
      if (folding.shown(node) == node && !isNumber(node)) {
        String name = name(node, "");
        names.put(node, name);
        if (!seen.add(name)) {
          shared.add(name);
        }
      }
    }
    names.replaceAll((node, name) -> shared.contains(name) ? name(node, "v" + node.id()) : name);
  }

  /** Gives what a node that is shown is called. */
  String of(Node shown) {
    String name = names.get(shown);
    return name == null ? NodeText.number(shown.value().item()) : name;
  }

  /** Gives what an address says: the name, and the rounds. */
  String of(Address address) {
    return of(address.shown()) + address.text();
  }

  /** Gives what any node is called, with its own name if the one that is shown has another. */
  String ofAny(Node node) {
    Address address = folding.address(node);
    boolean isNamed = node.value().name().isPresent();
    return isNamed && !node.name().equals(address.shown().name())
        ? plain(node.name()) + " (" + of(address) + ")"
        : of(address);
  }

  private static boolean isNumber(Node node) {
    return node.kind() == Node.Kind.CONSTANT
        && node.value().name().isEmpty()
        && NodeText.isNumber(node);
  }

  /** A name of what is no number, with an addition that tells it from others. */
  private static String name(Node node, String addition) {
    if (node.value().name().isPresent()) {
      return plain(node.name()) + (addition.isEmpty() ? "" : " (" + addition + ")");
    }
    return switch (node.kind()) {
      case OPERATION -> node.name();
      case VARIABLE ->
          "variable " + node.name() + (NodeText.isNumber(node) ? "" : " " + node.shape());
      case CONSTANT -> "constant " + (addition.isEmpty() ? "" : addition + " ") + node.shape();
    };
  }

  private static String plain(String name) {
    String cut = NodeText.cut(name);
    return PLAIN.matcher(name).matches()
        ? cut
        : '"' + cut.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
