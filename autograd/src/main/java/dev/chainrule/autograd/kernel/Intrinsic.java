package dev.chainrule.autograd.kernel;

/** An operation whose pointwise function is one of those that kernels know by name. */
public interface Intrinsic {
  /** The function. */
  Opcode opcode();
}
