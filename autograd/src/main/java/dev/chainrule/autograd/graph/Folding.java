package dev.chainrule.autograd.graph;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Folds what is repeated in a graph, from its beginning on; then the first round of each repetition
 * by itself. Nothing is lost: every operation has an {@link Address} in what is shown.
 */
final class Folding {
  private final List<Node> operations;
  private final int[] places; // of a node among the operations, by its id; -1 for what was given
  private final @Nullable Loop[] around; // the innermost that an operation's place stands in
  private final @Nullable Loop[] later; // in a later round of which an operation's place stands
  private final Rounds rounds;
  private final ImmutableList<Part> parts;

  Folding(List<Node> nodes) {
    operations = nodes.stream().filter(Node::isOperation).collect(ImmutableList.toImmutableList());
    places = new int[nodes.size()];
    around = new Loop[operations.size()];
    later = new Loop[operations.size()];
    nodes.forEach(node -> places[node.id()] = -1);
    for (int i = 0; i < operations.size(); i++) {
      places[operations.get(i).id()] = i;
    }
    rounds = new Rounds(operations, new Keys(operations), places, this::shown);
    parts = fold(null, 0, operations.size());
  }

  ImmutableList<Part> parts() {
    return parts;
  }

  /** The node that is shown in place of one: the same operation in the first round. */
  Node shown(Node node) {
    int place = places[node.id()];
    if (place < 0) {
      return node;
    }
    while (later[place] != null) {
      Loop loop = requireNonNull(later[place]);
      place = loop.start() + (place - loop.start()) % loop.size();
    }
    return operations.get(place);
  }

  /** Where a node is to be found in what is shown. */
  Address address(Node node) {
    Node shown = shown(node);
    List<Loop> loops = loops(shown);
    int place = places[node.id()];
    ImmutableList.Builder<Address.Round> numbers = ImmutableList.builder();
    for (Loop loop : loops) {
      int round = (place - loop.start()) / loop.size();
      place -= round * loop.size();
      numbers.add(new Address.Round(round + 1, loop.times()));
    }
    return new Address(shown, numbers.build());
  }

  /** The repetitions that a node which is shown stands in, the innermost last. */
  List<Loop> loops(Node shown) {
    List<Loop> loops = new ArrayList<>();
    int place = places[shown.id()];
    for (Loop loop = place < 0 ? null : around[place]; loop != null; loop = loop.outer()) {
      loops.add(loop);
    }
    return Lists.reverse(loops);
  }

  /** The place of a node among the operations; -1 for what was given. */
  int place(Node node) {
    return places[node.id()];
  }

  /** The operation at a place. */
  Node operation(int place) {
    return operations.get(place);
  }

  private ImmutableList<Part> fold(@Nullable Loop outer, int from, int to) {
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    int at = from;
    while (at < to) {
      Loop loop = rounds.longest(outer, at, to);
      if (loop.times() == 1) {
        around[at] = outer;
        parts.add(new Part.Single(operations.get(at)));
      } else {
        for (int place = at + loop.size(); place < loop.end(); place++) {
          later[place] = loop;
        }
        parts.add(new Part.Repeat(fold(loop, at, at + loop.size()), split(loop)));
      }
      at = loop.end();
    }
    return parts.build();
  }

  private ImmutableList<List<Node>> split(Loop loop) {
    return IntStream.range(0, loop.times())
        .map(round -> loop.start() + round * loop.size())
        .mapToObj(start -> operations.subList(start, start + loop.size()))
        .collect(ImmutableList.toImmutableList());
  }
}
