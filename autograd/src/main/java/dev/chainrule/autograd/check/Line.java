package dev.chainrule.autograd.check;

import java.util.Optional;

/** A function along one of its numbers, the others held: what a derivative is measured on. */
interface Line {
  /** The number at the point of the check. */
  double here();

  /**
   * Half the distance from 1 to the next number, in the precision that the function computes in.
   */
  double roundoff();

  /**
   * The function with another number in place of that one, as terms that are still to be added up:
   * a term that does not move costs no digit of those that do.
   */
  double[] terms(double number);

  /** The derivative by the rule that is checked, with another number in place of that one. */
  double rule(double number);

  /**
   * What stands between the number and the result, if that can be seen.
   *
   * @param step by which the number is moved to see what moves with it
   */
  Optional<Trail> trail(double step);
}
