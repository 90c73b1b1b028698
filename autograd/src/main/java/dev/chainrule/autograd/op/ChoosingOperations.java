package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.flatInY;
import static dev.chainrule.autograd.op.BinaryRow.row;
import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.UnaryRow.row;

import dev.chainrule.autograd.kernel.Opcode;

/**
 * The table of functions that choose, and of the absolute value. A rule of a choice masks and does
 * not multiply by 0, so that not even an infinite cotangent flows into what was not chosen.
 */
final class ChoosingOperations {
  private ChoosingOperations() {}

  static final BinaryRow MAXIMUM =
      row(
              "maximum",
              ALL.withTies(),
              ALL.withTies(),
              Math::max,
              (g, x, y, z) -> g.maskedBy(x.less(y).not()).mul(x.equalTo(y).div(-2).add(1)),
              (g, x, y, z) -> g.maskedBy(x.greater(y).not()).mul(x.equalTo(y).div(-2).add(1)))
          .loop(Opcode.MAX)
          .choice();

  static final BinaryRow MINIMUM =
      row(
              "minimum",
              ALL.withTies(),
              ALL.withTies(),
              Math::min,
              (g, x, y, z) -> g.maskedBy(x.greater(y).not()).mul(x.equalTo(y).div(-2).add(1)),
              (g, x, y, z) -> g.maskedBy(x.less(y).not()).mul(x.equalTo(y).div(-2).add(1)))
          .loop(Opcode.MIN)
          .choice();

  static final BinaryRow MASK =
      flatInY(
              "maskedBy",
              ALL,
              ALL.withKinks(0.0),
              (x, mask) -> mask == 0 ? 0 : x,
              (g, x, mask, z) -> g.maskedBy(mask))
          .loop(Opcode.MASK)
          .choice();

  static final UnaryRow RELU =
      row("relu", ALL.withKinks(0.0), x -> Math.max(x, 0), (g, x, y) -> g.maskedBy(y))
          .loop(Opcode.RELU)
          .choice();

  static final UnaryRow ABS =
      row("abs", ALL.withKinks(0.0), Math::abs, (g, x, y) -> g.mul(x.sign())).loop(Opcode.ABS);
}
