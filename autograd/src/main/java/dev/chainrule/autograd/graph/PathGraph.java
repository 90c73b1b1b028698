package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.Gradients;
import dev.chainrule.autograd.PathSweep;
import dev.chainrule.autograd.Value;
import dev.chainrule.autograd.shape.DType;
import dev.chainrule.autograd.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a graph that lies between a result and a variable: every value through which a path
 * leads from the one to the other. Paths are counted and ranked by dynamic programming, from the
 * variable up, so that the time is that of one sweep however many paths there are.
 */
final class PathGraph {
  /**
   * What stands for the logarithm of a gain of 0: a path through it comes after all that are alive.
   */
  private static final double DEAD = -1e6;

  /** And for that of a gain that is infinite or NaN: whoever looks for paths wants to see these. */
  private static final double NOT_FINITE = 1e6;

  private final Node root;
  private final List<Node> nodes = new ArrayList<>(); // the result first
  private final Gradients cotangents;

  /** A value on a path, and the best way to go on from it. */
  static final class Node {
    final Value value;
    final List<Link> links = new ArrayList<>(); // none: the variable
    @Nullable Link best; // with which the best path to the variable begins
    double score; // of that path: the sum of its links' logarithms
    double paths; // how many there are to the variable
    int index; // the result has 0

    Node(Value value) {
      this.value = value;
    }
  }

  /**
   * A step from a value to one of its inputs.
   *
   * @param logGain the logarithm of how many times larger the cotangent is after it
   */
  record Link(Node from, int input, Node to, double logGain) {
    double score() {
      return logGain + to.score;
    }
  }

  /**
   * Finds what lies between.
   *
   * @param order from the result to its inputs; the variable is among them
   */
  PathGraph(List<Value> order, Value variable) {
    List<Value> reaching = reaching(order, variable);
    this.cotangents = order.get(0).gradients(reaching.toArray(Value[]::new));
    Map<Value, Node> found = new HashMap<>();
    for (Value value : reaching) { // inputs first
      Node node = new Node(value);
      if (value == variable) {
        node.paths = 1;
      } else {
        addLinks(node, found);
      }
      found.put(value, node);
      nodes.add(node);
    }
    Collections.reverse(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).index = i;
    }
    this.root = nodes.get(0);
  }

  /** Lists the values from which the variable can be reached, inputs first. */
  private static List<Value> reaching(List<Value> order, Value variable) {
    List<Value> reaching = new ArrayList<>();
    Set<Value> known = new HashSet<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      Value value = order.get(i);
      if (value == variable || leadsTo(value, known)) {
        reaching.add(value);
        boolean unused = known.add(value);
      }
    }
    return reaching;
  }

  private static boolean leadsTo(Value value, Set<Value> known) {
    List<Value> inputs = value.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (known.contains(inputs.get(i)) && flows(value, i)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a part of a path is the only way between its ends. */
  boolean isOnlyWay(List<Link> links) {
    int first = links.get(0).from().index;
    int last = links.get(links.size() - 1).to().index;
    int[] ways = new int[last - first + 1]; // from each value to the last one, at most 2
    ways[last - first] = 1;
    for (int i = last - 1; i >= first; i--) {
      int found = 0;
      for (Link link : nodes.get(i).links) {
        found += link.to().index <= last ? ways[link.to().index - first] : 0;
      }
      ways[i - first] = Math.min(found, 2);
    }
    return ways[0] == 1;
  }

  /** Tells whether a gradient flows from a value into one of its inputs. */
  static boolean flows(Value value, int input) {
    return value.inputs().get(input).isConnected()
        && !value.operation().map(operation -> operation.isFlat(input)).orElse(true);
  }

  private void addLinks(Node node, Map<Value, Node> found) {
    List<Value> inputs = node.value.inputs();
    for (int i = 0; i < inputs.size(); i++) {
      Node to = found.get(inputs.get(i));
      if (to != null && flows(node.value, i)) {
        Link link = new Link(node, i, to, logGain(node.value, i));
        node.links.add(link);
        node.paths += to.paths;
        if (node.best == null || link.score() > node.best.score()) {
          node.best = link;
          node.score = link.score();
        }
      }
    }
  }

  /** How a link changes the cotangent that arrives there from all paths; or, if it is 0, ones. */
  private double logGain(Value value, int input) {
    if (value.shape().rank() == 0 && Slopes.isPointwise(value)) {
      return logGain(norm(Slopes.of(value, input)));
    }
    Tensor cotangent = cotangents.of(value);
    double before = norm(cotangent);
    if (!(before > 0 && before < Double.POSITIVE_INFINITY)) {
      cotangent = cotangent.filled(1);
      before = norm(cotangent);
    }
    Tensor after = PathSweep.along(value, cotangent, List.of(input)).get(1);
    return logGain(norm(after) / before);
  }

  private static double logGain(double gain) {
    double logGain = Math.log(gain);
    return Double.isNaN(logGain) ? NOT_FINITE : Math.max(DEAD, Math.min(logGain, NOT_FINITE));
  }

  /**
   * The Euclidean norm of all elements, in float64 and scaled, so that it overflows only where it
   * is itself too large.
   */
  static double norm(Tensor tensor) {
    if (tensor.shape().rank() == 0) {
      return Math.abs(tensor.item());
    }
    if (tensor.shape().elements() == 0) {
      return 0;
    }
    Tensor precise = tensor.to(DType.FLOAT64).abs();
    double largest = precise.max().item();
    boolean isRegular = largest > 0 && largest < Double.POSITIVE_INFINITY;
    return isRegular ? largest * precise.div(largest).norm2().item() : largest;
  }

  /** The result. */
  Node root() {
    return root;
  }

  /** Every value on a path, each after all that were made of it. */
  List<Node> nodes() {
    return nodes;
  }

  /** The derivative of the result by a value on a path. */
  Tensor cotangent(Value value) {
    return cotangents.of(value);
  }
}
