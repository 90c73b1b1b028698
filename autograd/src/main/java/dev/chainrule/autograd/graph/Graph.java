package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import com.google.common.graph.ImmutableNetwork;
import com.google.common.graph.NetworkBuilder;
import dev.chainrule.autograd.Value;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Shows all that a value was made of: names, shapes, operations, and the lines of the program that
 * made them, if these were noted. What comes again and again, such as layers, time steps and rows,
 * is folded to one round. Nothing recurses, and the time grows as the graph does.
 *
 * <pre>{@code
 * Value w = Value.of(2).named("w");
 * Value loss = w.mul(3).sub(1).square().named("loss");
 * System.out.println(Graph.of(loss));
 * }</pre>
 *
 * <p>What was computed from constants alone is a constant, and so is what was detached or not
 * recorded: nothing is known of how these were made.
 */
public final class Graph {
  private final ImmutableList<Node> nodes;
  private final IdentityHashMap<Value, Node> known = new IdentityHashMap<>();
  private final Folding folding;

  private Graph(ImmutableList<Node> nodes) {
    this.nodes = nodes;
    nodes.forEach(node -> known.put(node.value(), node));
    this.folding = new Folding(nodes);
  }

  /** Looks at what a value was made of. */
  public static Graph of(Value result) {
    return new Graph(Arrangement.of(result));
  }

  /** Lists all nodes, inputs before what was made of them, the result last. */
  public List<Node> nodes() {
    return nodes;
  }

  /** Gives the node of the result. */
  public Node result() {
    return nodes.get(nodes.size() - 1);
  }

  /** Finds the node of a value; none if the result was not made of it. */
  public Optional<Node> node(Value value) {
    return Optional.ofNullable(known.get(value));
  }

  /** Lists the operations in order, with those folded that are repeated. */
  public List<Part> parts() {
    return folding.parts();
  }

  /** Gives where everything is to be found in what is shown. */
  Folding folding() {
    return folding;
  }

  /**
   * One use of a value.
   *
   * @param user the operation's result
   * @param input which of the operation's inputs it is, from 0
   */
  public record Use(Node user, int input) {}

  /** Gives the same as Guava's graphs have it: an edge for each use, from an input to its user. */
  public ImmutableNetwork<Node, Use> network() {
    ImmutableNetwork.Builder<Node, Use> network =
        NetworkBuilder.directed().allowsParallelEdges(true).immutable();
    for (Node node : nodes) {
      network.addNode(node);
      for (int i = 0; i < node.inputs().size(); i++) {
        network.addEdge(node.inputs().get(i), node, new Use(node, i));
      }
    }
    return network.build();
  }

  /** Writes this for Graphviz, as a file in the language DOT. */
  public String toDot() {
    return GraphDot.of(this);
  }

  /** Writes this for Mermaid, which web pages and GitHub's texts show as a picture. */
  public String toMermaid() {
    return GraphMermaid.of(this);
  }

  /** Writes this as JSON: every node, and what is repeated. */
  public String toJson() {
    return GraphJson.of(this);
  }

  /** Writes this for a terminal, an operation a line, with what is repeated folded. */
  @Override
  public String toString() {
    return GraphText.of(this);
  }
}
