package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * What a row declares of its function beside value and rule.
 *
 * @param opcode the loop that kernels have for it, if they have one
 * @param additions what one element costs
 * @param isLinear whether it is linear in all inputs together
 * @param isChoice whether it chooses among its inputs
 */
record Traits(@Nullable Opcode opcode, int additions, boolean isLinear, boolean isChoice) {
  /** What exponentials and the like cost, in additions, as vector loops compute them. */
  static final int COSTLY = 20;

  static final Traits PLAIN = new Traits(null, 1, false, false);

  Traits loop(Opcode name) {
    return new Traits(name, additions, isLinear, isChoice);
  }

  Traits cost(int more) {
    return new Traits(opcode, more, isLinear, isChoice);
  }

  Traits linear() {
    return new Traits(opcode, additions, true, isChoice);
  }

  Traits choice() {
    return new Traits(opcode, additions, isLinear, true);
  }
}
