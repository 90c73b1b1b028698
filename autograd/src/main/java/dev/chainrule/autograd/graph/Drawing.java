package dev.chainrule.autograd.graph;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Shows a folded graph part by part, in order: what text and pictures of it have in common. */
abstract class Drawing {
  private final List<Part.Repeat> around = new ArrayList<>();

  /** Shows an operation, and where its inputs come from. */
  abstract void operation(Node node, List<Source> inputs);

  /** Begins what is repeated; {@code depth} repetitions are around it. */
  abstract void begin(Part.Repeat repeat, int depth);

  /** Ends what is repeated. */
  abstract void end(int depth);

  final void show(List<Part> parts) {
    for (Part part : parts) {
      if (part instanceof Part.Repeat repeat) { // not deeper than the logarithm of the graph
        begin(repeat, around.size());
        around.add(repeat);
        show(repeat.body());
        around.remove(around.size() - 1);
        end(around.size());
      } else if (part instanceof Part.Single single) {
        Node node = single.node();
        operation(
            node,
            IntStream.range(0, node.inputs().size())
                .mapToObj(input -> Source.of(node, input, around))
                .collect(ImmutableList.toImmutableList()));
      }
    }
  }

  /** Says how often something comes. */
  static String times(Part.Repeat repeat) {
    return repeat.times() + " times";
  }
}
