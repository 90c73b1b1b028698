package dev.chainrule.autograd.check;

import java.util.Optional;

/**
 * A line seen from another of its points.
 *
 * @param here that point
 */
record Moved(Line line, double here) implements Line {
  @Override
  public double roundoff() {
    return line.roundoff();
  }

  @Override
  public double[] terms(double number) {
    return line.terms(number);
  }

  @Override
  public double rule(double number) {
    return line.rule(number);
  }

  @Override
  public Optional<Trail> trail(double step) {
    return line.trail(step);
  }
}
