package dev.chainrule.nn.optim;

/** Says what a schedule or a clipping is, for a line that is printed. */
final class Named {
  private Named() {}

  /** Gives its own text; a lambda has none worth reading. */
  static String text(Object rule) {
    Class<?> type = rule.getClass();
    return type.isHidden() || type.isSynthetic() ? "by a function" : rule.toString();
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
