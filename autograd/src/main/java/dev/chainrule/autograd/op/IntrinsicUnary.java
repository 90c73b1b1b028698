package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Intrinsic;
import dev.chainrule.autograd.kernel.Opcode;

/** A pointwise operation whose values the kernels know how to compute, too. */
abstract class IntrinsicUnary extends PointwiseUnary implements Intrinsic {
  private final Opcode opcode;

  IntrinsicUnary(Opcode opcode, String name, Domain domain) {
    super(name, domain);
    this.opcode = opcode;
  }

  @Override
  public final Opcode opcode() {
    return opcode;
  }
}
