package dev.chainrule.autograd.op;

import java.util.List;

/**
 * The whole vocabulary: whatever can apply an operation has every word of it.
 *
 * @param <T> the kind of number
 */
public interface Numeric<T extends Numeric<T>>
    extends Activating<T>,
        Rounding<T>,
        Normalizing<T>,
        Ordering<T>,
        Joining<T>,
        Factoring<T>,
        Operators<T> {
  /**
   * Runs a program, such as a derivative rule: step by step, unless a kind of number knows better.
   *
   * @param operands one for each input of the program, this one first
   * @return what the last step gives
   */
  default T run(Program program, List<T> operands) {
    return program.runSteps(operands);
  }
}
