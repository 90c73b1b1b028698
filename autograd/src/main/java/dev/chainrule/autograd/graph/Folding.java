package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds operations that are repeated one round after the other. Two operations match if they do the
 * same to the same shapes, and each input of one is the other's: the same node, or one as far back,
 * or something given of the same shape. At each place the repetition that covers most is taken, the
 * one with the shortest round first; then its round is folded by itself.
 */
final class Folding {
  /** A longer round is not looked for, so that the time grows with the graph and no faster. */
  static final int LONGEST_ROUND = 2048;

  private static final int LEAST = 4; // operations; fewer are as well shown as they are

  private final List<Node> operations;
  private final int[] kinds; // equal where operation, shape and precision are
  private final int[] places; // of a node among the operations, by its id; -1 for what was given
  private final int[] shown; // the place of the operation that stands for the one at a place
  private final ImmutableList<Part> parts;

  Folding(List<Node> nodes) {
    operations = nodes.stream().filter(Node::isOperation).toList();
    places = new int[nodes.size()];
    kinds = new int[operations.size()];
    shown = IntStream.range(0, kinds.length).toArray();
    Map<String, Integer> known = new HashMap<>();
    for (Node node : nodes) {
      places[node.id()] = -1;
    }
    for (int i = 0; i < kinds.length; i++) {
      Node node = operations.get(i);
      places[node.id()] = i;
      String kind = node.made() + node.shape() + node.dtype() + node.inputs().size();
      Integer number = known.putIfAbsent(kind, known.size());
      kinds[i] = number == null ? known.size() - 1 : number;
    }
    parts = fold(0, kinds.length);
  }

  ImmutableList<Part> parts() {
    return parts;
  }

  /** The node that is shown in place of one: the same operation in the first round. */
  Node shown(Node node) {
    int place = places[node.id()];
    while (place >= 0 && shown[place] != place) {
      place = shown[place];
    }
    return place < 0 ? node : operations.get(place);
  }

  private ImmutableList<Part> fold(int from, int to) {
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    int at = from;
    while (at < to) {
      int size = period(at, to);
      int covered = size == 0 ? 1 : size + matching(at, size, to) / size * size;
      if (size == 0) {
        parts.add(new Part.Single(operations.get(at)));
      } else {
        ImmutableList<Node> round = nodes(at, at + size);
        parts.add(
            new Part.Repeat(
                covered / size, fold(at, at + size), round, nodes(at + size, at + 2 * size)));
        for (int later = at + size; later < at + covered; later++) {
          shown[later] = later - size;
        }
      }
      at += covered;
    }
    return parts.build();
  }

  /** The length of the round whose repetitions cover most from here on; 0 if none is repeated. */
  private int period(int from, int to) {
    int best = 0;
    int most = LEAST - 1;
    Map<Integer, Integer> runs = new LinkedHashMap<>(); // how far periods go on, of those that do
    for (int period = 1; period <= Math.min(LONGEST_ROUND, (to - from) / 2); period++) {
      if (!isCovered(period, runs)) {
        int matching = matching(from, period, to);
        int covered = period + matching / period * period;
        if (matching >= period) {
          runs.put(period, period + matching);
          if (covered > most) {
            best = period;
            most = covered;
          }
        }
      }
    }
    return best;
  }

  /**
   * Whether a period is a multiple of another that goes on for longer than this one takes: where
   * that one ends, this one does, too. Without this look, long runs would take their square.
   */
  private static boolean isCovered(int period, Map<Integer, Integer> runs) {
    return runs.entrySet().stream()
        .anyMatch(run -> period % run.getKey() == 0 && period <= run.getValue());
  }

  private ImmutableList<Node> nodes(int from, int to) {
    return ImmutableList.copyOf(operations.subList(from, to));
  }

  /** How many operations from here on match those that are a period later. */
  private int matching(int from, int period, int to) {
    int at = from;
    while (at + period < to && matches(at, at + period)) {
      at++;
    }
    return at - from;
  }

  private boolean matches(int some, int other) {
    if (kinds[some] != kinds[other]) {
      return false;
    }
    List<Node> inputs = operations.get(some).inputs();
    List<Node> others = operations.get(other).inputs();
    for (int i = 0; i < inputs.size(); i++) {
      if (!matches(inputs.get(i), some, others.get(i), other)) {
        return false;
      }
    }
    return true;
  }

  private boolean matches(Node input, int user, Node other, int otherUser) {
    int place = places[input.id()];
    int otherPlace = places[other.id()];
    if (place < 0 || otherPlace < 0) {
      // A first round may begin with something given where later ones go on from the one before.
      return input.shape().equals(other.shape())
          && (input.kind() == other.kind()
              || (place < 0 && otherUser - otherPlace <= otherUser - user));
    }
    return input == other || user - place == otherUser - otherPlace;
  }
}
