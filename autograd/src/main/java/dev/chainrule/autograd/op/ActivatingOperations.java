package dev.chainrule.autograd.op;

import static dev.chainrule.autograd.op.Domain.ALL;
import static dev.chainrule.autograd.op.Traits.COSTLY;
import static dev.chainrule.autograd.op.UnaryRow.row;

import dev.chainrule.autograd.kernel.Opcode;

/** The table of smooth activation functions. */
final class ActivatingOperations {
  private ActivatingOperations() {}

  static final UnaryRow SIGMOID =
      row("sigmoid", ALL, ActivatingOperations::sigmoid, (g, x, y) -> g.mul(y).mul(y.rsub(1)))
          .loop(Opcode.SIGMOID)
          .cost(COSTLY);

  static final UnaryRow LOG_SIGMOID =
      row(
              "logSigmoid",
              ALL,
              x -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x))),
              (g, x, y) -> g.mul(x.neg().sigmoid()))
          .cost(2 * COSTLY);

  static final UnaryRow SOFTPLUS =
      row(
              "softplus",
              ALL,
              x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
              (g, x, y) -> g.mul(x.sigmoid()))
          .cost(2 * COSTLY);

  private static double sigmoid(double x) {
    double e = Math.exp(-Math.abs(x)); // at most 1: nothing overflows
    return (x < 0 ? e : 1) / (1 + e);
  }
}
