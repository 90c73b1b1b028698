package dev.chainrule.nn.report;

import dev.chainrule.nn.train.Epoch;
import dev.chainrule.nn.train.History;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes histories for tests. */
final class Histories {
  private Histories() {}

  /** Gives a history whose epochs have these losses, and nothing held out. */
  static History ofLosses(double... losses) {
    return new History(
        IntStream.range(0, losses.length)
            .mapToObj(i -> new Epoch(i + 1, losses[i], Map.of(), 0.1 / (i + 1), 0.25))
            .toList());
  }

  /** Gives a history of one epoch with a metric of this name. */
  static History ofMetric(String name) {
    return new History(List.of(new Epoch(1, 0.5, Map.of(Epoch.LOSS, 0.75, name, 0.125), 0.1, 2)));
  }
}
