package dev.chainrule.demos.console;

import com.google.common.math.IntMath;
import java.math.RoundingMode;

/**
 * Which steps of a long training have a line: many in the beginning, when much happens, and never
 * long without one, so that who reads along sees that it goes on, and a reader's going is noticed.
 */
public final class Milestones {
  private static final int MANY = 1000; // from here on nine lines for each power of ten

  private Milestones() {}

  /** Says whether a step is among 0, 1, 2, 5, 10, 20, 50 ... 1000, 2000, 3000 ..., or the last. */
  public static boolean isOne(int step, int last) {
    if (step == 0 || step == last) {
      return true;
    }
    int power = IntMath.pow(10, IntMath.log10(step, RoundingMode.FLOOR));
    int lead = step / power;
    return step % power == 0 && (step >= MANY || lead == 1 || lead == 2 || lead == 5);
  }
}
