package dev.chainrule.nn.optim;

import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Says what a schedule or a clipping is, for a line that is printed. */
final class Named {
  private static final long[] PROBED_STEPS = {0, 1, 10, 100, 1000, 10_000};

  private Named() {}

  /** Gives its own text; a lambda has none worth reading. */
  static String text(Object rule) {
    Class<?> type = rule.getClass();
    return type.isHidden() || type.isSynthetic() ? "by a function" : rule.toString();
  }

  /**
   * Says what a schedule is, without how far it has come; one that is a function, by its rates at
   * some steps.
   */
  static String definition(LearningRate rate) {
    if (rate instanceof ReduceOnPlateau plateau) {
      return plateau.definition();
    }
    if (rate instanceof Scaled scaled) {
      return scaled.factor + " times " + definition(scaled.rate);
    }
    if (rate instanceof Schedule) {
      return rate.toString();
    }
    return LongStream.of(PROBED_STEPS)
        .mapToObj(step -> rate.at(step) + " at " + step)
        .collect(Collectors.joining(", ", "a function: ", ""));
  }

  /** A schedule times a factor. */
  record Scaled(LearningRate rate, double factor) implements LearningRate {
    @Override
    public double at(long step) {
      return rate.at(step) * factor;
    }

    @Override
    public String toString() {
      return factor + " times " + text(rate);
    }
  }

  /** A schedule that prints as what it is called. */
  record Schedule(String name, LearningRate rates) implements LearningRate {
    @Override
    public double at(long step) {
      return rates.at(step);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
