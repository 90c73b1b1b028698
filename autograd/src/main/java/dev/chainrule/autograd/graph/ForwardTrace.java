package dev.chainrule.autograd.graph;

import dev.chainrule.autograd.graph.NotFiniteOrigin.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Follows an element that is not finite to where its NaN or infinity comes from. */
final class ForwardTrace {
  private static final int MOST_ORIGINS = 4;
  private static final int MOST_WAYS = 16;
  private static final Comparator<NotFiniteOrigin> OPERATIONS_FIRST =
      Comparator.comparing(origin -> origin.sites().get(0).operation().isEmpty());

  private final Deque<Step> waiting = new ArrayDeque<>();
  private final Set<Element> seen = new HashSet<>();
  private final List<NotFiniteOrigin> origins = new ArrayList<>();
  private boolean isCertain = true;

  /** An element on the way back, and where its infinity was made NaN. */
  private record Step(Element element, Optional<Site> becameNaN) {}

  private ForwardTrace() {}

  /** Finds the origin of an element, or several that made it together, or may have. */
  static NotFiniteOrigin from(Element element) {
    ForwardTrace trace = new ForwardTrace();
    trace.waiting.add(new Step(element, Optional.empty()));
    while (!trace.waiting.isEmpty() && trace.origins.size() < MOST_ORIGINS) {
      trace.follow(trace.waiting.remove());
    }
    trace.origins.sort(OPERATIONS_FIRST);
    NotFiniteOrigin first = trace.origins.get(0);
    return first.with(trace.isCertain, trace.origins.subList(1, trace.origins.size()));
  }

  private void follow(Step step) {
    Element at = step.element();
    ElementSources sources = ElementSources.of(at);
    isCertain &= sources.isCertain();
    if (sources.elements().isEmpty() || !sources.isCertain()) {
      origins.add(origin(step));
    }
    for (Element source : sources.elements()) {
      if (waiting.size() < MOST_WAYS && seen.add(source)) {
        boolean becameNaN = at.isNaN() && !source.isNaN();
        waiting.add(
            new Step(source, becameNaN ? Optional.of(Site.of(at.value())) : step.becameNaN()));
      }
    }
  }

  private static NotFiniteOrigin origin(Step step) {
    Element at = step.element();
    return new NotFiniteOrigin(
        Direction.FORWARD,
        at.value(),
        at.index(),
        at.number(),
        List.of(Site.of(at.value())),
        at.operands(),
        step.becameNaN(),
        true,
        List.of());
  }
}
