package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An arrow of a picture, to an operation from what it takes.
 *
 * @param from the node that is shown at its beginning; null if that is a list
 * @param list of which it takes another value each time; null if it begins at a node
 * @param label which input it is, if there are several, and in which rounds it is that
 * @param isCarried whether it goes from one round to a later one
 */
record Arrow(@Nullable Node from, Source.@Nullable Each list, String label, boolean isCarried) {

  /** Lists the arrows to an operation. */
  static List<Arrow> of(List<Source> inputs) {
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      List<String> label = inputs.size() == 1 ? List.of() : List.of("input " + (i + 1));
      add(arrows, inputs.get(i), label);
    }
    return arrows;
  }

  private static void add(List<Arrow> arrows, Source source, List<String> label) {
    if (source instanceof Source.At at) {
      arrows.add(to(at.address(), label, false));
    } else if (source instanceof Source.Each each) {
      arrows.add(
          new Arrow(null, each, text(with(label, "another each round" + each.whose())), false));
    } else if (source instanceof Source.Before before) {
      for (int round = 0; round < before.lag(); round++) {
        add(arrows, before.first().get(round), with(label, "in round " + (round + 1)));
      }
      String then =
          before.lag() == 1
              ? "then of the round before"
              : "then of " + before.lag() + " rounds before";
      arrows.add(to(before.then(), with(label, then), true));
    }
  }

  private static Arrow to(Address address, List<String> label, boolean isCarried) {
    String rounds = address.text().strip();
    List<String> whole = rounds.isEmpty() ? label : with(label, rounds);
    return new Arrow(address.shown(), null, text(whole), isCarried);
  }

  private static List<String> with(List<String> label, String more) {
    return ImmutableList.<String>builder().addAll(label).add(more).build();
  }

  private static String text(List<String> label) {
    return String.join(", ", label);
  }
}
