package dev.chainrule.autograd.check;

import dev.chainrule.autograd.check.GradCheckReport.Verdict;
import java.util.Optional;

/**
 * Looks for a scale at which the function is smooth, from steps of an eighth down, and compares
 * there. What agrees is settled by a dozen values of the function; what does not is left to an
 * {@link Inquiry}.
 */
final class Search {
  static final int FIRST = 3; // an eighth of the unit step
  private static final int STRIDE = 11; // from one look at a function at rest to the next
  static final int TOP = -30; // the widest step, where rounding hides what is nearer

  private final Steps steps;
  private final Tolerance tolerance;
  private final double rule;

  Search(Steps steps, Tolerance tolerance, double rule) {
    this.steps = steps;
    this.tolerance = tolerance;
    this.rule = rule;
  }

  /** Finds where the rule agrees with differences, if it does. */
  Optional<Finding> agreement() {
    int level = FIRST;
    while (level + Window.SIZE <= steps.bottom()) {
      if (!steps.step(level + Window.SIZE - 1).isFinite()) {
        level += Window.SIZE;
        continue;
      }
      Window window = Window.of(steps, level);
      if (isClean(window)) {
        return agrees(window) && !isStair(window) ? settled(sharpened(window)) : Optional.empty();
      }
      level++;
    }
    return Optional.empty();
  }

  private boolean isClean(Window window) {
    return window.isFinite() && tolerance.isSlight(window.error(0), window, window.floor(), 0);
  }

  /** Whether the function rests only because its digits cancelled, and it moves in small stairs. */
  private boolean isStair(Window window) {
    if (window.level() <= FIRST || window.slope() > 0) {
      return false;
    }
    double height = new Stairs(steps).height();
    double moves = steps.step(FIRST).steepest() * steps.size(0);
    return height > 0 && (height <= Inquiry.TRIFLE * moves || height <= lost());
  }

  /** By how much a value of the function may be wrong, if that can be seen. */
  private double lost() {
    double weight = steps.line().trail(steps.size(FIRST)).map(Trail::weight).orElse(0.0);
    return Inquiry.ROUNDINGS * steps.line().roundoff() * weight;
  }

  private boolean agrees(Window window) {
    double allowed = tolerance.of(rule, window, window.error());
    return Math.abs(rule - window.derivative()) <= allowed;
  }

  /** Widens the steps as long as rounding hides more than it may, and the function allows it. */
  private Window sharpened(Window window) {
    Window best = window;
    while (best.floor() > tolerance.wanted(rule, best.derivative()) && !restsFrom(best.level())) {
      Window wider = Window.of(steps, best.level() - 1);
      boolean isBetter = isClean(wider) && wider.error() < best.error();
      double difference = Math.abs(wider.derivative() - best.derivative());
      if (!isBetter || difference > wider.error() + best.error()) {
        break;
      }
      best = wider;
    }
    return best;
  }

  /** Whether nothing moves, by a look at the wider steps; nor can it beyond the widest. */
  private boolean restsFrom(int level) {
    boolean rests = true;
    for (int wider = level; rests && wider > TOP; wider -= STRIDE) {
      rests = steps.step(wider).rests();
    }
    return rests;
  }

  private Optional<Finding> settled(Window window) {
    double error = window.error();
    double allowed = tolerance.of(rule, window, error);
    return agrees(window) && !tolerance.isHidden(rule, window, error)
        ? Optional.of(new Finding(window.derivative(), error, allowed, Verdict.PASSED, ""))
        : Optional.empty();
  }
}
