package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.BinaryRow.row;
import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Domain.POSITIVE;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of exponentials and logarithms. */
final class ExponentialOperations {
  private ExponentialOperations() {}

  static final UnaryRow EXP =
      row("exp", ALL, Math::exp, (g, x, y) -> g.mul(y)).loop(Opcode.EXP).cost(COSTLY);

  static final UnaryRow EXPM1 =
      row("expm1", ALL, Math::expm1, (g, x, y) -> g.mul(y.add(1))).cost(COSTLY);

  static final UnaryRow LOG = row("log", POSITIVE, Math::log, (g, x, y) -> g.div(x)).cost(COSTLY);

  static final UnaryRow LOG1P =
      row("log1p", Domain.between(-1, POSITIVE_INFINITY), Math::log1p, (g, x, y) -> g.div(x.add(1)))
          .cost(COSTLY);

  static final BinaryRow LOG_ADD_EXP =
      row(
              "logAddExp",
              ALL,
              ALL,
              (x, y) ->
                  x == y
                      ? x + Math.log(2)
                      : Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y))),
              (g, x, y, z) -> g.mul(x.sub(y).sigmoid().maskedBy(x.greater(NEGATIVE_INFINITY))),
              (g, x, y, z) -> g.mul(y.sub(x).sigmoid().maskedBy(y.greater(NEGATIVE_INFINITY))))
          .cost(2 * COSTLY);
}
