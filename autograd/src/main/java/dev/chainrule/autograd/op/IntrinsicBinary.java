package dev.chainrule.autograd.op;

import dev.chainrule.autograd.kernel.Intrinsic;
import dev.chainrule.autograd.kernel.Opcode;

/** A pointwise operation whose values the kernels know how to compute, too. */
abstract class IntrinsicBinary extends PointwiseBinary implements Intrinsic {
  private final Opcode opcode;

  IntrinsicBinary(Opcode opcode, String name, Domain domainX, Domain domainY) {
    super(name, domainX, domainY);
    this.opcode = opcode;
  }

  @Override
  public final Opcode opcode() {
    return opcode;
  }
}
