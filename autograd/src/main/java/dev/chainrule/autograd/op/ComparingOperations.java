package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.flat;

import dev.chainrule.autograd.kernel.Opcode;

/**
 * The table of comparisons, and of words that join them: 1 where one holds, 0 where it does not.
 */
final class ComparingOperations {
  private static final Domain ALL = Domain.ALL.withTies();

  private static final Domain MASK = Domain.ALL.withKinks(0.0);

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
  static final BinaryRow AND = flat("and", MASK, (x, y) -> x != 0 && y != 0 ? 1 : 0);
  static final BinaryRow OR = flat("or", MASK, (x, y) -> x != 0 || y != 0 ? 1 : 0);
  static final BinaryRow XOR = flat("xor", MASK, (x, y) -> (x != 0) == (y != 0) ? 0 : 1);
}
