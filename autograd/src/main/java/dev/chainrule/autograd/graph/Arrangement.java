package dev.chainrule.autograd.graph;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.chainrule.autograd.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Puts all that a result was made of in an order in which inputs come first, and what belongs
 * together stands together. It goes backwards from the result. Of the values whose users have all
 * been placed it takes next the one that took the fewest steps to make: so what one round of a loop
 * adds is placed before the round before it. Nothing recurses.
 */
final class Arrangement {
  private final IdentityHashMap<Value, Place> places = new IdentityHashMap<>();

  /** What is known of a value before it has its place. */
  private static final class Place {
    final Value value;
    final List<Place> inputs = new ArrayList<>();
    int usersLeft;
    int height; // the steps of the longest way from what was given
    int number; // by which equal heights are ordered

    Place(Value value) {
      this.value = value;
    }
  }

  private Arrangement() {}

  /** Lists the nodes, the result last. */
  static ImmutableList<Node> of(Value result) {
    Arrangement arrangement = new Arrangement();
    Place last = arrangement.reach(result);
    arrangement.measure(last);
    return nodes(Lists.reverse(arrangement.backwards(last)));
  }

  private Place reach(Value result) {
    Place first = new Place(result);
    places.put(result, first);
    List<Place> waiting = new ArrayList<>(List.of(first));
    while (!waiting.isEmpty()) {
      Place place = waiting.remove(waiting.size() - 1);
      for (Value input : place.value.inputs()) {
        Place known = places.get(input);
        if (known == null) {
          known = new Place(input);
          places.put(input, known);
          waiting.add(known);
        }
        known.usersLeft++;
        place.inputs.add(known);
      }
    }
    return first;
  }

  private void measure(Place last) {
    List<Place> order = order(last, new ArrayList<>());
    for (Place place : Lists.reverse(order)) {
      for (Place input : place.inputs) {
        place.height = Math.max(place.height, input.height + 1);
        input.usersLeft++; // as it was before
      }
    }
  }

  /** Any order in which users come first; uses up what is left of the users. */
  private static List<Place> order(Place last, List<Place> order) {
    List<Place> ready = new ArrayList<>(List.of(last));
    while (!ready.isEmpty()) {
      Place place = ready.remove(ready.size() - 1);
      order.add(place);
      for (Place input : place.inputs) {
        if (--input.usersLeft == 0) {
          ready.add(input);
        }
      }
    }
    return order;
  }

  private List<Place> backwards(Place last) {
    List<Place> order = new ArrayList<>(places.size());
    PriorityQueue<Place> ready =
        new PriorityQueue<>(
            Comparator.<Place>comparingInt(place -> place.height)
                .thenComparingInt(place -> -place.number));
    ready.add(last);
    int count = 0;
    while (!ready.isEmpty()) {
      Place place = ready.remove();
      order.add(place);
      for (Place input : place.inputs) {
        if (--input.usersLeft == 0) {
          input.number = ++count;
          ready.add(input);
        }
      }
    }
    return order;
  }

  private static ImmutableList<Node> nodes(List<Place> order) {
    IdentityHashMap<Value, Node> nodes = new IdentityHashMap<>();
    ImmutableList.Builder<Node> all = ImmutableList.builder();
    for (int id = 0; id < order.size(); id++) {
      Value value = order.get(id).value;
      ImmutableList.Builder<Node> inputs = ImmutableList.builder();
      for (Value input : value.inputs()) {
        inputs.add(requireNonNull(nodes.get(input)));
      }
      Node node = new Node(id, value, inputs.build());
      nodes.put(value, node);
      all.add(node);
    }
    return all.build();
  }
}
