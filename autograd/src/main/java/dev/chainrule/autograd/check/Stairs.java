package dev.chainrule.autograd.check;

import dev.chainrule.autograd.check.Steps.Step;

/**
 * Tells whether a function moves in stairs, as one does whose digits cancelled or that rounds: it
 * rests around the point, and then jumps, to both sides. One that leaves its rest by a kink does
 * not jump.
 */
final class Stairs {
  private static final int WIDEST = 0; // the level of the unit step
  private static final double ROUNDINGS = 16; // a jump is higher than what rounding explains

  private final Steps steps;

  Stairs(Steps steps) {
    this.steps = steps;
  }

  /** How high the stairs are; 0 if there are none. */
  double height() {
    if (!steps.step(steps.bottom()).rests()) {
      return 0;
    }
    double right = jump(1);
    double left = right == 0 ? 0 : jump(-1);
    return left == 0 ? 0 : Math.max(left, right);
  }

  private double jump(int side) {
    int level = steps.bottom();
    while (level > WIDEST && steps.step(level).rests()) {
      level--;
    }
    while (level > WIDEST && steps.rise(side * steps.size(level)) == 0) {
      level--;
    }
    Step step = steps.step(level);
    double near = 0;
    double far = step.size();
    double rise = steps.rise(side * far);
    double explained =
        ROUNDINGS
            * steps.line().roundoff()
            * (step.magnitude() + Math.abs(rise) * (1 + Math.abs(steps.line().here()) / far));
    while (Math.abs(rise) > explained) {
      double middle = near + (far - near) / 2;
      double number = steps.line().here() + side * middle;
      if (middle == near
          || middle == far
          || number == steps.line().here() + side * near
          || number == steps.line().here() + side * far) {
        return Math.abs(rise);
      }
      double there = steps.rise(side * middle);
      if (there == 0) {
        near = middle;
      } else {
        far = middle;
        rise = there;
      }
    }
    return 0; // also for a rise that is NaN
  }
}
