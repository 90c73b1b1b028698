package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.flat;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of comparisons: 1 where one holds, 0 where it does not. */
final class ComparingOperations {
  private static final Domain ALL = Domain.ALL.withTies();

  private ComparingOperations() {}

  static final BinaryRow EQUAL = flat("equalTo", ALL, (x, y) -> x == y ? 1 : 0).loop(Opcode.EQUAL);
  static final BinaryRow NOT_EQUAL =
      flat("notEqualTo", ALL, (x, y) -> x != y ? 1 : 0).loop(Opcode.NOT_EQUAL);
  static final BinaryRow GREATER =
      flat("greater", ALL, (x, y) -> x > y ? 1 : 0).loop(Opcode.GREATER);
  static final BinaryRow GREATER_OR_EQUAL =
      flat("greaterOrEqual", ALL, (x, y) -> x >= y ? 1 : 0).loop(Opcode.GREATER_OR_EQUAL);
  static final BinaryRow LESS = flat("less", ALL, (x, y) -> x < y ? 1 : 0).loop(Opcode.LESS);
  static final BinaryRow LESS_OR_EQUAL =
      flat("lessOrEqual", ALL, (x, y) -> x <= y ? 1 : 0).loop(Opcode.LESS_OR_EQUAL);
}
