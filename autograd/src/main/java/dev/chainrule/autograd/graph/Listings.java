package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists of values that the rounds of a repetition take in turn. Each list has a name: that of its
 * first value, and a star. The same list has the same name wherever it is taken.
 */
final class Listings {
  private static final int MOST = 8; // values of a list of which some may be left out
  private static final int SHOWN = 3; // if so

  private final Folding folding;
  private final NodeNames names;
  private final int[] uses; // of each node, by its id
  private final Map<List<Node>, Integer> taken = new LinkedHashMap<>(); // how often each value is
  private final Map<List<Node>, String> stars = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  Listings(Graph graph, NodeNames names) {
    this.folding = graph.folding();
    this.names = names;
    this.uses = new int[graph.nodes().size()];
    graph.nodes().forEach(node -> node.inputs().forEach(input -> uses[input.id()]++));
  }

  /** Gives the name of a list, and notes that it is taken. */
  String name(Source.Each each) {
    taken.merge(each.all(), each.times(), Integer::sum);
    return stars.computeIfAbsent(
        each.all(),
        all -> {
          String star = names.of(folding.shown(all.get(0))) + "*";
          String name = star;
          for (int i = 2; !known.add(name); i++) {
            name = star + i;
          }
          return name;
        });
  }

  /** Lists all that were taken, as far as is known by now, in order. */
  List<List<Node>> all() {
    return ImmutableList.copyOf(taken.keySet());
  }

  /**
   * Writes a list, such as {@code w0*: w0, w0, w1, w1 in turn}. Where it is long, and all of its
   * values are given ones that nothing else takes, only some of them are named.
   */
  String text(List<Node> all) {
    return stars.get(all)
        + ": "
        + (isForItself(all) ? some(all) : String.join(", ", every(all)) + " in turn");
  }

  private boolean isForItself(List<Node> all) {
    int times = taken.getOrDefault(all, 0);
    return all.size() > MOST
        && new HashSet<>(all).size() == all.size()
        && all.stream().allMatch(node -> !node.isOperation() && uses[node.id()] == times);
  }

  private String some(List<Node> all) {
    List<String> texts = new ArrayList<>();
    all.subList(0, SHOWN).forEach(node -> texts.add(names.ofAny(node)));
    texts.add("... " + names.ofAny(all.get(all.size() - 1)));
    return String.join(", ", texts) + " in turn: " + all.size() + " that nothing else takes";
  }

  /** All, with values that follow each other in their own repetition written as one. */
  private List<String> every(List<Node> all) {
    List<String> texts = new ArrayList<>();
    int at = 0;
    while (at < all.size()) {
      int end = at + 1;
      int step = end < all.size() ? step(all, at) : 0;
      while (step != 0 && end < all.size() && step(all, end - 1) == step) {
        end++;
      }
      if (end - at > 2) {
        Address first = folding.address(all.get(at));
        Address last = folding.address(all.get(end - 1));
        texts.add(
            "%s of rounds %d to %d of %d"
                .formatted(
                    names.of(first.shown()),
                    first.rounds().get(0).number(),
                    last.rounds().get(0).number(),
                    first.rounds().get(0).times()));
        at = end;
      } else {
        texts.add(names.ofAny(all.get(at)));
        at++;
      }
    }
    return texts;
  }

  /** Whether the next value is of the next round, 1, or of the one before, -1; else 0. */
  private int step(List<Node> all, int at) {
    Address one = folding.address(all.get(at));
    Address next = folding.address(all.get(at + 1));
    if (one.shown() != next.shown() || one.rounds().size() != 1) {
      return 0;
    }
    int step = next.rounds().get(0).number() - one.rounds().get(0).number();
    return Math.abs(step) == 1 ? step : 0;
  }
}
